// Ballots that do not come from phones: the tablet at the desk, papers counted by two people; and all of them in one
// result, with the words that staff let through.
import { printCards, scan } from "../support/cards";
import { expect, test, type Hall } from "../support/hall";
import { CONSOLE, PHONE, TABLET, WALL, inBoth, picture } from "../support/pictures";
import { Chair, Desk, Phone, Projector, Secretary, Tablet } from "../support/people";
import { Stage } from "../support/stage";

/** Millimetres of an A4 page in pixels of a style sheet. */
const MM = 96 / 25.4;

/** The poll of programme A is open. */
async function voting(hall: Hall): Promise<Stage> {
  const stage = new Stage(hall);
  await stage.start("poll");
  await stage.chair({ poll: { OpenPoll: { poll: 1 } } });
  return stage;
}

test("the tablet takes one ballot of whom the desk opens it for, and nothing of it is there for the next", async ({ hall }) => {
  const stage = new Stage(hall);
  const tablet = new Tablet(await hall.sit("tablet"));
  await expect(tablet.get("tablet-wait")).toBeVisible();
  await picture(tablet.page, "tablet-closed", TABLET);
  const desk = new Desk(await hall.sit("desk"));
  await stage.start("poll");
  await stage.chair({ poll: { OpenPoll: { poll: 1 } } });
  await expect(tablet.get("tablet-wait")).toContainText("bàn đăng ký");
  await inBoth(tablet.seat, "tablet-wait", TABLET);
  await expect(tablet.get("vote-form")).toBeHidden();

  await desk.press("open-tablet");
  await expect(desk.get("at-tablet")).toBeVisible();
  await expect(desk.get("open-tablet")).toBeHidden();
  await expect(tablet.get("vote-form")).toBeVisible();
  await inBoth(tablet.seat, "tablet-ballot", TABLET);
  await tablet.page.locator("label.level").nth(3).click();
  await tablet.get("vote-words").fill("Chờ lâu ở bộ phận một cửa");
  await picture(desk.page, "desk-tablet", CONSOLE, { oneScreen: false });
  await tablet.press("vote-submit");
  await expect(tablet.get("tablet-thanks")).toBeVisible();
  await expect(tablet.get("vote-form")).toBeHidden();
  await picture(tablet.page, "tablet-thanks", TABLET);
  await expect(desk.get("at-tablet")).toBeHidden();

  await desk.press("open-tablet");
  await expect(tablet.get("vote-form")).toBeVisible();
  await expect(tablet.page.locator("input:checked"), "nothing is ticked").toHaveCount(0);
  await expect(tablet.get("vote-words"), "nothing is written").toHaveValue("");
  const kept = await tablet.page.evaluate(() => JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }));
  expect(kept, "nothing is kept in the browser").not.toContain("Chờ lâu");
  // Whoever goes away in the middle of it leaves nothing either.
  await tablet.page.locator("label.level").nth(0).click();
  await desk.press("close-tablet");
  await expect(tablet.get("vote-form")).toBeHidden();
  await desk.press("open-tablet");
  await expect(tablet.get("vote-form")).toBeVisible();
  await expect(tablet.page.locator("input:checked")).toHaveCount(0);
  await tablet.page.locator("label.level").nth(1).click();
  await tablet.press("vote-submit");
  await expect(tablet.get("tablet-thanks")).toBeVisible();
  await expect(tablet.get("tablet-wait"), "and back to the start by itself").toBeVisible({ timeout: 15_000 });
  const { polls } = (await hall.exported()).meeting;
  expect(polls.all[0]?.openings).toBe(3);
  await desk.press("open-tablet");
  await expect(tablet.get("vote-form")).toBeVisible();
  await expect(tablet.get("poll-question"), "a screen reader begins with the question").toBeFocused();
  await tablet.page.locator("label.level").nth(0).click();
  await stage.chair({ poll: { ClosePoll: { poll: 1 } } });
  await expect(tablet.get("vote-form")).toBeHidden();
  await expect(tablet.get("tablet-wait")).toContainText("không nhận phiếu");
});

test("a ballot at the tablet outlives a line that breaks and the program killed", async ({ hall }) => {
  await voting(hall);
  const chair = new Chair(await hall.sit("chair"));
  chair.seat.guard.expect(/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|WebSocket connection to/);
  const tablet = new Tablet(await hall.sit("tablet"));
  await hall.api("desk").do({ poll: { OpenTablet: { poll: 1, card: null } } });
  await expect(tablet.get("vote-form")).toBeVisible();
  await tablet.page.locator("label.level").nth(2).click();
  tablet.seat.guard.expect(/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|WebSocket connection to/);
  await hall.server.kill();
  await tablet.press("vote-submit");
  await expect(tablet.get("vote-status")).not.toBeEmpty();
  await hall.server.startAgain();
  await expect(tablet.get("tablet-thanks")).toBeVisible({ timeout: 30_000 });
  await expect(chair.get("turnout")).toContainText("1 phiếu");
});

test("papers go out by card, are counted by one and confirmed by another, and come into the result", async ({ hall }) => {
  const { addresses } = await printCards(hall, 6);
  const stage = await voting(hall);
  const desk = new Desk(await hall.sit("desk"));
  const secretary = new Secretary(await hall.sit("secretary"));
  const chair = new Chair(await hall.sit("chair"));
  const wall = new Projector(await hall.sit("projector"));
  const holder = new Phone(await scan(hall, addresses.get(1)));
  const voter = new Phone(await scan(hall, addresses.get(2)));

  await test.step("a paper takes the card's right, and a ballot takes the paper's", async () => {
    await expect(holder.get("vote-form")).toBeVisible();
    await desk.get("ballot-card").fill("1");
    await desk.press("hand-out-paper");
    await expect(desk.get("papers-out")).toContainText("1");
    await expect(holder.get("on-paper")).toBeVisible();
    await expect(holder.get("vote-form")).toBeHidden();
    await inBoth(holder.seat, "phone-on-paper", PHONE);
    await voter.vote(0);
    await expect(voter.get("voted")).toBeVisible();
    await desk.get("ballot-card").fill("2");
    await desk.press("hand-out-paper");
    await expect(desk.get("message")).toContainText("Thẻ số 2 đã bỏ phiếu");
    await expect(chair.get("turnout")).toContainText("1 phiếu giấy đã phát");
    await desk.get("loose-papers").fill("11");
    await desk.press("save-loose");
    await expect(desk.get("papers-out")).toContainText("12");
  });

  for (let level = 0; level < 5; level++) {
    const phone = await hall.seat();
    await phone.do({ ballot: { poll: 1, answers: [{ ticked: [level % 2] }, { words: level === 0 ? "Cán bộ tận tình" : "" }] } });
  }
  await stage.chair({ poll: { ClosePoll: { poll: 1 } } });
  await expect(chair.get("papers-wanting")).toBeVisible();

  await test.step("figures that do not add up are refused and stay; one enters, another confirms", async () => {
    await expect(desk.get("papers-form")).toBeVisible();
    await desk.get("papers-returned").fill("10");
    await desk.get("papers-invalid").fill("1");
    for (const [level, count] of [3, 4, 1, 0, 0].entries()) await desk.get("paper-ticks").nth(level).fill(String(count));
    await desk.get("paper-words").fill("Đề nghị sửa đường thôn Đông");
    await desk.get("papers-name").fill("Lê Văn Cường");
    await desk.get("paper-ticks").nth(3).fill("");
    await desk.press("enter-papers");
    await expect(desk.get("message"), "an empty field is no zero").toContainText("Xin nhập đủ các ô");
    await desk.get("paper-ticks").nth(3).fill("0");
    await picture(desk.page, "desk-papers-form", CONSOLE);
    await desk.get("paper-ticks").nth(4).fill("2");
    await desk.press("enter-papers");
    await expect(desk.get("message")).toContainText("không khớp với 9 phiếu hợp lệ");
    await expect(desk.get("paper-ticks").nth(1)).toHaveValue("4");
    await desk.get("paper-ticks").nth(4).fill("1");
    await desk.press("enter-papers");
    await expect(desk.get("papers-entered-by")).toContainText("Lê Văn Cường đã nhập");
    await desk.press("enter-again");
    await expect(desk.get("paper-ticks").nth(1), "what was entered is there to be mended").toHaveValue("4");
    await expect(desk.get("papers-returned")).toHaveValue("10");
    await desk.press("keep-papers");
    await desk.get("papers-second").fill("le van cuong");
    await desk.press("confirm-papers");
    await expect(desk.get("message")).toContainText("một người khác");
    await expect(secretary.get("papers-entered")).toContainText("10");
    await secretary.get("papers-second").fill("Đỗ Thị Dung");
    await picture(secretary.page, "secretary-papers", CONSOLE);
    await secretary.press("confirm-papers");
    await expect(desk.get("papers-confirmed")).toContainText("Đỗ Thị Dung đã xác nhận");
    await picture(desk.page, "desk-papers-confirmed", CONSOLE);
  });

  await chair.press("show-result");
  await wall.expectScene("result");
  await expect(wall.get("result").locator("small")).toHaveText(["7 phiếu", "6 phiếu", "1 phiếu", "0 phiếu", "1 phiếu"]);
  await expect(wall.get("behind")).toContainText("Điện thoại: 6 phiếu, hài lòng trở lên 100%");
  await expect(wall.get("behind")).toContainText("Phiếu giấy: 9 phiếu");
  await expect(wall.get("behind")).toContainText("phát ra 12, thu về 10, không hợp lệ 1");
  await expect(holder.page.locator(".total")).toContainText("điện thoại 6, phiếu giấy 9");
  const filled = (row: number) =>
    holder.page
      .locator(".bars i")
      .nth(row)
      .evaluate((bar) => parseFloat(getComputedStyle(bar, "::before").width) / bar.clientWidth);
  expect(await filled(0), "46.7 %, in steps of two").toBeCloseTo(0.46, 1);
  expect(await filled(3)).toBe(0);
  await picture(holder.page, "phone-result-channels", PHONE);

  await test.step("free words come on the wall one by one, when staff let them", async () => {
    await expect(wall.get("remarks")).toHaveCount(0);
    const remark = secretary.get("remark").filter({ hasText: "sửa đường" });
    await expect(remark.getByTestId("publish-words")).toHaveAccessibleName(/^Đưa lên màn chiếu: .*sửa đường/);
    await remark.getByTestId("publish-words").click();
    await expect(wall.get("remarks")).toContainText("Đề nghị sửa đường thôn Đông");
    await expect(wall.get("remarks")).not.toContainText("tận tình");
    await inBoth(wall.seat, "projector-result-channels", WALL);
    await picture(secretary.page, "secretary-remarks", CONSOLE);
    await remark.getByTestId("publish-words").click();
    await expect(wall.get("remarks")).toHaveCount(0);
  });

  await test.step("the office prints the record to sign, and takes the workbook and the chart", async () => {
    const { page } = await hall.sit("office");
    await picture(page, "office-result-links", CONSOLE);
    const [saved] = await Promise.all([page.waitForEvent("download"), page.getByTestId("result-xlsx").click()]);
    expect(saved.suggestedFilename()).toMatch(/^Kết quả lấy phiếu số 1.*\.xlsx$/);
    await page.getByTestId("result-sheet").click();
    await expect(page.getByTestId("record")).toContainText("Biên bản kiểm phiếu");
    await expect(page.getByTestId("figures")).toContainText("Số phiếu giấy thu về");
    await expect(page.getByTestId("record")).toContainText("Đỗ Thị Dung");
    await picture(page, "record", [CONSOLE[0]!]);
    await page.emulateMedia({ media: "print" });
    await picture(page, "record-print", [[Math.round(190 * MM), Math.round(277 * MM)]], { paper: true });
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)?.length, "pages").toBeLessThanOrEqual(3);
    await page.emulateMedia({ media: "screen" });
    const { status, type } = await page.evaluate(async () => {
      const answer = await fetch(location.pathname.replace("/result", "/chart.svg"));
      return { status: answer.status, type: answer.headers.get("content-type") };
    });
    expect([status, type]).toEqual([200, "image/svg+xml"]);
  });
});

test("the poll of the Front is opened, closed and shown from the desk", async ({ hall }) => {
  const stage = new Stage(hall);
  const office = await hall.sit("office");
  const desk = new Desk(await hall.sit("desk"));
  await expect(desk.get("open-poll")).toBeHidden();
  await office.page.getByTestId("poll-given-to").selectOption("desk");
  await office.page.getByTestId("poll-minutes").fill("10");
  await office.page.getByTestId("save-poll").click();
  await expect(office.page.getByTestId("poll-saved")).toHaveText("đã lưu");
  await stage.start("poll");
  const [phone, wall] = [new Phone(await hall.phone()), new Projector(await hall.sit("projector"))];
  await desk.press("open-poll");
  await expect(phone.get("closes"), "counted down").toContainText(/còn (10:00|9:5\d)/);
  await expect(wall.get("closes")).toContainText(/còn (10:00|9:5\d)/);
  await inBoth(phone.seat, "phone-closes", PHONE);
  await picture(desk.page, "desk-given-poll", CONSOLE);
  await phone.vote(0);
  await expect(phone.get("voted")).toBeVisible();
  await desk.press("close-poll");
  await desk.press("close-poll");
  await desk.press("show-result");
  await wall.expectScene("result");
});
