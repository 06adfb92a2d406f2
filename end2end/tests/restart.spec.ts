// The power fails in mid-speech. What was acknowledged is there, what was being done meanwhile arrives, and
// everyone's page comes back by itself.
import { expect, test, type Hall, type Seat } from "../support/hall";
import { Chair, Desk, Phone, Projector, Secretary } from "../support/people";
import { Stage } from "../support/stage";

/** How long after the program answers again everyone is to be back. */
const BACK_MS = 5_000;

const SPEAKER = "Nguyễn Văn An";
const WAITING = "Trần Thị Bình";
const TAPPED = "Phạm Thị Cúc";
const BEFORE = "Đường liên thôn xuống cấp. ";
const MEANWHILE = "Đề nghị sửa trước mùa mưa.";

test("everyone is back within 5 s of a power cut in mid-speech, and nothing is lost", async ({ hall }) => {
  const stage = new Stage(hall);
  const [chair, secretary, desk, phone, projector] = [
    new Chair(await hall.sit("chair")),
    new Secretary(await hall.sit("secretary")),
    new Desk(await hall.sit("desk")),
    new Phone(await hall.phone()),
    new Projector(await hall.sit("projector")),
  ];
  const everyone = [chair, secretary, desk, phone, projector];
  for (const { seat } of everyone) seat.guard.expect(/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|WebSocket connection to/);
  await stage.start("floor");
  await stage.speak({ name: SPEAKER, hamlet: "Thôn Đông" });
  await stage.register({ name: WAITING });
  const words = secretary.entry("speech", SPEAKER).getByTestId("entry-text");
  await secretary.type(words, BEFORE);
  await secretary.expectSaved(words);
  await expect(projector.page.locator("html")).toHaveAttribute("data-speech", "running");
  await expect(phone.get("waiting")).toContainText(WAITING);
  const acknowledged = await hall.api("chair").events();
  const left = await timeLeft(hall);

  await hall.server.kill();
  await Promise.all(everyone.map(({ seat }) => expectCutOff(seat)));
  await secretary.page.keyboard.type(MEANWHILE);
  await expect(words).toHaveValue(BEFORE + MEANWHILE);
  await phone.ask(TAPPED, "Thôn Nam", "");
  await expect(phone.get("ask-status")).toContainText("Đang gửi");
  await expect(secretary.get("connection"), "the console says so, once it has lasted").toBeVisible();

  await hall.server.startAgain();
  const answers = Date.now();
  const soon = { timeout: BACK_MS };
  await Promise.all([
    expect(chair.get("next-step")).toHaveAttribute("data-step", "resume", soon),
    expect(chair.get("waiting")).toContainText([WAITING, TAPPED], soon),
    expect(secretary.get("countdown")).toHaveAttribute("data-state", "paused", soon),
    secretary.expectSaved(words),
    expect(desk.get("waiting")).toContainText([WAITING, TAPPED], soon),
    expect(phone.get("countdown")).toContainText("tạm dừng", soon),
    expect(phone.get("my-number")).toHaveText("3", soon),
    expect(projector.page.locator("html")).toHaveAttribute("data-speech", "paused", soon),
    expect(projector.get("next-speakers")).toContainText(TAPPED, soon),
    ...[chair, secretary, desk].map(({ page }) => expect(page.locator("html")).toHaveAttribute("data-connected", "true", soon)),
    ...[phone, projector].map(({ page }) => expect(page.locator("html")).toHaveAttribute("data-live", "true", soon)),
  ]);
  expect(Date.now() - answers, "milliseconds until everyone is back").toBeLessThan(BACK_MS);

  // The disk hears once a second that a speech runs.
  expect(Math.abs((await timeLeft(hall)) - left), "milliseconds the cut took from the speech or gave it").toBeLessThan(2_500);
  const after = await hall.api("chair").events();
  expect(after.slice(0, acknowledged.length), "every acknowledged event is there, once").toEqual(acknowledged);
  expect(JSON.stringify(after).split(`"name":"${TAPPED}"`), "what was tapped is there once").toHaveLength(2);
  const { panels } = await hall.api("secretary").look();
  expect(panels.speakers.waiting.map(({ name }) => name)).toEqual([WAITING, TAPPED]);
  expect(JSON.stringify(panels)).toContain(BEFORE + MEANWHILE);
  await expect(words, "the secretary types on where they were").toBeFocused();

  // The hall goes on as if nothing had been.
  await chair.take("resume");
  await expect(projector.page.locator("html")).toHaveAttribute("data-speech", "running");
  await chair.take("end-speech");
  await expect(phone.get("speaking-now")).toHaveCount(0);
  await expect(secretary.get("connection")).toBeHidden();
  await hall.expectNoReload();
});

/** Milliseconds left of the speech that is on. */
async function timeLeft(hall: Hall): Promise<number> {
  const { now, panels } = await hall.api("chair").look();
  const clock = panels.floor.speech?.clock;
  if (clock && "running" in clock) return clock.running.deadline - now;
  if (clock && "paused" in clock) return clock.paused.left_ms;
  throw new Error("nobody speaks");
}

/** The page has noticed that there is no line. */
async function expectCutOff({ page }: Seat): Promise<void> {
  const root = page.locator("html");
  if (await root.getAttribute("data-live")) await expect(root).toHaveAttribute("data-live", "false");
  else await expect(root).not.toHaveAttribute("data-connected");
}
