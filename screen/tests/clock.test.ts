// The clock: the server's time on any device, and countdowns as the Rust side renders them.
import assert from "node:assert/strict";
import { test } from "node:test";

import fixture from "../../fixtures/clock.json";
import { clockFace, countdown, ServerClock, timeOfDay } from "../src/clock";
import { drawClocks } from "../src/countdowns";
import { openPage } from "./support";

test("figures are those the server renders", () => {
  for (const { ms, face } of fixture.faces) assert.equal(clockFace(ms), face, `${ms} ms`);
});

test("a countdown that stands is shown as the server renders it", () => {
  for (const { left, allotted, word, face, thousandths } of fixture.paused) {
    const shown = countdown(left, allotted, false);
    assert.deepEqual([shown.word, shown.face, shown.share], [word, face, thousandths / 1000], `${left} of ${allotted}`);
  }
});

test("the hall's hour is the server's, whatever the device's time zone", () => {
  for (const { at, hour, minute } of fixture.hours) {
    assert.equal(timeOfDay(at), `${hour}:${String(minute).padStart(2, "0")}`, String(at));
  }
});

test("a running countdown is low in its last third or minute, and over from its first full second", () => {
  const table: [left: number, allotted: number, state: string][] = [
    [300000, 300000, "left"],
    [60000, 300000, "left"],
    [59999, 300000, "low"],
    [40000, 120000, "left"],
    [39999, 120000, "low"],
    [-999, 120000, "low"],
    [-1000, 120000, "over"],
  ];
  for (const [left, allotted, state] of table) {
    const shown = countdown(left, allotted, true);
    assert.deepEqual([shown.state, shown.word], [state, state], `${left} of ${allotted}`);
  }
});

test("the clock believes the frame that was least late, and a clock that was set back", () => {
  let monotonic = 100;
  const clock = new ServerClock(5000, () => monotonic);
  assert.equal(clock.now(), 5000);
  monotonic = 200;
  clock.hear(5050);
  assert.equal(clock.now(), 5100, "a late frame moves nothing");
  clock.hear(5160);
  assert.equal(clock.now(), 5160, "one less late is nearer the truth");
  clock.hear(3661);
  assert.equal(clock.now(), 5160, "1.5 seconds late is still late");
  clock.hear(3000);
  assert.equal(clock.now(), 3000, "far behind: the server's clock was set back");
});

test("countdowns of a page are drawn, and the end is told once", () => {
  const page = openPage(
    {},
    '<p class="clock"></p><p class="countdown" data-deadline="100000" data-allotted="90000"><span></span> <b></b><progress></progress></p>' +
      '<div id="words" data-left="còn" data-low="sắp hết" data-over="quá giờ"></div>',
  );
  let now = 0;
  let ends = 0;
  const draw = (at: number) => {
    now = at;
    drawClocks(page, new ServerClock(now, () => 0), () => (ends += 1));
    const line = page.document.querySelector(".countdown") as HTMLElement;
    return [line.dataset.clock, line.textContent];
  };
  assert.deepEqual(draw(10000), ["left", "còn 1:30"]);
  assert.equal((page.document.querySelector("progress") as HTMLProgressElement).value, 1);
  assert.deepEqual(draw(80000), ["low", "sắp hết 0:20"]);
  assert.equal(ends, 0);
  assert.deepEqual(draw(101000), ["over", "quá giờ 0:01"]);
  assert.deepEqual(draw(102000), ["over", "quá giờ 0:02"]);
  assert.equal(ends, 1);
  assert.equal(page.document.querySelector(".clock")?.textContent, "7:01");
});
