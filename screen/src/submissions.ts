import type { ServerClock } from "./clock";
import { commandOf, type FormName } from "./command";
import type { Drafts } from "./drafts";
import type { Feedback } from "./feedback";
import { clearSent, field, readFields, restoreFields } from "./fields";
import { newId, type Item, type Outbox } from "./outbox";
import type { Page } from "./page";
import { settleBallot } from "./standing";
import type { Tablet } from "./tablet";
import type { Command } from "./wire";

/** The two ways to the server: a socket, and without one the form itself. */
export interface Channel {
  readonly isLive: boolean;
  send(id: string, command: Command, made: number): void;
  post(item: Item): void;
}

/** How long a form waits for a socket before it goes as a form does. */
const PATIENCE_MS = 2000;
/** The longest pause before what was put off is sent again. */
const LONGEST_PAUSE_MS = 16000;

/** Sends forms and tells people what became of them. */
export class Submissions {
  private pause = 0;
  private retry = 0;

  constructor(
    private readonly page: Page,
    private readonly outbox: Outbox,
    private readonly drafts: Drafts,
    private readonly clock: ServerClock,
    private readonly feedback: Feedback,
    private readonly tablet: Tablet,
    private readonly channel: Channel,
  ) {
    outbox.items.forEach((item) => feedback.sending(item.form, true));
  }

  /** Sends what a form holds; one form at a time. */
  submit(name: FormName, form: HTMLFormElement): void {
    if (this.outbox.items.some((item) => item.form === name)) return;
    const fields = readFields(form);
    if (name === "withdraw") fields.request = this.page.state.request || "";
    const item: Item = { id: newId(), form: name, fields, made: this.clock.now() };
    const question = name === "vote" && this.page.byId("question");
    if (question) item.title = question.textContent || "";
    this.outbox.add(item);
    this.feedback.notice("none", "");
    this.feedback.sending(name, true);
    if (this.channel.isLive) this.send(item);
    else setTimeout(() => this.outbox.has(item) && !this.channel.isLive && this.channel.post(item), PATIENCE_MS);
  }

  /** Sends all that is not answered, once there is a socket. */
  sendAll(): void {
    this.outbox.items.forEach((item) => this.send(item));
  }

  /** Sends all that is not answered as forms, where there is no socket. */
  postAll(): void {
    this.outbox.items.forEach((item) => this.channel.post(item));
  }

  /** What was sent under an id is done, or refused with a sentence. */
  answered(id: string, isDone: boolean, message: string): void {
    const item = this.outbox.take(id);
    if (!item) return;
    this.pause = 0;
    this.feedback.notice("none", "");
    this.feedback.sending(item.form, false);
    if (isDone) this.done(item);
    else this.refused(item, message);
  }

  /** The server cannot do it now: it is kept and sent again, after pauses that grow. */
  putOff(id: string, message: string): void {
    this.outbox.renew(id, this.clock.now());
    this.feedback.notice("refused", message);
    if (this.retry) return;
    this.pause = Math.min(LONGEST_PAUSE_MS, this.pause * 2 || 1000);
    this.retry = window.setTimeout(() => {
      this.retry = 0;
      if (this.channel.isLive) this.sendAll();
    }, this.pause);
  }

  private send(item: Item): void {
    this.channel.send(item.id, commandOf(item.form, item.fields), item.made);
  }

  private done(item: Item): void {
    const { state, words } = this.page;
    // That a ballot is in the ballot box, the own card says.
    const said = { ask: words.recorded, write: words.recorded, vote: "", withdraw: words.withdrawn };
    this.feedback.notice("done", said[item.form] || "");
    // A ballot's choice is kept nowhere once it is in the ballot box.
    const form = this.page.form(item.form);
    if (form && clearSent(form, item.fields)) this.drafts.save(form);
    if (item.form !== "vote") return;
    state.votes = (state.votes || "") + " " + item.fields.poll;
    state.changing = "no";
    settleBallot(this.page);
    this.tablet.thank();
  }

  private refused(item: Item, message: string): void {
    const form = this.page.form(item.form);
    // At the tablet someone else may stand there by now.
    const voter = form && field(form, "voter");
    if (form && (!item.fields.voter || (voter && item.fields.voter === voter.value))) restoreFields(form, item.fields);
    // By then another may be asked.
    this.feedback.notice("refused", (item.title && message ? "“" + item.title + "”: " : "") + message);
  }
}
