// The time a speech has left is the meeting's, whatever the clock of the device says; and where the laptop's own is
// wrong, the office says what the time is.
import { consoleLives, expect, test, type Hall, type Seat } from "../support/hall";
import { Chair, Phone, Projector } from "../support/people";
import { Stage } from "../support/stage";

const HOUR_MS = 3_600_000;
/** How far what is shown may be from the truth. */
const WITHIN_S = 2;

for (const [words, moved] of [
  ["an hour ahead", HOUR_MS],
  ["an hour behind", -HOUR_MS],
] as const) {
  test(`chair, projector and phone whose clocks are ${words} count right`, async ({ hall }) => {
    const stage = new Stage(hall);
    await stage.start("floor");
    // One page is there when the floor is given, one comes while the speech runs.
    const chair = new Chair(await hall.sit("chair", await shifted(hall, moved)));
    const early = new Projector(await hall.sit("projector", await shifted(hall, moved)));
    await stage.speak({ name: "Nguyễn Văn An" }, 600);
    const late = new Projector(await hall.sit("projector", await shifted(hall, moved)));
    const phone = new Phone(await hall.sit("phone", await shifted(hall, moved)));
    for (const { page } of [chair, early, late, phone]) {
      expect(Math.abs((await page.evaluate(() => Date.now())) - Date.now() - moved)).toBeLessThan(5_000);
      const shown = page.getByTestId("countdown");
      await expect(shown).toHaveText(/\d+:\d\d/);
      await expectRight(hall, () => shown.innerText());
    }
    // Nor does it run away: it is right a while later too.
    await stage.chair({ speakers: { ExtendSpeech: { speech: 1, seconds: 60 } } });
    await expect(early.get("countdown")).toHaveAttribute("data-allotted", "660000");
    for (const { page } of [chair, early, late, phone]) await expectRight(hall, () => page.getByTestId("countdown").innerText());
  });
}

test("clocks that jump in mid-speech change nothing, through a pause, a restart and a reconnection", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  const chair = await hall.sit("chair", await shifted(hall, 0));
  const wall = await hall.sit("projector", await shifted(hall, 0));
  const phone = await hall.sit("phone", await shifted(hall, 0));
  const seats = [chair, wall, phone];
  for (const { guard } of seats) guard.expect(/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|WebSocket connection to/);
  await stage.speak({ name: "Nguyễn Văn An" }, 600);
  const right = async () => {
    for (const { page } of seats) await expectRight(hall, () => page.getByTestId("countdown").innerText());
  };
  const jump = async (by: number) => {
    for (const { page } of seats) await page.evaluate((moved) => window.postMessage({ moved }, "*"), by);
    for (const { page } of seats) {
      await expect.poll(async () => Math.abs((await page.evaluate(() => Date.now())) - Date.now() - by)).toBeLessThan(5_000);
    }
  };
  await right();
  const steady = await watched(seats);
  await jump(HOUR_MS);
  await chair.page.waitForTimeout(1_000);
  await jump(-HOUR_MS);
  await chair.page.waitForTimeout(1_000);
  await steady();
  await right();
  // It stands while it is paused, whatever the clocks do, and runs on from there.
  await stage.chair({ speakers: { PauseSpeech: { speech: 1 } } });
  const stood = async () => Promise.all(seats.map(({ page }) => page.getByTestId("countdown").innerText()));
  await expect(wall.page.locator("html")).toHaveAttribute("data-speech", "paused");
  await expect(chair.page.getByTestId("countdown")).toHaveAttribute("data-state", "paused");
  await expect(phone.page.getByTestId("countdown")).toContainText("tạm dừng");
  const before = await stood();
  await jump(HOUR_MS);
  await chair.page.waitForTimeout(1_500);
  expect(await stood()).toEqual(before);
  await stage.chair({ speakers: { ResumeSpeech: { speech: 1 } } });
  await right();
  // The power fails; the speech stands, everyone comes back, and it runs on.
  await hall.server.kill();
  await jump(-HOUR_MS);
  await hall.server.startAgain();
  await expect(wall.page.locator("html")).toHaveAttribute("data-speech", "paused");
  await stage.chair({ speakers: { ResumeSpeech: { speech: 1 } } });
  await right();
  await jump(HOUR_MS);
  await right();
});

test.describe("a laptop whose clock is seven hours ahead", () => {
  test.use({ laptop: { wrong: (7 * HOUR_MS) / 1_000 } });

  test("the office is asked what the time is, and with its answer all is right and the correction on record", async ({ hall }) => {
    const stage = new Stage(hall);
    const office = await hall.sit("office");
    const staff = [await hall.sit("chair"), await hall.sit("secretary")];
    const wall = new Projector(await hall.sit("projector"));
    await stage.start("floor");
    await stage.speak({ name: "Nguyễn Văn An" }, 600);
    const told = (page: Seat["page"]) => page.getByTestId("clock");
    for (const { page } of [office, ...staff]) await expect(told(page), "nothing tells it to be wrong yet").toBeHidden();
    await expect(staff[0]!.page.getByTestId("time")).toHaveText(spoken(7 * HOUR_MS));

    await hall.server.setClock(0);
    const question = told(office.page);
    await expect(question).toContainText("Bây giờ là mấy giờ?");
    await expect(question, "the one that is right").toContainText(spoken(0));
    await expect(question, "the one that goes on").toContainText(spoken(7 * HOUR_MS));
    for (const { page } of staff) {
      await expect(told(page)).toContainText("báo Văn phòng");
      await expect(page.getByTestId("say-time"), "they are told, and not asked").toHaveCount(0);
    }
    await expectRight(hall, () => wall.get("countdown").innerText());

    await question.getByTestId("say-other-time").getByRole("button").click();
    await office.guard.expectNoReload();
    await question.getByTestId("say-time").getByRole("button", { name: spoken(0) }).click();
    await consoleLives("office", office.page);
    await office.guard.settle();
    for (const { page } of [office, ...staff]) {
      await expect(told(page), "the question is answered").toBeHidden();
      await expect(page.getByTestId("time"), "the time is right").toHaveText(spoken(0));
    }
    await hall.expectNoReload();
    await expectRight(hall, () => wall.get("countdown").innerText());
    await office.page.goto(`${hall.address("office")}/history`);
    await expect(office.page.getByTestId("history-line").first()).toContainText("Chỉnh giờ");
    await office.page.goto(hall.address("office"));
    await consoleLives("office", office.page);
  });
});

/** What a clock in the hall says that is wrong by so much. */
function spoken(moved: number): RegExp {
  const minutes = [-1, 0, 1].map((minute) => new Date(Date.now() + moved + (7 * 60 + minute) * 60_000));
  // On the hour no minutes are said.
  const said = (minute: number) => (minute === 0 ? "(?! \\d)" : ` ${String(minute).padStart(2, "0")}`);
  return new RegExp(minutes.map((time) => `${time.getUTCHours()} giờ${said(time.getUTCMinutes())}`).join("|"));
}

/** Looks at the time shown ten times a second; what comes back tells whether it ever left its course. */
async function watched(seats: Seat[]): Promise<() => Promise<void>> {
  for (const { page } of seats) {
    await page.evaluate(() => {
      const samples: [number, string][] = [];
      const look = () => {
        const shown = document.querySelector('[data-testid="countdown"]');
        samples.push([performance.now(), shown?.textContent ?? ""]);
      };
      setInterval(look, 100);
      Object.assign(window, { samples });
    });
  }
  return async () => {
    for (const { page } of seats) {
      const samples = await page.evaluate(() => (window as unknown as { samples: [number, string][] }).samples);
      const told = samples.map(([at, text]) => {
        const [, minutes, seconds] = /(\d+):(\d\d)/.exec(text) ?? [];
        return Number(minutes) * 60 + Number(seconds) + at / 1000;
      });
      expect(told.length).toBeGreaterThan(10);
      expect(Math.max(...told) - Math.min(...told), "seconds by which what is shown ever jumped").toBeLessThan(WITHIN_S);
    }
  };
}

/** A browser whose clock is wrong. */
async function shifted(hall: Hall, moved: number) {
  const profile = await hall.profile();
  await profile.addInitScript((by) => {
    const Right = Date;
    let moved = by;
    window.addEventListener("message", ({ data }) => {
      if (typeof data?.moved === "number") moved = data.moved;
    });
    const wrong = () => Right.now() + moved;
    // What is asked for a given moment stays that moment; only "now" is wrong.
    window.Date = class extends Right {
      constructor(...given: unknown[]) {
        if (given.length === 0) super(wrong());
        else super(...(given as [number]));
      }
      static override now = wrong;
    } as DateConstructor;
  }, moved);
  return profile;
}

/** What is shown is what the server's deadline says, read before and after. */
async function expectRight(hall: Hall, read: () => Promise<string>): Promise<void> {
  await expect
    .poll(async () => {
      const shown = /(\d+):(\d\d)/.exec(await read());
      const { now, panels } = await hall.api("chair").look();
      const clock = panels.floor.speech?.clock;
      if (!shown || !clock || !("running" in clock)) return "nothing runs";
      const off = Number(shown[1]) * 60 + Number(shown[2]) - (clock.running.deadline - now) / 1000;
      return Math.abs(off) <= WITHIN_S ? "right" : `${off.toFixed(1)} s off`;
    }, { message: "the time shown", timeout: 3_000 })
    .toBe("right");
}
