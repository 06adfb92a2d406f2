// Door cards: the office prints them, the desk hands them out, and whoever holds one sits as its person on whatever
// phone, with one ballot.
import { printCards, scan } from "../support/cards";
import { expect, test } from "../support/hall";
import { CONSOLE, PHONE, picture } from "../support/pictures";
import { Desk, Phone } from "../support/people";
import { Stage } from "../support/stage";

/** Millimetres of an A4 page in pixels of a style sheet. */
const MM = 96 / 25.4;

test("the office prints cards eight to a page, each with its number in large digits", async ({ hall }) => {
  const { page, addresses } = await printCards(hall, 18);
  expect([...addresses.keys()]).toEqual(Array.from({ length: 18 }, (_, index) => index + 1));
  await picture(page, "office-cards", [CONSOLE[0]!]);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)?.length, "pages of eight, eight and two").toBe(3);

  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: Math.round(190 * MM), height: Math.round(277 * MM) });
  await picture(page, "office-cards-print", [[Math.round(190 * MM), Math.round(277 * MM)]], { paper: true });
  const card = page.getByTestId("door-card").nth(7);
  const digits = await card.locator("b").evaluate((number) => parseFloat(getComputedStyle(number).fontSize));
  expect(digits / MM, "millimetres of a digit").toBeGreaterThan(12);
  const code = (await card.locator("svg").boundingBox())!;
  expect(code.width / MM, "millimetres of the code").toBeGreaterThan(25);
  const over = await card.evaluate((element) => {
    const bottom = element.getBoundingClientRect().bottom;
    return [...element.querySelectorAll("p")].filter((words) => words.getBoundingClientRect().bottom > bottom).length;
  });
  expect(over, "words that stick out of a card").toBe(0);
  await page.emulateMedia({ media: "screen" });

  await page.goto(`${hall.address("office")}/cards`);
  await expect(page.getByTestId("cards-printed")).toContainText("18");
  await picture(page, "office-cards-form", [CONSOLE[0]!]);
  await page.getByTestId("cards-again").click();
  await expect(page.getByTestId("door-card")).toHaveCount(18);
});

test("the desk hands out, voids and reissues by the number", async ({ hall }) => {
  const stage = new Stage(hall);
  const seat = await hall.sit("desk");
  const desk = new Desk(seat);
  await expect(desk.get("card-number"), "nothing to hand out before any are printed").toBeHidden();
  const { addresses } = await printCards(hall, 4);
  await stage.start("floor");
  const holder = new Phone(await scan(hall, addresses.get(1)));
  await expect(holder.get("my-card")).toHaveText("Thẻ số 1");
  await holder.ask("Nguyễn Văn Tám", "Thôn Đông", "Ranh giới đất");
  await expect(holder.get("my-number"), "the number called is the card's").toHaveText("1");

  await test.step("a number and Enter: it is in someone's hand, and not twice", async () => {
    await desk.get("card-number").fill("1");
    await desk.get("card-number").press("Enter");
    await expect(desk.get("cards-standing")).toContainText("1");
    await expect(desk.get("card-number"), "ready for the next").toHaveValue("");
    await expect(desk.get("card-number")).toBeFocused();
    await desk.get("card-number").fill("1");
    await desk.get("card-number").press("Enter");
    await expect(desk.get("message")).toContainText("đã phát");
  });

  await test.step("a lost card: another takes over what was its, and its phone is told", async () => {
    await desk.get("card-number").fill("1");
    await desk.get("card-new-number").fill("3");
    await desk.press("card-reissue");
    await expect(holder.get("my-card")).toContainText("không còn giá trị");
    await expect(holder.get("ask-form"), "it can no longer ask").toBeHidden();
    await picture(holder.page, "phone-card-voided", PHONE);
    const again = new Phone(await scan(hall, addresses.get(3)));
    await expect(again.page.locator("#mine"), "by what number one is called").toContainText("Số thẻ của Ông/Bà");
    await expect(again.get("my-number")).toHaveText("3");
    await picture(again.page, "phone-card", PHONE);
    await expect(desk.page.getByTestId("waiting").filter({ hasText: "Nguyễn Văn Tám" })).toContainText("thẻ số 3");
  });

  await test.step("who holds a card and no phone is put on the list by its number", async () => {
    await desk.get("register-more").click();
    await desk.get("register-name").fill("Lê Thị Mận");
    await desk.get("speaker-card").first().fill("2");
    await desk.press("register-speaker");
    const row = desk.page.getByTestId("waiting").filter({ hasText: "Lê Thị Mận" });
    await expect(row.locator(".number")).toHaveText("2");
    await picture(desk.page, "desk-cards", CONSOLE);
  });

  await test.step("a card that is void is no ballot", async () => {
    await desk.get("card-number").fill("4");
    await desk.press("card-void");
    await expect(desk.get("cards-standing")).toContainText("2");
    await stage.start("poll");
    await stage.chair({ poll: { OpenPoll: { poll: 1 } } });
    const void4 = new Phone(await scan(hall, addresses.get(4), { isVoid: true }));
    await expect(void4.page.locator("html")).toHaveAttribute("data-poll", "open");
    await expect(void4.get("vote-form")).toBeHidden();
    await expect(void4.get("my-card")).toContainText("bàn đăng ký");
  });
});

test("one card on two phones is one person with one ballot", { tag: "@noscript" }, async ({ hall, javaScriptEnabled: script = true }) => {
  const stage = new Stage(hall);
  const { addresses } = await printCards(hall, 2);
  await stage.start("poll");
  await stage.chair({ poll: { OpenPoll: { poll: 1 } } });
  const [first, second] = [new Phone(await scan(hall, addresses.get(2))), new Phone(await scan(hall, addresses.get(2)))];
  await first.vote(0);
  await expect(first.get("voted")).toBeVisible();
  if (script) {
    await expect(second.get("voted"), "the other phone knows at once").toBeVisible();
    await expect(second.get("vote-form")).toBeHidden();
  } else {
    second.seat.guard.expect(/409/);
    await second.vote(1);
    await expect(second.page.getByRole("alert").first()).toContainText("đã được ghi nhận");
  }
  const { poll } = (await hall.api("chair").look()).panels as unknown as { poll: { cast: number } };
  expect(poll.cast).toBe(1);
});

test("whose a card is that follows a voided one which has voted is asked, and so is a second check-in", async ({ hall }) => {
  const stage = new Stage(hall);
  const desk = new Desk(await hall.sit("desk"));
  const { addresses } = await printCards(hall, 4);
  await stage.start("poll");
  await stage.chair({ poll: { OpenPoll: { poll: 1 } } });
  const voter = new Phone(await scan(hall, addresses.get(1)));
  await voter.vote(0);
  await expect(voter.get("voted")).toBeVisible();

  await desk.get("card-number").fill("1");
  await desk.press("card-void");
  await expect(desk.get("card-number")).toHaveValue("");
  await desk.get("card-number").fill("2");
  await desk.get("card-number").press("Enter");
  await expect(desk.get("message")).toContainText("Thẻ số 1 đã bỏ phiếu");
  await expect(desk.get("card-newcomer")).toBeVisible();
  await picture(desk.page, "desk-card-whose", CONSOLE);
  await desk.press("card-same-person");
  await expect(desk.get("card-whose"), "answered").toBeHidden();
  const again = new Phone(await scan(hall, addresses.get(2)));
  await expect(again.get("voted"), "it has voted, by the card it was given for").toBeVisible();
  await expect(again.page.locator("#change"), "and its ballot is not found again").toBeHidden();
  await desk.get("card-number").fill("3");
  await desk.get("card-number").press("Enter");
  await expect(desk.get("card-number"), "nobody is left to ask about").toHaveValue("");

  for (const hidden of [true, false]) {
    await desk.get("check-in-name").fill(hidden ? "Lê Thị Cúc" : "lê thị  CÚC");
    await desk.get("check-in-name").press("Enter");
    if (hidden) await expect(desk.get("check-in-name")).toHaveValue("");
  }
  await expect(desk.get("message")).toContainText("đã được ghi có mặt lúc");
  await picture(desk.page, "desk-check-in-again", CONSOLE);
  await desk.press("check-in-namesake");
  await expect(desk.get("check-in-name")).toHaveValue("");
  const { attendance } = (await hall.api("desk").look()).panels as unknown as { attendance: { residents: number } };
  expect(attendance.residents).toBe(2);
});
