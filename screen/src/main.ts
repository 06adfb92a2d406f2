// The live part of the phone, the tablet and the projector. The page works without it; with it, what changes in the hall
// appears by itself, and what a person sends survives a weak line. This file makes the parts and tells each of the others.
import { Chime } from "./chime";
import { ServerClock } from "./clock";
import { FORMS, type FormName } from "./command";
import { drawClocks } from "./countdowns";
import { Drafts } from "./drafts";
import { setText } from "./dom";
import { Feedback } from "./feedback";
import { Outbox } from "./outbox";
import { Page } from "./page";
import { PanelStore, readPanels, type Changes } from "./panels";
import { render } from "./patch";
import { Polling } from "./polling";
import { Socket } from "./socket";
import { settleBallot, settleTurn } from "./standing";
import { storagesOf } from "./storage";
import { Submissions } from "./submissions";
import { Tablet } from "./tablet";
import { changeTextSize } from "./text-size";
import { Wall } from "./wall";

/** Without a line for so long, that is said, unless a page was fetched a short while ago. */
const SAID_MS = 4000;
const FETCHED_LATELY_MS = 20000;
/** Without a line for so long, pages are fetched by hand. */
const FETCHES_MS = 8000;

const page = new Page(document);
const { state, words } = page;
const monotonic = () => performance.now();
const clock = new ServerClock(Number(state.now), monotonic);
const panels = new PanelStore(state.epoch || "");
const chime = new Chime(page);
const feedback = new Feedback(page);
const wall = new Wall(page, chime);
const storages = storagesOf(page.isShared, () => localStorage, () => sessionStorage);
const outbox = new Outbox(storages.lasting, page.storageKey);
const drafts = new Drafts(page, storages.ofTab);
const tablet = new Tablet(page, feedback, outbox);

const tick = () => drawClocks(page, clock, () => chime.isOn && chime.ring());

function show(changes: Changes): void {
  render(document, changes);
  settleTurn(page, () => {
    if (navigator.vibrate) navigator.vibrate([300, 150, 300]);
    chime.ring();
  });
  settleBallot(page);
  wall.settle();
  tablet.settle();
  tick();
  wall.fit();
}

function watch(): void {
  socket.check();
  const silence = socket.silence();
  if (silence > FETCHES_MS) polling.look();
  const line = page.byId("line");
  const isSaid = silence > SAID_MS && monotonic() - polling.fetchedAt > FETCHED_LATELY_MS;
  setText(line, (isSaid && line && line.dataset.words) || "");
}

const socket = new Socket(page, {
  hello: () => panels.hello(),
  update(frame) {
    const heard = frame.panels || frame.beat;
    if (heard) clock.hear(heard.now);
    const changes = frame.panels ? panels.take(frame.panels) : {};
    if (!changes) panels.forget();
    else if (frame.panels) show(changes);
    return changes !== null;
  },
  live: () => submissions.sendAll(),
  answered: (id, isDone, message) => submissions.answered(id, isDone, message),
  putOff: (id, message) => submissions.putOff(id, message),
  ended: () => location.reload(),
  heard: watch,
});

const polling = new Polling(page, {
  adopt(fetched) {
    const fresh = readPanels(fetched);
    const { epoch, now } = fetched.documentElement.dataset;
    clock.hear(Number(now));
    panels.reset(epoch || "", fresh);
    const changes: Changes = {};
    Object.keys(fresh).forEach((name) => (changes[name] = (fresh[name] as { html: string }).html));
    show(changes);
  },
  answered: (id, isDone, message) => submissions.answered(id, isDone, message),
  isLive: () => socket.isLive,
  fetched: () => submissions.postAll(),
  gone: () => words.gone && feedback.notice("refused", words.gone),
  ended: () => location.reload(),
});

const submissions = new Submissions(page, outbox, drafts, clock, feedback, tablet, {
  get isLive() {
    return socket.isLive;
  },
  send: (id, command, made) => socket.send(id, command, made),
  post: (item) => polling.post(item),
});
drafts.restore();

document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  chime.unlock();
  // Not form.id: that is the form's field of this name.
  const name = form.getAttribute("id") || "";
  if (name === "text-size") {
    event.preventDefault();
    changeTextSize(page, form);
  }
  if ((FORMS as readonly string[]).indexOf(name) < 0) return;
  event.preventDefault();
  submissions.submit(name as FormName, form);
});

// To change a ballot, the page stays, so that nothing typed is lost.
document.addEventListener("click", (event) => {
  const target = event.target as Element;
  if (!target.closest || !target.closest("#change")) return;
  event.preventDefault();
  state.changing = "yes";
  const vote = page.form("vote");
  const first = vote && vote.querySelector<HTMLInputElement>("input:enabled:not([type=hidden])");
  if (first) first.focus();
});

function typed(event: Event): void {
  tablet.touch();
  const { form } = event.target as HTMLInputElement;
  if (form) drafts.save(form);
}
document.addEventListener("input", typed);
document.addEventListener("change", typed);

window.addEventListener("beforeunload", (event) => {
  if (!outbox.isAtRisk) return;
  event.preventDefault();
  event.returnValue = "";
});

const wake = () => document.hidden || socket.wake();
document.addEventListener("visibilitychange", wake);
window.addEventListener("online", wake);
window.addEventListener("pageshow", (event) => event.persisted && wake());

// Without cookies no seat is kept: better said before something is typed.
if (!navigator.cookieEnabled && words.cookies) feedback.notice("refused", words.cookies);

panels.reset(state.epoch || "", readPanels(document));
tick();
wall.fit();
setInterval(tick, 200);
setInterval(watch, 1000);
// After the first paint.
requestAnimationFrame(() => setTimeout(() => socket.connect()));
