// What people type is text, wherever it is shown: pushed to a page that is open, or written into one that is
// asked for. Nothing of it runs, nothing of it is lost, and nothing breaks the page around it.
import { expect, test, type Hall, type Seat } from "../support/hall";
import { Phone } from "../support/people";
import { Stage } from "../support/stage";
import type { Place } from "../support/wire";

const RUN = "window.ran=1";
/** Ways out of a field, an attribute, a script, a comment, a template. */
const TEXTAREA = `</textarea><script>${RUN}</script>`;
const IMAGE = `<img src=x onerror="${RUN}">`;
const ATTRIBUTE = `"><svg onload=${RUN}> 'x' \`y\``;
const SCRIPT = `</script><script>${RUN}</script><!-- <script>`;
const TEMPLATE = `\${${RUN}} {{7*7}} &lt;b&gt; &amp; %3Cb%3E`;
/** The longest name there may be, without a place to break it. */
const LONG = "Nguyễn".repeat(20);

/** Commands that put them into everything that is shown anywhere, each from the place that may. */
async function fill(hall: Hall): Promise<void> {
  const stage = new Stage(hall);
  const office = hall.api("office");
  const details = { title: TEXTAREA, venue: IMAGE, starts: null, chairs: [ATTRIBUTE, LONG], secretaries: [SCRIPT] };
  await office.do({ details: { Describe: details } });
  const item = { kind: "floor", title: `${IMAGE} ${TEMPLATE}`, lead: SCRIPT };
  await office.do({ agenda: { EditItem: { id: 5, item } } });
  await office.do({ agenda: { EditItem: { id: 8, item: { kind: "answer", title: "W".repeat(400), lead: LONG } } } });
  await stage.start("floor");
  const desk = hall.api("desk");
  await desk.do({ attendance: { CheckIn: { name: IMAGE, hamlet: ATTRIBUTE, kind: "resident" } } });
  await desk.do({ attendance: { CheckIn: { name: LONG, hamlet: LONG, kind: "official" } } });
  const speech = await stage.speak({ name: TEXTAREA, hamlet: IMAGE, subject: SCRIPT, on_behalf: ATTRIBUTE });
  await stage.register({ name: IMAGE, hamlet: ATTRIBUTE, subject: TEMPLATE });
  await stage.register({ name: LONG, hamlet: LONG, subject: "W".repeat(400) });
  const secretary = hall.api("secretary");
  await secretary.do({ minutes: { WriteNote: { text: `${TEXTAREA}\n${IMAGE}` } } });
  await secretary.do({ opinions: { RecordOpinion: { speech, text: `${SCRIPT}${TEXTAREA}` } } });
}

/** What each place shows of it, as text. */
const SHOWN: Record<Place, string[]> = {
  chair: [TEXTAREA, IMAGE, ATTRIBUTE, SCRIPT, TEMPLATE, LONG],
  secretary: [TEXTAREA, IMAGE, SCRIPT, LONG],
  desk: [TEXTAREA, IMAGE, ATTRIBUTE, TEMPLATE, LONG],
  office: [TEXTAREA, IMAGE, SCRIPT, TEMPLATE, LONG],
  projector: [TEXTAREA, IMAGE, TEMPLATE, ATTRIBUTE, LONG],
  tablet: [TEXTAREA],
  phone: [TEXTAREA, IMAGE, TEMPLATE, ATTRIBUTE, LONG],
};

test("nothing that people type ever runs, pushed or loaded anew", async ({ hall }) => {
  const seats = new Map<Place, Seat>();
  for (const place of ["chair", "secretary", "desk", "office", "projector", "tablet", "phone"] as const) {
    const context = await hall.profile();
    await context.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(window, { violations: seen });
      document.addEventListener("securitypolicyviolation", (event) => seen.push(`${event.violatedDirective} ${event.blockedURI}`));
    });
    seats.set(place, await hall.sit(place, context));
  }
  await fill(hall);
  const all = [...seats];
  await test.step("pushed to pages that are open", async () => {
    for (const [place, seat] of all) await expectHarmless(place, seat);
    await hall.expectNoReload();
  });
  await test.step("written into pages that are asked for", async () => {
    for (const [place, seat] of all) {
      await seat.page.reload();
      await hall.settle(place, seat);
      await expectHarmless(place, seat);
    }
  });
  await test.step("on the wall as a message, and in the fields themselves", async () => {
    const { page } = seats.get("projector")!;
    await hall.api("chair").do({ projector: { Pin: { scene: { message: SCRIPT } } } });
    await expect(page.getByTestId("message")).toHaveText(SCRIPT);
    const secretary = seats.get("secretary")!.page;
    await expect(secretary.locator('[data-kind="note"]').getByTestId("entry-text")).toHaveValue(`${TEXTAREA}\n${IMAGE}`);
    await expect(secretary.getByTestId("opinion-text")).toHaveValue(`${SCRIPT}${TEXTAREA}`);
    const office = seats.get("office")!.page;
    await expect(office.getByTestId("meeting-title-field")).toHaveValue(TEXTAREA);
    await expect(office.getByTestId("chairs")).toHaveValue(`${ATTRIBUTE}\n${LONG}`);
  });
  await test.step("on the office's plain pages", async () => {
    const seat = await hall.tab("office", seats.get("office")!.page.context());
    for (const path of ["/office", `/m/${hall.code}/office/links`]) {
      await seat.page.goto(`${hall.server.staff}${path}`);
      await expect(seat.page.locator("body")).toContainText(TEXTAREA);
      await expectNothingRan(seat);
    }
    await seat.page.getByTestId("make-links").click();
    await expect(seat.page.locator("h1")).toHaveText(TEXTAREA);
    await expectNothingRan(seat);
  });
});

test("what a phone sends is text too, also in a form that comes back", { tag: "@noscript" }, async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  const phone = new Phone(await hall.phone());
  phone.seat.guard.expect(/status of 422/);
  await phone.ask("   ", IMAGE, ATTRIBUTE);
  await expect(phone.get("notice")).toContainText("họ và tên");
  await expect(phone.get("ask-hamlet")).toHaveValue(IMAGE);
  await expect(phone.get("ask-subject")).toHaveValue(ATTRIBUTE);
  await phone.get("ask-name").fill(TEXTAREA);
  await phone.press("ask-submit");
  await phone.expectNumber(1);
  await expect(phone.get("waiting")).toContainText(TEXTAREA);
  await expect(phone.page.locator("img")).toHaveCount(0);
  await stage.chair({ poll: { OpenPoll: { poll: 1 } } });
  await phone.page.reload();
  await phone.vote(0, TEXTAREA);
  await expect(phone.get("voted")).toBeVisible();
  // The words of fewer than five ballots are kept nowhere.
  for (let other = 0; other < 4; other++) {
    await (await hall.seat()).do({ ballot: { poll: 1, answers: [{ ticked: [1] }, { words: "" }] } });
  }
  await stage.chair({ poll: { ClosePoll: { poll: 1 } } });
  await stage.chair({ poll: { ShowResult: { poll: 1 } } });
  expect((await hall.exported()).meeting.polls.all[0]?.tally?.counts[1]?.words).toEqual([TEXTAREA]);
  await stage.chair({ poll: { PublishWords: { poll: 1, question: 1, words: 0, shown: true } } });
  const wall = await hall.sit("projector");
  await expect(wall.page.getByTestId("remarks")).toHaveText(`“${TEXTAREA}”`);
});

async function expectHarmless(place: Place, seat: Seat): Promise<void> {
  for (const text of SHOWN[place]) {
    await expect(seat.page.locator("body"), `${place} shows ${text.slice(0, 30)}`).toContainText(text);
  }
  await expectNothingRan(seat);
}

async function expectNothingRan({ page }: Seat): Promise<void> {
  const found = await page.evaluate(() => ({
    ran: "ran" in window,
    violations: (window as unknown as { violations?: string[] }).violations ?? [],
    images: document.querySelectorAll("img, svg[onload], b[onclick]").length,
  }));
  expect(found).toEqual({ ran: false, violations: [], images: 0 });
}
