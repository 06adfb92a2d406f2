// The time a speech has left is the meeting's, whatever the clock of the device says.
import { expect, test, type Hall } from "../support/hall";
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

/** A browser whose clock is wrong. */
async function shifted(hall: Hall, moved: number) {
  const profile = await hall.profile();
  await profile.addInitScript((by) => {
    const Right = Date;
    const wrong = () => Right.now() + by;
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
