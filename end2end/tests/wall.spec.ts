// The projector in the hall: never blank, each wall shows what was chosen for it, and a hand finds the choice.
import { expect, test } from "../support/hall";
import { inked } from "../support/canvas";
import { Projector } from "../support/people";
import { Stage } from "../support/stage";

const AN = { name: "Nguyễn Văn An", hamlet: "Thôn Đông" };
const BINH = { name: "Trần Thị Bình", hamlet: "Thôn Tây" };

test("the wall is never blank: the line drops, the server restarts, the scene changes fifty times", async ({ hall }) => {
  test.setTimeout(120_000);
  const stage = new Stage(hall);
  await stage.start("floor");
  await stage.speak(AN);
  await stage.register(BINH);
  const context = await hall.profile({ viewport: { width: 1024, height: 768 } });
  const projector = new Projector(await hall.sit("projector", context));
  projector.seat.guard.expect(/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INTERNET_DISCONNECTED|WebSocket connection to/);
  const desk = await (await hall.profile()).newPage();

  const shares: number[] = [];
  let watching = true;
  const watch = (async () => {
    while (watching) shares.push(await inked(desk, await projector.page.screenshot()));
  })();
  const scenes = ["agenda", "speaker", "poll", "welcome", "break", "minutes", "conclusions", "closing"] as const;
  const change = async (from: number, to: number): Promise<void> => {
    for (let turn = from; turn < to; turn++) {
      const scene = scenes[turn % scenes.length]!;
      await stage.chair({ projector: { Pin: { scene } } });
      await projector.expectScene(scene);
    }
  };
  await change(0, 20);
  await context.setOffline(true);
  await projector.page.waitForTimeout(6_000);
  await context.setOffline(false);
  await expect(projector.page.locator("html")).toHaveAttribute("data-live", "true");
  await change(20, 35);
  await hall.server.kill();
  await expect(projector.page.locator("html")).toHaveAttribute("data-live", "false");
  await expect(projector.get("offline"), "it says that it is not live").toHaveText("đang nối lại", { timeout: 10_000 });
  await hall.server.startAgain();
  await expect(projector.page.locator("html")).toHaveAttribute("data-live", "true");
  await expect(projector.get("offline")).toHaveText("");
  await change(35, 50);
  watching = false;
  await watch;

  console.log(`${shares.length} pictures, the emptiest has ${(100 * Math.min(...shares)).toFixed(1)} % written on`);
  expect(shares.length, "enough pictures to have seen it").toBeGreaterThan(50);
  expect(Math.min(...shares), "the emptiest picture").toBeGreaterThan(0.02);
  // What the test would have seen: a wall on which nothing stands.
  await projector.page.evaluate(() => document.getElementById("stage")!.remove());
  expect(await inked(desk, await projector.page.screenshot()), "a blank wall is told from a written one").toBeLessThan(0.02);
  await hall.expectNoReload();
});

test("two walls and a lectern each show their own, and all show what the chair says to all", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  const main = new Projector(await hall.sit("projector", await hall.profile({ viewport: { width: 1024, height: 768 } })));
  const open = async (show: string): Promise<Projector> => {
    const seat = await hall.tab(show, main.page.context());
    await seat.page.goto(`${hall.address("projector")}?show=${show}`);
    await expect(seat.page.locator("html")).toHaveAttribute("data-live", "true");
    return new Projector(seat);
  };
  const [speaker, poll, agenda, lectern] = [await open("speaker"), await open("poll"), await open("agenda"), await open("lectern")];
  const all = async (scenes: Parameters<Projector["expectScene"]>[0][]): Promise<void> => {
    for (const [index, wall] of [main, speaker, poll, agenda, lectern].entries()) await wall.expectScene(scenes[index]!);
  };
  await all(["speaker", "speaker", "poll", "agenda", "speaker"]);
  await stage.speak(AN, 300);
  await stage.register(BINH);
  await expect(lectern.get("countdown").locator("b")).toBeVisible();
  await expect(lectern.get("next-speakers")).toContainText(BINH.name);
  await expect(lectern.get("join")).toBeHidden();
  const height = await lectern.get("countdown").locator("b").evaluate((digits) => digits.getBoundingClientRect().height / innerHeight);
  expect(height, "the time fills a good part of the monitor").toBeGreaterThan(0.25);
  await stage.chair({ projector: { Pin: { scene: { message: "Mời Ông/Bà nghỉ 10 phút" } } } });
  await all(["message", "message", "message", "message", "speaker"]);
  await stage.chair({ projector: { Pin: { scene: "break" } } });
  await all(["break", "speaker", "poll", "agenda", "speaker"]);
  await expect(main.get("clock")).toHaveText(/^\d{1,2}:\d\d$/);
  await stage.chair({ projector: "Follow" });
  await stage.chair({ speakers: { EndSpeech: { speech: 1 } } });
  await stage.start("poll");
  await stage.chair({ poll: { OpenPoll: { poll: 1 } } });
  await stage.chair({ poll: { ClosePoll: { poll: 1 } } });
  await stage.chair({ poll: { ShowResult: { poll: 1 } } });
  await all(["result", "speaker", "result", "agenda", "speaker"]);
});

test("a break counts to when it goes on, and the clock is the hall's", async ({ hall }) => {
  const chair = hall.api("chair");
  await chair.do({ agenda: { AddItem: { after: 5, item: { kind: "break", title: "Giải lao", minutes: 15 } } } });
  const wall = new Projector(await hall.sit("projector", undefined, { viewport: { width: 1024, height: 768 } }));
  await chair.do({ agenda: { StartItem: { id: 11 } } });
  await wall.expectScene("break");
  const [clock, resumes] = [await wall.get("clock").innerText(), await wall.get("resumes").innerText()];
  const minutes = (text: string): number => {
    const [hour = 0, minute = 0] = (text.match(/\d+/g) ?? []).map(Number);
    return hour * 60 + minute;
  };
  const hall_now = new Date(Date.now() + 7 * 3_600_000);
  expect(Math.abs(minutes(clock) - (hall_now.getUTCHours() * 60 + hall_now.getUTCMinutes())) % 1439, "UTC+7").toBeLessThanOrEqual(1);
  expect((minutes(resumes) - minutes(clock) + 1440) % 1440).toBeGreaterThanOrEqual(14);
  expect((minutes(resumes) - minutes(clock) + 1440) % 1440).toBeLessThanOrEqual(15);
});

test("a hand on the mouse finds the choice, which goes by itself; the chime sounds once when the time is over", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  const wall = new Projector(await hall.sit("projector", undefined, { viewport: { width: 1024, height: 768 } }));
  const choice = wall.get("walls");
  await expect(choice).toHaveCSS("opacity", "0");
  await wall.page.mouse.move(200, 200);
  await expect(choice).toHaveCSS("opacity", "1");
  await expect(choice, "it goes when the hand rests").toHaveCSS("opacity", "0", { timeout: 6_000 });
  await wall.page.mouse.move(220, 220);
  await wall.press("chime");
  await expect(wall.get("chime")).toHaveAttribute("aria-pressed", "true");
  const root = wall.page.locator("html");
  await expect(root, "turned on, it is heard").toHaveAttribute("data-chimed", "1");
  await stage.speak(AN, 10);
  await expect(wall.get("countdown")).toHaveAttribute("data-clock", "over", { timeout: 15_000 });
  await expect(root).toHaveAttribute("data-chimed", "2");
  await wall.seat.guard.allowReload(async () => {
    await wall.page.mouse.move(240, 240);
    await wall.press("wall-lectern");
    await expect(wall.page).toHaveURL(/show=lectern$/);
  });
  await expect(root).toHaveAttribute("data-wall", "lectern");
});
