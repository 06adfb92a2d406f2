// The socket: its frames as the Rust side reads and writes them, and how a line is opened, given up and opened again.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import fixture from "../../fixtures/frames.json";
import { PanelStore } from "../src/panels";
import { SILENCE_MS, Socket } from "../src/socket";
import { KEY_ENDED, type Command, type FromRoom } from "../src/wire";
import { HandClock, openPage } from "./support";

/** A socket that is opened, answered and closed by the test. */
class FakeSocket {
  static all: FakeSocket[] = [];
  readonly sent: unknown[] = [];
  isClosed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.isClosed = true;
  }

  hear(frame: unknown): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  static get last(): FakeSocket {
    return FakeSocket.all[FakeSocket.all.length - 1] as FakeSocket;
  }
}

let time: HandClock;
beforeEach(() => {
  time = new HandClock();
  FakeSocket.all = [];
  Object.assign(globalThis, { WebSocket: FakeSocket });
});
afterEach(() => time.stop());

/** A page whose socket writes down what it is told. */
function line(state: Record<string, string> = {}) {
  const page = openPage({ code: "428571", place: "phone", lang: "vi", void: "no", ...state }, "");
  const panels = new PanelStore("e0");
  const heard: string[] = [];
  const socket = new Socket(page, {
    hello: () => panels.hello(),
    update(frame) {
      const isTaken = !frame.panels || panels.take(frame.panels) !== null;
      if (!isTaken) panels.forget();
      return isTaken;
    },
    live: () => heard.push("live"),
    answered: (id, isDone, message) => heard.push(`${isDone ? "done" : "refused"} ${id} ${message}`),
    putOff: (id, message) => heard.push(`put_off ${id} ${message}`),
    ended: () => heard.push("ended"),
    heard: () => {},
  });
  return { page, panels, socket, heard };
}

/** The same with a line that stands. */
function live() {
  const hall = line();
  hall.socket.connect();
  FakeSocket.last.onopen?.();
  FakeSocket.last.hear({ beat: { now: 1 } });
  assert.deepEqual(hall.heard.splice(0), ["live"]);
  return hall;
}

const COMMAND: Command = { speakers: { WithdrawRequest: { request: 12 } } };

test("the page says hello with what it has, and sends commands, as the server reads them", () => {
  const hall = line();
  hall.panels.take({ epoch: "e1", offset: 2, now: 0, panels: { ballot: "" } });
  hall.panels.take({ epoch: "e1", offset: 3, now: 0, panels: { head: "<h1>Đối thoại</h1>" } });
  hall.socket.connect();
  assert.equal(FakeSocket.last.url, "ws://hall.test/m/428571/live?as=phone&lang=vi");
  FakeSocket.last.onopen?.();
  FakeSocket.last.hear({ beat: { now: 1 } });
  hall.socket.send("c1", COMMAND, 1791000000000);
  assert.deepEqual(FakeSocket.last.sent, [fixture.to_room.hello, fixture.to_room.do]);
});

test("each frame means what the server means by it", () => {
  for (const { frame, means, says } of fixture.from_room as { frame: FromRoom; means: string; says?: string }[]) {
    const hall = line();
    hall.panels.take({ epoch: "e1", offset: 3, now: 0, panels: { head: "<h1>Đối thoại</h1>", ballot: "" } });
    hall.socket.connect();
    FakeSocket.last.onopen?.();
    if (means !== "live") {
      FakeSocket.last.hear({ beat: { now: 1 } });
      hall.heard.length = 0;
      hall.socket.send("c1", COMMAND, 1);
    }
    FakeSocket.last.hear(frame);
    assert.deepEqual(hall.heard, [means === "live" ? "live" : `${means} c1 ${says ?? ""}`], JSON.stringify(frame));
  }
  const hall = line();
  for (const { frame } of fixture.from_room.slice(0, 2)) hall.panels.take((frame as FromRoom).panels as never);
  assert.deepEqual(hall.panels.hello(), { epoch: "e1", have: { head: 4 } });
});

test("a frame that names no id is of the first that is not answered", () => {
  const hall = live();
  for (const id of ["a", "b", "c"]) hall.socket.send(id, COMMAND, 1);
  FakeSocket.last.hear({ answer: { id: "a", answer: { done: { position: 1 } } } });
  FakeSocket.last.hear({ unreadable: { message: "?" } });
  FakeSocket.last.hear({ not_now: { id: "c", message: "sau" } });
  FakeSocket.last.hear({ unreadable: { message: "?" } });
  assert.deepEqual(hall.heard, ["done a ", "refused b ?", "put_off c sau", "refused  ?"]);
});

test("a line that goes silent for longer than the server's beat is given up, and another is opened", () => {
  assert.ok(SILENCE_MS > 2 * fixture.beat_ms, "a beat may be lost");
  const hall = live();
  const first = FakeSocket.last;
  time.pass(SILENCE_MS);
  hall.socket.check();
  assert.equal(hall.socket.isLive, true);
  time.pass(1);
  hall.socket.check();
  assert.deepEqual([hall.socket.isLive, first.isClosed, hall.page.state.live], [false, true, "false"]);
  time.pass(300);
  assert.equal(FakeSocket.all.length, 2);
  assert.ok(hall.socket.silence() > 0);
});

test("a line that breaks is opened again at once, then after pauses of two seconds at most", () => {
  const hall = live();
  FakeSocket.last.onclose?.({ code: 1006 });
  for (const longest of [300, 600, 1200, 2000, 2000]) {
    const before = FakeSocket.all.length;
    time.pass(Math.floor(longest / 3) - 1);
    assert.equal(FakeSocket.all.length, before, "not all phones in one instant");
    time.pass(longest - Math.floor(longest / 3) + 1);
    assert.equal(FakeSocket.all.length, before + 1, `within ${longest} ms`);
    FakeSocket.last.onclose?.({ code: 1006 });
  }
  assert.equal(hall.socket.isLive, false);
});

test("a line that does not open is given up", () => {
  line().socket.connect();
  time.pass(4000);
  assert.equal(FakeSocket.all[0]?.isClosed, true);
  time.pass(300);
  assert.equal(FakeSocket.all.length, 2);
});

test("whoever wakes with a stale line opens another, and with a fresh one keeps it", () => {
  const hall = live();
  time.pass(7000);
  hall.socket.wake();
  assert.equal(FakeSocket.all.length, 1);
  time.pass(1);
  hall.socket.wake();
  assert.equal(FakeSocket.all.length, 2);
});

test("an ended key is told, and a void card waits for nothing", () => {
  assert.equal(KEY_ENDED, fixture.key_ended);
  const hall = live();
  FakeSocket.last.onclose?.({ code: fixture.key_ended });
  time.pass(10000);
  assert.deepEqual([hall.heard, FakeSocket.all.length], [["ended"], 1]);
  const out = line({ void: "yes" });
  out.socket.connect();
  time.pass(10000);
  assert.deepEqual([FakeSocket.all.length, out.socket.silence()], [1, 0]);
});

test("panels that do not fit begin the line anew, with nothing said to be here", () => {
  live();
  FakeSocket.last.hear({ panels: { epoch: "e0", offset: 9, now: 1, panels: { head: [8, 0, 0, "x"] } } });
  assert.equal(FakeSocket.all.length, 2);
  FakeSocket.last.onopen?.();
  assert.deepEqual(FakeSocket.last.sent, [{ hello: { epoch: "e0", have: {} } }]);
});
