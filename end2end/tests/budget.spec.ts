// What a phone takes from the air, and what a console loads the first time, measured in a real browser over the DevTools
// protocol: three hundred phones share some 20 Mbit/s. Bytes are held to the budgets; times are printed, since the
// machine may be busy.
import type { CDPSession, Page } from "@playwright/test";

import { expect, test, type Hall } from "../support/hall";
import { Phone } from "../support/people";
import { Stage } from "../support/stage";

const KB = 1024;
/** A phone that can vote and ask for the floor, script off: the page and its style. */
const USABLE = { bytes: 14 * KB, requests: 2 };
/** A phone with everything loaded and its socket greeted. */
const LIVE = { bytes: 40 * KB, requests: 4 };
/** One change pushed to a phone, and what it is to be typically. */
const PUSH = { bytes: KB, typical: 400 };

/**
 * What each console loads the first time: page, module, script, style, fonts. A ratchet: what was measured and some two
 * hundredths more. Whoever makes a console smaller lowers it; whoever needs more says in the commit what for.
 */
const CONSOLES = { chair: 488_000, secretary: 428_000, desk: 433_000, office: 412_000 };

/** A slow line in the hall and a slow phone. */
const SLOW = { latency: 400, bytesPerSecond: (400 * 1000) / 8, cpu: 4 };

/** What went over the wire since it was begun. */
class Wire {
  private readonly requests = new Map<string, { url: string; bytes: number }>();
  readonly frames: number[] = [];

  private constructor(readonly session: CDPSession) {}

  static async of(page: Page): Promise<Wire> {
    const session = await page.context().newCDPSession(page);
    const wire = new Wire(session);
    session.on("Network.requestWillBeSent", ({ requestId, request }) => {
      if (request.url.startsWith("http")) wire.requests.set(requestId, { url: request.url, bytes: 0 });
    });
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      const known = wire.requests.get(requestId);
      if (known) known.bytes = encodedDataLength;
    });
    session.on("Network.webSocketFrameReceived", ({ response }) => wire.frames.push(Buffer.byteLength(response.payloadData)));
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    return wire;
  }

  /** Bytes of responses, heads included, of what has one of these in its address. */
  bytes(...parts: string[]): number {
    const wanted = [...this.requests.values()].filter(({ url }) => parts.length === 0 || parts.some((part) => url.includes(part)));
    return wanted.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  get addresses(): string[] {
    return [...this.requests.values()].map(({ url }) => new URL(url).pathname);
  }

  get pushed(): number {
    return this.frames.reduce((sum, bytes) => sum + bytes, 0);
  }
}

/** A hall in the middle of things: the floor is open, someone speaks, twelve wait, the poll is open too. */
async function busy(hall: Hall): Promise<Stage> {
  const stage = new Stage(hall);
  await stage.start("floor");
  await stage.speak({ name: "Nguyễn Thị Thanh Huyền", hamlet: "Tổ dân phố số 12" });
  for (let number = 1; number <= 12; number += 1) {
    await stage.register({ name: `Nguyễn Thị Thanh Huyền ${number}`, hamlet: "Thôn Thượng Phúc" });
  }
  await stage.chair({ poll: { OpenPoll: { poll: 1 } } });
  return stage;
}

test("a phone is usable and live within its bytes", async ({ hall }) => {
  await busy(hall);
  const seat = await hall.tab("phone", await hall.profile({ viewport: { width: 360, height: 640 } }));
  const wire = await Wire.of(seat.page);
  await seat.page.goto(hall.link("phone"));
  await hall.settle("phone", seat);
  await expect.poll(() => wire.frames.length, "the greeting").toBeGreaterThanOrEqual(2);
  const style = wire.addresses.filter((address) => address.endsWith(".css"));
  const usable = wire.bytes(`/m/${hall.code}`, `/${hall.code}`, ".css");
  const live = wire.bytes() + wire.pushed;
  // The picture in the tab is asked for by the browser, not by the page's use.
  const needed = wire.addresses.filter((address) => !address.endsWith(".svg"));
  console.log(`phone: ${usable} bytes to usable, ${live} bytes to live, ${needed.length} requests: ${needed.join(" ")}`);
  expect(style, "one style sheet").toHaveLength(1);
  expect(usable, "bytes to usable").toBeLessThanOrEqual(USABLE.bytes);
  expect(live, "bytes to live").toBeLessThanOrEqual(LIVE.bytes);
  // The short address leads to the page, the page brings style and script, the socket is the last.
  expect(needed.length, needed.join(" ")).toBeLessThanOrEqual(LIVE.requests);
});

test("without script a phone is usable with one request after the page", async ({ hall }) => {
  await busy(hall);
  const seat = await hall.tab("phone", await hall.profile({ viewport: { width: 360, height: 640 }, javaScriptEnabled: false }));
  const wire = await Wire.of(seat.page);
  await seat.page.goto(`${hall.server.hall}/m/${hall.code}`);
  await expect(seat.page.getByTestId("vote-submit")).toBeVisible();
  const needed = wire.addresses.filter((address) => !address.endsWith(".svg"));
  console.log(`phone without script: ${wire.bytes()} bytes, ${needed.join(" ")}`);
  expect(wire.bytes()).toBeLessThanOrEqual(USABLE.bytes);
  expect(needed.length).toBeLessThanOrEqual(USABLE.requests);
});

test("what is pushed to a phone is small", async ({ hall }) => {
  const stage = await busy(hall);
  const phone = new Phone(await hall.phone());
  const wire = await Wire.of(phone.page);
  const pushes: [string, number][] = [];
  const push = async (what: string, act: () => Promise<unknown>) => {
    const before = wire.frames.length;
    await act();
    await expect.poll(() => wire.frames.length, what).toBeGreaterThan(before);
    // A change of one's own comes in a frame of its own; each is a push.
    for (const bytes of wire.frames.slice(before)) pushes.push([what, bytes]);
  };
  await push("someone comes on the list", () => stage.register({ name: "Trần Thị Bình", hamlet: "Thôn Đông" }));
  await push("paused", () => stage.chair({ speakers: { PauseSpeech: { speech: 1 } } }));
  await push("resumed", () => stage.chair({ speakers: { ResumeSpeech: { speech: 1 } } }));
  await push("one minute more", () => stage.chair({ speakers: { ExtendSpeech: { speech: 1, seconds: 60 } } }));
  await push("ended", () => stage.chair({ speakers: { EndSpeech: { speech: 1 } } }));
  await push("called", () => stage.chair({ speakers: { CallSpeaker: { request: 2 } } }));
  await push("the floor is given", () => stage.giveFloor(2));
  await push("moved", () => stage.chair({ speakers: { MoveRequest: { request: 9, after: null } } }));
  await push("ended again", () => stage.chair({ speakers: { EndSpeech: { speech: 2 } } }));
  await push("the poll is closed", () => stage.chair({ poll: { ClosePoll: { poll: 1 } } }));
  await push("the result is shown", () => stage.chair({ poll: { ShowResult: { poll: 1 } } }));
  await push("hands are asked for", () => stage.chair({ poll: { AskHands: { title: "Đồng ý nghỉ giải lao 10 phút rồi họp tiếp không?" } } }));
  await push("hands are down", () => stage.chair({ poll: { ClosePoll: { poll: 2 } } }));
  await push("hands are counted", () => stage.chair({ poll: { ShowResult: { poll: 2 } } }));
  await push("the next item", () => stage.chair({ agenda: { StartItem: { id: 8 } } }));
  await push("one's own request", () => phone.ask("Lê Văn Cường", "Thôn Nam", "Nước sạch"));
  await push("one's own opinion", async () => {
    await phone.press("write-open");
    await phone.get("write-name").fill("Lê Văn Cường");
    await phone.get("write-text").fill("Nước sạch bị cắt từ đầu tháng, bà con phải đi lấy nước suối cách hai cây số. ".repeat(20));
    await phone.press("write-submit");
  });
  await push("it is in the minutes", () => hall.api("desk").do({ written: { TakeUp: { written: 1 } } }));
  const answer = "Ủy ban nhân dân xã đã yêu cầu đơn vị cấp nước sửa đường ống trước ngày 15. ".repeat(6).slice(0, 400).trim();
  await push("it is answered", () => hall.api("desk").do({ written: { AnswerWritten: { written: 1, answer } } }));
  const sizes = pushes.map(([, bytes]) => bytes).sort((a, b) => a - b);
  const middle = sizes[Math.floor(sizes.length / 2)] ?? 0;
  console.log(`pushes, ${middle} bytes in the middle: ${pushes.map(([what, bytes]) => `${what} ${bytes}`).join(", ")}`);
  for (const [what, bytes] of pushes) expect(bytes, what).toBeLessThanOrEqual(PUSH.bytes);
  expect(middle, "typically").toBeLessThanOrEqual(PUSH.typical);
});

test("on a slow line with a slow phone one can soon vote", async ({ hall }) => {
  await busy(hall);
  const seat = await hall.tab("phone", await hall.profile({ viewport: { width: 360, height: 640 } }));
  const wire = await Wire.of(seat.page);
  await wire.session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: SLOW.latency,
    downloadThroughput: SLOW.bytesPerSecond,
    uploadThroughput: SLOW.bytesPerSecond,
  });
  await wire.session.send("Emulation.setCPUThrottlingRate", { rate: SLOW.cpu });
  const began = Date.now();
  await seat.page.goto(hall.link("phone"), { waitUntil: "commit" });
  await expect(seat.page.getByTestId("vote-submit")).toBeVisible();
  const usable = Date.now() - began;
  await hall.settle("phone", seat);
  console.log(`slow phone: ${usable} ms until one can vote, ${Date.now() - began} ms until it is live`);
});

for (const [place, most] of Object.entries(CONSOLES) as [keyof typeof CONSOLES, number][]) {
  test(`what the console of the ${place} loads the first time stays within its bytes`, async ({ hall }) => {
    await busy(hall);
    const seat = await hall.tab(place, await hall.profile());
    const wire = await Wire.of(seat.page);
    await seat.page.goto(hall.link(place));
    await hall.settle(place, seat);
    await seat.page.evaluate(() => document.fonts.ready);
    const parts = [".wasm", ".js", ".css", ".woff2"].map((part) => `${part} ${wire.bytes(part)}`);
    console.log(`${place}: ${wire.bytes()} bytes: ${parts.join(", ")}; ${wire.addresses.join(" ")}`);
    expect(wire.addresses.filter((address) => address.endsWith(".wasm")), "one module, loaded once").toHaveLength(1);
    expect(wire.bytes(".wasm"), "the module has been seen").toBeGreaterThan(0);
    expect(wire.bytes(), "bytes of the first load").toBeLessThanOrEqual(most);
  });
}
