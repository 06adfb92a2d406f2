// The outbox: forms become commands, are kept until they are answered, sent again, put off, refused.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import fixture from "../../fixtures/commands.json";
import { ServerClock } from "../src/clock";
import { commandOf, type FormName } from "../src/command";
import { Drafts } from "../src/drafts";
import { Feedback } from "../src/feedback";
import { readFields, restoreFields, clearSent, type Fields } from "../src/fields";
import { newId, Outbox, type Item } from "../src/outbox";
import { SafeStorage, storagesOf } from "../src/storage";
import { Submissions } from "../src/submissions";
import { Tablet } from "../src/tablet";
import type { Command } from "../src/wire";
import { documentOf, HandClock, MemoryStorage, openPage } from "./support";

let time: HandClock;
beforeEach(() => (time = new HandClock()));
afterEach(() => time.stop());

const KEY = "hoitruong/428571";

test("a form is the command the server makes of it", () => {
  for (const { form, fields, command } of fixture.forms) {
    assert.deepEqual(commandOf(form as FormName, fields as unknown as Fields), command, form);
  }
});

test("an id is new each time and one the server takes", () => {
  const ids = new Set(Array.from({ length: 50 }, newId));
  assert.equal(ids.size, 50);
  for (const id of ids) {
    assert.ok(id.length > 0 && id.length <= fixture.ids.most, id);
    for (const letter of id) assert.ok(fixture.ids.letters.includes(letter), id);
  }
});

const BALLOT =
  '<form id="vote"><input type="hidden" name="id" value="page-1"><input type="hidden" name="poll" value="1">' +
  '<input type="radio" name="t0" value="3"><input type="radio" name="t0" value="4">' +
  '<input type="checkbox" name="t1" value="0"><input type="checkbox" name="t1" value="2">' +
  '<details><textarea name="w2"></textarea></details><input name="off" value="x" disabled>' +
  '<button>Gửi</button><p class="status"></p></form>';

const vote = (document: Document) => document.getElementById("vote") as HTMLFormElement;
const input = (document: Document, selector: string) => document.querySelector(selector) as HTMLInputElement;

test("a ballot is read as it is ticked, without its id and what is disabled", () => {
  const document = documentOf(BALLOT);
  assert.deepEqual(readFields(vote(document)), { poll: "1", t0: "", t1: "", w2: "" });
  input(document, "[name=t0][value='4']").checked = true;
  input(document, "[name=t1][value='0']").checked = true;
  input(document, "[name=t1][value='2']").checked = true;
  assert.deepEqual(readFields(vote(document)), { poll: "1", t0: "4 ", t1: "0 2 ", w2: "" });
});

test("what is restored is seen, and nothing of one ballot comes into another", () => {
  const document = documentOf(BALLOT);
  restoreFields(vote(document), { poll: "2", t0: "4 ", t1: "", w2: "của phiếu khác" });
  assert.deepEqual(readFields(vote(document)), { poll: "1", t0: "", t1: "", w2: "" });
  const sent = { poll: "1", t0: "4 ", t1: "2 ", w2: "Tốt" };
  restoreFields(vote(document), sent);
  assert.deepEqual(readFields(vote(document)), sent);
  assert.ok((document.querySelector("details") as HTMLDetailsElement).open);
});

test("what was sent is cleared, and what was changed since stays", () => {
  const document = documentOf(BALLOT);
  const sent = { poll: "1", t0: "4 ", t1: "2 ", w2: "Tốt" };
  restoreFields(vote(document), sent);
  input(document, "textarea").value = "Tốt, nhưng dài";
  assert.equal(clearSent(vote(document), sent), true);
  assert.deepEqual(readFields(vote(document)), { poll: "1", t0: "", t1: "", w2: "Tốt, nhưng dài" });
  assert.equal(clearSent(vote(document), { ...sent, poll: "2" }), false);
});

const item = (id: string, form: FormName = "ask"): Item => ({ id, form, fields: { name: "An" }, made: 5 });

test("what waits survives the page, until it is answered", () => {
  const memory = new MemoryStorage();
  const open = () => new Outbox(new SafeStorage(() => memory as unknown as Storage), KEY);
  const first = open();
  first.add(item("a"));
  first.add(item("b", "write"));
  assert.equal(first.isAtRisk, false, "it is stored");
  const second = open();
  assert.deepEqual(second.items, [item("a"), item("b", "write")]);
  second.renew("b", 99);
  assert.equal(second.take("a")?.id, "a");
  assert.equal(second.take("a"), undefined, "answered once");
  assert.deepEqual(open().items, [{ ...item("b", "write"), made: 99 }]);
  open().take("b");
  assert.equal(memory.items.size, 0, "nothing is left behind");
});

test("where storage is forbidden, full or broken, the outbox works and says that it is at risk", () => {
  const forbidden = () => {
    throw new Error("forbidden");
  };
  const full = Object.assign(new MemoryStorage(), { setItem: forbidden });
  const broken = new MemoryStorage();
  broken.items.set(KEY, "{");
  for (const [open, isAtRisk] of [[forbidden, true], [() => full, true], [null, true], [() => broken, false]] as const) {
    const outbox = new Outbox(new SafeStorage(open as (() => Storage) | null), KEY);
    assert.deepEqual([outbox.items.length, outbox.isAtRisk], [0, false]);
    outbox.add(item("a"));
    assert.deepEqual([outbox.items.length, outbox.isAtRisk], [1, isAtRisk]);
    assert.equal(outbox.take("a")?.id, "a");
    assert.equal(outbox.isAtRisk, false);
  }
});

const PHONE =
  '<p id="notice"></p><h2 id="question">Hài lòng?</h2>' +
  BALLOT +
  '<form id="ask"><input name="name"><details><input name="contact"></details><button>Gửi</button><p class="status"></p></form>' +
  '<form id="withdraw"><input type="hidden" name="request" value="0"><button>Rút</button><p class="status"></p></form>' +
  '<div id="words" data-sending="Đang gửi…" data-recorded="Đã ghi nhận." data-withdrawn="Đã rút."></div>';

/** A page with all that sends, over a line that only writes down. */
function screenOf(place = "phone", body = PHONE, memory = new MemoryStorage(), tab = new MemoryStorage()) {
  const page = openPage({ code: "428571", place, request: "12", voter: "7", votes: "", ballot: "1", poll: "open" }, body);
  const as = (storage: MemoryStorage) => () => storage as unknown as Storage;
  const storages = storagesOf(page.isShared, as(memory), as(tab));
  const outbox = new Outbox(storages.lasting, page.storageKey);
  const feedback = new Feedback(page);
  const drafts = new Drafts(page, storages.ofTab);
  const tablet = new Tablet(page, feedback, outbox);
  const line = {
    isLive: true,
    sent: [] as { id: string; command: Command; made: number }[],
    posted: [] as string[],
    send(id: string, command: Command, made: number) {
      line.sent.push({ id, command, made });
    },
    post(item: Item) {
      line.posted.push(item.id);
    },
  };
  const clock = new ServerClock(9000, () => performance.now());
  const submissions = new Submissions(page, outbox, drafts, clock, feedback, tablet, line);
  const submit = (name: FormName) => submissions.submit(name, page.form(name) as HTMLFormElement);
  const notice = () => {
    const element = page.byId("notice") as HTMLElement;
    return [element.dataset.kind, element.textContent];
  };
  const status = (name: FormName) => page.form(name)?.querySelector(".status")?.textContent;
  return { page, outbox, drafts, line, submissions, submit, notice, status, memory, tab };
}

function ask(hall: ReturnType<typeof screenOf>, name = "Nguyễn Văn An"): void {
  (hall.page.document.querySelector("#ask [name=name]") as HTMLInputElement).value = name;
  hall.submit("ask");
}

test("over a socket a form goes at once, one at a time, and is told that it is on its way", () => {
  const hall = screenOf();
  ask(hall);
  ask(hall);
  assert.equal(hall.line.sent.length, 1);
  const sent = hall.line.sent[0];
  assert.deepEqual(sent?.command, commandOf("ask", { name: "Nguyễn Văn An" }));
  assert.equal(sent?.made, 9000);
  assert.equal(hall.status("ask"), "Đang gửi…");
  assert.equal(hall.page.form("ask")?.querySelector("button")?.disabled, true);
  // Another form need not wait.
  hall.submit("withdraw");
  assert.deepEqual(hall.line.sent[1]?.command, { speakers: { WithdrawRequest: { request: 12 } } });
});

test("what is done is said, leaves its form, and is forgotten", () => {
  const hall = screenOf();
  ask(hall);
  hall.submissions.answered(hall.line.sent[0]?.id as string, true, "");
  assert.deepEqual(hall.notice(), ["done", "Đã ghi nhận."]);
  assert.equal(hall.status("ask"), "");
  assert.deepEqual(readFields(hall.page.form("ask") as HTMLFormElement), { name: "", contact: "" });
  assert.equal(hall.memory.items.size, 0);
  time.pass(8000);
  assert.equal(hall.notice()[1], "", "and after a while that goes too");
  hall.submissions.answered("another", true, "");
  assert.equal(hall.notice()[1], "", "of what is not waiting nothing is said");
});

test("what is refused comes back into its form, and is said by its question", () => {
  const hall = screenOf();
  input(hall.page.document, "[name=t0][value='4']").checked = true;
  hall.submit("vote");
  input(hall.page.document, "[name=t0][value='4']").checked = false;
  hall.submissions.answered(hall.line.sent[0]?.id as string, false, "Đã kết thúc.");
  assert.deepEqual(hall.notice(), ["refused", "“Hài lòng?”: Đã kết thúc."]);
  assert.equal(readFields(vote(hall.page.document)).t0, "4 ");
  assert.equal(hall.outbox.items.length, 0, "it is not sent again");
});

test("a ballot that is in the ballot box is told on the root element, and its choice is kept nowhere", () => {
  const hall = screenOf();
  input(hall.page.document, "[name=t0][value='4']").checked = true;
  hall.drafts.save(vote(hall.page.document));
  hall.page.state.changing = "yes";
  hall.submit("vote");
  hall.submissions.answered(hall.line.sent[0]?.id as string, true, "");
  assert.deepEqual([hall.page.state.voted, hall.page.state.changing], ["yes", "no"]);
  assert.equal(readFields(vote(hall.page.document)).t0, "");
  assert.equal(hall.memory.items.size, 0);
});

test("without a socket a form goes as a form does, a little later; with one again, over the socket", () => {
  const hall = screenOf();
  hall.line.isLive = false;
  ask(hall);
  time.pass(1999);
  assert.deepEqual(hall.line.posted, []);
  time.pass(1);
  assert.deepEqual(hall.line.posted, [hall.outbox.items[0]?.id]);
  // Nothing tells whether it arrived: it goes again under the same id.
  hall.line.isLive = true;
  hall.submissions.sendAll();
  assert.equal(hall.line.sent[0]?.id, hall.line.posted[0]);
});

test("after a reload it says that it is on its way, and goes again under its id", () => {
  const before = screenOf();
  before.line.isLive = false;
  ask(before);
  const id = before.outbox.items[0]?.id;
  const after = screenOf("phone", PHONE, before.memory, before.tab);
  assert.equal(after.status("ask"), "Đang gửi…");
  after.submissions.sendAll();
  assert.equal(after.line.sent[0]?.id, id);
});

test("what is put off stays, does not grow old, and goes again after pauses that grow", () => {
  const hall = screenOf();
  ask(hall);
  const id = hall.outbox.items[0]?.id as string;
  for (const pause of [1000, 2000, 4000, 8000, 16000, 16000]) {
    const before = hall.line.sent.length;
    hall.submissions.putOff(id, "Chưa ghi được.");
    assert.deepEqual(hall.notice(), ["refused", "Chưa ghi được."]);
    assert.equal(hall.outbox.items[0]?.made, 9000 + performance.now() - 1000);
    time.pass(pause - 1);
    assert.equal(hall.line.sent.length, before, `not before ${pause} ms`);
    time.pass(1);
    assert.equal(hall.line.sent.length, before + 1, `after ${pause} ms`);
    assert.equal(hall.line.sent[before]?.made, hall.outbox.items[0]?.made);
  }
  hall.submissions.answered(id, true, "");
  ask(hall, "Trần Thị Bình");
  const sent = hall.line.sent.length;
  hall.submissions.putOff(hall.outbox.items[0]?.id as string, "Chưa ghi được.");
  time.pass(1000);
  assert.equal(hall.line.sent.length, sent + 1, "an answer brings short pauses back");
});

test("a draft survives a reload in its tab, and goes with the form that was sent", () => {
  const before = screenOf();
  const form = before.page.form("ask") as HTMLFormElement;
  (form.querySelector("[name=name]") as HTMLInputElement).value = "Lê Văn Cường";
  before.drafts.save(form);
  const after = screenOf("phone", PHONE, before.memory, before.tab);
  after.drafts.restore();
  assert.deepEqual(readFields(after.page.form("ask") as HTMLFormElement), { name: "Lê Văn Cường", contact: "" });
  after.submit("ask");
  after.submissions.answered(after.line.sent[0]?.id as string, true, "");
  assert.equal(after.memory.items.size, 0);
});

const TABLET = PHONE.replace('name="poll" value="1">', 'name="poll" value="1"><input type="hidden" name="voter" value="7">');

test("the tablet keeps nothing, thanks, and forgets whoever goes away in the middle", () => {
  const hall = screenOf("tablet", TABLET);
  input(hall.page.document, "[name=t0][value='4']").checked = true;
  hall.drafts.save(vote(hall.page.document));
  hall.submit("vote");
  assert.deepEqual([hall.memory.items.size, hall.tab.items.size], [0, 0]);
  assert.equal(hall.outbox.isAtRisk, true);
  assert.deepEqual(Object.keys(hall.line.sent[0]?.command ?? {}), ["tablet_ballot"]);
  hall.submissions.answered(hall.line.sent[0]?.id as string, true, "");
  assert.equal(hall.page.state.thanks, "yes");
  time.pass(6000);
  assert.equal(hall.page.state.thanks, "no");
  input(hall.page.document, "[name=t0][value='3']").checked = true;
  time.pass(121000);
  assert.equal(readFields(vote(hall.page.document)).t0, "");
});

test("what is refused at the tablet does not come back under the next person's hands", () => {
  const hall = screenOf("tablet", TABLET);
  input(hall.page.document, "[name=t0][value='4']").checked = true;
  hall.submit("vote");
  input(hall.page.document, "[name=t0][value='4']").checked = false;
  input(hall.page.document, "[name=voter]").value = "8";
  hall.submissions.answered(hall.line.sent[0]?.id as string, false, "Không mở cho người này.");
  assert.equal(readFields(vote(hall.page.document)).t0, "");
});
