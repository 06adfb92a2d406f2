import type { Feedback } from "./feedback";
import type { Outbox } from "./outbox";
import type { Page } from "./page";

/** How long an untouched ballot stays: who goes away in the middle of it leaves nothing behind. */
const FORGETS_MS = 120000;
/** How long the tablet thanks. */
const THANKS_MS = 6000;

/** The tablet at the desk, which belongs to one person after another. On a person's own phone it does nothing. */
export class Tablet {
  private touchedAt = performance.now();
  private thanking = 0;
  private voter: string | undefined;

  constructor(
    private readonly page: Page,
    private readonly feedback: Feedback,
    private readonly outbox: Outbox,
  ) {
    this.voter = page.state.voter;
    if (!page.isShared) return;
    if (page.state.thanks === "yes") this.thank();
    setInterval(() => this.forget(), 1000);
  }

  /** Someone is filling in. */
  touch(): void {
    this.touchedAt = performance.now();
  }

  /** Thanks whoever has just voted. */
  thank(): void {
    const { state, words, isShared } = this.page;
    if (!isShared) return;
    this.feedback.notice("done", words.recorded || "");
    state.thanks = "yes";
    clearTimeout(this.thanking);
    this.thanking = window.setTimeout(() => (state.thanks = "no"), THANKS_MS);
  }

  /** Someone else stands there now: what was said to the one before goes, and a screen reader begins with the question. */
  settle(): void {
    const { voter } = this.page.state;
    if (!this.page.isShared || voter === this.voter) return;
    this.voter = voter;
    if (!voter) return;
    this.touch();
    this.feedback.notice("none", "");
    const question = this.page.byId("question");
    if (question) question.focus();
  }

  private forget(): void {
    if (this.outbox.items.length || performance.now() - this.touchedAt < FORGETS_MS) return;
    this.touch();
    const form = this.page.form("vote");
    if (form) form.reset();
  }
}
