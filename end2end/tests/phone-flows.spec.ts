// Everything a person does with a phone, when things go wrong: no socket, the program killed under them, the page
// loaded again in the middle of typing. What they did is done once. (Without script: no-script.spec.ts.)
import { expect, test, type Hall } from "../support/hall";
import { Phone } from "../support/people";
import { Stage } from "../support/stage";

/** One thing a person does. */
interface Flow {
  readonly name: string;
  readonly item: "floor" | "poll";
  /** What is there before. */
  prepare?(phone: Phone, stage: Stage): Promise<void>;
  /** Fills the form in. */
  fill(phone: Phone): Promise<void>;
  /** What was filled in is there. */
  expectFilled(phone: Phone): Promise<void>;
  send(phone: Phone): Promise<void>;
  /** The name of the form's line that says how it stands. */
  readonly status: string;
  /** The phone says that it is done. */
  expectDone(phone: Phone): Promise<void>;
  /** How often it was done, by the program's own account. */
  done(hall: Hall): Promise<number>;
}

const WRITTEN = "Đèn chiếu sáng ngõ 3 hỏng từ tháng Tám.\nĐề nghị sửa trước Tết.";
const BINH = ["Trần Thị Bình", "Thôn Tây", "Đèn chiếu sáng ngõ 3"] as const;

const happened = async (hall: Hall, event: string): Promise<number> =>
  JSON.stringify(await hall.api("chair").events()).split(`"${event}"`).length - 1;

const FLOWS: readonly Flow[] = [
  {
    name: "asking for the floor",
    item: "floor",
    async fill(phone) {
      await phone.get("ask-name").fill(BINH[0]);
      await phone.get("ask-hamlet").fill(BINH[1]);
      await phone.get("ask-subject").fill(BINH[2]);
      await phone.press("ask-on-behalf-open");
      await phone.get("ask-on-behalf").fill("Chi hội Phụ nữ");
    },
    async expectFilled(phone) {
      await expect(phone.get("ask-name")).toHaveValue(BINH[0]);
      await expect(phone.get("ask-hamlet")).toHaveValue(BINH[1]);
      await expect(phone.get("ask-subject")).toHaveValue(BINH[2]);
      await expect(phone.get("ask-on-behalf"), "seen, not folded away").toBeVisible();
      await expect(phone.get("ask-on-behalf")).toHaveValue("Chi hội Phụ nữ");
    },
    send: (phone) => phone.press("ask-submit"),
    status: "ask-status",
    expectDone: (phone) => phone.expectNumber(1),
    done: (hall) => happened(hall, "SpeakerRegistered"),
  },
  {
    name: "withdrawing",
    item: "floor",
    async prepare(phone) {
      await phone.ask(...BINH);
      await phone.expectNumber(1);
    },
    fill: (phone) => phone.press("withdraw-open"),
    expectFilled: async (phone) => {
      // Nothing was typed; the button is one touch away again.
      if (!(await phone.get("withdraw").isVisible())) await phone.press("withdraw-open");
    },
    send: (phone) => phone.press("withdraw"),
    status: "withdraw-status",
    expectDone: (phone) => phone.expectNoNumber(),
    done: (hall) => happened(hall, "RequestWithdrawn"),
  },
  {
    name: "voting",
    item: "poll",
    prepare: (_, stage) => stage.chair({ poll: { OpenPoll: { poll: 1 } } }),
    async fill(phone) {
      await phone.page.locator("label.level").nth(3).click();
      await phone.get("vote-words").fill("Đề nghị tuần tra ban đêm.");
    },
    async expectFilled(phone) {
      await expect(phone.get("tick-0-3")).toBeChecked();
      await expect(phone.get("vote-words")).toHaveValue("Đề nghị tuần tra ban đêm.");
    },
    send: (phone) => phone.press("vote-submit"),
    status: "vote-status",
    expectDone: (phone) => expect(phone.get("voted")).toBeVisible(),
    async done(hall) {
      const { panels } = (await hall.api("office").look()) as unknown as { panels: { poll: { cast: number } } };
      return panels.poll.cast;
    },
  },
  {
    name: "handing in a written opinion",
    item: "floor",
    async fill(phone) {
      await phone.press("write-open");
      await phone.get("write-name").fill(BINH[0]);
      await phone.get("write-hamlet").fill(BINH[1]);
      await phone.get("write-text").fill(WRITTEN);
    },
    async expectFilled(phone) {
      await expect(phone.get("write-text"), "seen, not folded away").toBeVisible();
      await expect(phone.get("write-name")).toHaveValue(BINH[0]);
      await expect(phone.get("write-hamlet")).toHaveValue(BINH[1]);
      await expect(phone.get("write-text")).toHaveValue(WRITTEN);
    },
    send: (phone) => phone.press("write-submit"),
    status: "write-status",
    expectDone: (phone) => expect(phone.get("my-written").locator("li")).toHaveCount(1),
    done: (hall) => happened(hall, "HandedIn"),
  },
];

const CUT = /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INTERNET_DISCONNECTED|WebSocket connection to/;

for (const flow of FLOWS) {
  test(`${flow.name}: with the socket blocked`, async ({ hall }) => {
    const stage = new Stage(hall);
    await stage.start(flow.item);
    const context = await hall.profile({ viewport: { width: 360, height: 640 } });
    const seat = await hall.tab("phone", context);
    seat.guard.expect(CUT);
    await seat.page.routeWebSocket(/\/live/, (socket) => socket.close());
    const phone = new Phone(seat);
    await phone.page.goto(hall.link("phone"));
    await flow.prepare?.(phone, stage);
    if (flow.item === "poll") await expect(phone.get("vote-form")).toBeVisible({ timeout: 25_000 });
    await expect(phone.page.locator("html")).toHaveAttribute("data-live", "false");
    await flow.fill(phone);
    await flow.send(phone);
    await flow.expectDone(phone);
    expect(await flow.done(hall)).toBe(1);
    // What others do comes too, a little later.
    await stage.chair({ projector: { Pin: { scene: "agenda" } } });
    if (flow.item === "poll") await stage.chair({ poll: { ClosePoll: { poll: 1 } } });
    await stage.chair({ agenda: { StartItem: { id: 7 } } });
    await expect(phone.page.locator("main")).toContainText("Mục 7/10", { timeout: 25_000 });
  });

  test(`${flow.name}: with the program killed and started again in the middle`, async ({ hall }) => {
    const stage = new Stage(hall);
    await stage.start(flow.item);
    const seat = await hall.phone();
    seat.guard.expect(CUT);
    const phone = new Phone(seat);
    await flow.prepare?.(phone, stage);
    await flow.fill(phone);
    await hall.server.kill();
    await expect(phone.page.locator("html")).toHaveAttribute("data-live", "false");
    await flow.expectFilled(phone);
    await flow.send(phone);
    await expect(phone.get(flow.status), "it says what is true").toContainText("Đang gửi");
    await hall.server.startAgain();
    await flow.expectDone(phone);
    await expect(phone.get(flow.status)).toHaveText("");
    expect(await flow.done(hall)).toBe(1);
    await hall.expectNoReload();
  });

  test(`${flow.name}: with the page loaded again in the middle of typing`, async ({ hall }) => {
    const stage = new Stage(hall);
    await stage.start(flow.item);
    const seat = await hall.phone();
    const phone = new Phone(seat);
    await flow.prepare?.(phone, stage);
    await flow.fill(phone);
    await seat.guard.allowReload(() => phone.page.reload());
    await flow.expectFilled(phone);
    await flow.send(phone);
    await flow.expectDone(phone);
    expect(await flow.done(hall)).toBe(1);
    // What is sent is sketched no more, and a ballot's choice is kept nowhere.
    await seat.guard.allowReload(() => phone.page.reload());
    await flow.expectDone(phone);
    const kept = await phone.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    for (const trace of ["ticked", "t0", "tuần tra", "trước Tết", BINH[2]]) expect(kept).not.toContain(trace);
  });

  test(`${flow.name}: sent while there is no line, and the page loaded again before there is one`, async ({ hall }) => {
    const stage = new Stage(hall);
    await stage.start(flow.item);
    const seat = await hall.phone();
    seat.guard.expect(CUT);
    const phone = new Phone(seat);
    await flow.prepare?.(phone, stage);
    // The page itself still comes; commands and sockets do not get through.
    let cut = true;
    await phone.page.route(/\/(ask|withdraw|vote|write)$/, (route) => (cut ? route.abort("internetdisconnected") : route.continue()));
    await phone.page.routeWebSocket(/\/live/, (socket) => (cut ? socket.close() : void socket.connectToServer()));
    await seat.guard.allowReload(() => phone.page.reload());
    await flow.fill(phone);
    await flow.send(phone);
    await expect(phone.get(flow.status)).toContainText("Đang gửi");
    await seat.guard.allowReload(() => phone.page.reload());
    await expect(phone.get(flow.status), "after the reload too").toContainText("Đang gửi");
    expect(await flow.done(hall)).toBe(0);
    cut = false;
    await flow.expectDone(phone);
    expect(await flow.done(hall)).toBe(1);
  });
}

test("who comes back needs no second line when what was missed changes again", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  const context = await hall.profile({ viewport: { width: 360, height: 640 } });
  const seat = await hall.tab("phone", context);
  seat.guard.expect(CUT);
  let [lines, down] = [0, false];
  let cut = (): void => {};
  await seat.page.routeWebSocket(/\/live/, (socket) => {
    lines += 1;
    if (down) return void socket.close();
    const room = socket.connectToServer();
    cut = () => void Promise.all([socket.close(), room.close()]);
  });
  const phone = new Phone(seat);
  await phone.page.goto(hall.link("phone"));
  const html = phone.page.locator("html");
  await expect(html).toHaveAttribute("data-live", "true");
  down = true;
  cut();
  await expect(html).toHaveAttribute("data-live", "false");
  // The list changes, and after it something else: both come in one frame.
  await stage.register({ name: "Lê Thị Cúc", hamlet: "Thôn Nam" });
  await stage.chair({ agenda: { HideItem: { id: 9 } } });
  down = false;
  await expect(html).toHaveAttribute("data-live", "true");
  await expect(phone.page.locator("main")).toContainText("Lê Thị Cúc");
  const before = lines;
  await stage.register({ name: "Vi Văn Dũng", hamlet: "Thôn Bắc" });
  await expect(phone.page.locator("main")).toContainText("Vi Văn Dũng");
  expect(lines, "the change fits what the phone has").toBe(before);
});
