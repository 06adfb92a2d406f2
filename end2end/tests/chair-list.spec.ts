// What the chair does with the list beside calling people: merging, own times, limits, a proposal that is overtaken.
import { expectOrder, lowerEdge, row } from "../support/controls";
import { PEOPLE, fill } from "../support/crowd";
import { expect, test } from "../support/hall";
import { Chair } from "../support/people";
import { Stage } from "../support/stage";

test("one speaks for two, gets a time of their own, and the two are split again", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  await fill(hall, 4);
  const chair = new Chair(await hall.sit("chair"));
  await expect(row(chair.page, 1).getByTestId("marks")).toContainText("lần đầu");
  await row(chair.page, 1).getByTestId("waiting-more").click();
  await chair.press("own-time-more");
  await chair.press("own-time-more");
  await expect(chair.get("own-time")).toHaveText("7 phút");
  await chair.get("merge-with").selectOption({ label: "3. Phạm Văn Cường" });
  await chair.press("merge-this-speaks");
  await expect(chair.get("split-request")).toHaveCount(1);
  await chair.press("sheet-close");
  await expectOrder(hall, chair.page, [1, 2, 4]);
  await expect(row(chair.page, 1).getByTestId("marks")).toContainText("+1 cùng ý kiến");
  await expect(row(chair.page, 1).getByTestId("marks")).toContainText("riêng 7 phút");
  await row(chair.page, 1).getByTestId("give-floor").click();
  await expect(chair.get("speech-agreeing")).toHaveText(`Cùng ý kiến: Phạm Văn Cường (${PEOPLE[2]![2]})`);
  await expect(chair.get("countdown")).toContainText(/còn [67]:/);
  await expect(chair.get("undo")).not.toHaveAttribute("aria-disabled", "true");
  await chair.press("undo");
  await expectOrder(hall, chair.page, [1, 2, 4]);
  await row(chair.page, 1).getByTestId("waiting-more").click();
  await chair.press("split-request");
  await expectOrder(hall, chair.page, [1, 3, 2, 4]);
});

test("a last call, a limit, and the usual times", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  const chair = new Chair(await hall.sit("chair"));
  await chair.press("rules-open");
  await chair.get("last-call-in").nth(1).click();
  await expect(chair.get("last-call")).toContainText("giờ");
  await chair.get("most-speeches").nth(1).click();
  await expect(chair.get("most-speeches").nth(1)).toHaveAttribute("aria-pressed", "true");
  await chair.press("speech-time-less");
  await expect(chair.get("speech-time")).toHaveText("4 phút");
  await chair.press("answer-time-more");
  await expect(chair.get("answer-time")).toHaveText("6 phút");
  await chair.press("sheet-close");
  await expect(chair.get("rules-line")).toContainText("phát biểu 4 phút, trả lời 6 phút · đăng ký đến");
  await expect(chair.get("rules-line")).toContainText("mỗi người tối đa 2 lượt");
  await chair.press("rules-open");
  await chair.press("last-call-clear");
  await expect(chair.get("last-call")).toHaveText("Không hẹn giờ");
});

test("a proposal that is overtaken says so, and moves nobody by itself", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  await fill(hall, 3);
  const chair = new Chair(await hall.sit("chair"));
  await chair.press("order-open");
  await expect(chair.get("proposed")).toHaveCount(3);
  await expect(chair.get("order-changed")).toBeHidden();
  await stage.register({ name: "Lê Văn Sơn", hamlet: "Thôn Đông" });
  await expect(chair.get("order-changed")).toBeVisible();
  await expect(chair.get("proposed")).toHaveCount(4);
  await chair.press("order-leave");
  await expect(chair.get("sheet")).toBeHidden();
  await expectOrder(hall, chair.page, [1, 2, 3, 4]);
});

test("what is refused is said where it was asked", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  await fill(hall, 3);
  const chair = new Chair(await hall.sit("chair"));
  await row(chair.page, 2).getByTestId("waiting-more").click();
  await stage.giveFloor(1);
  await chair.press("sheet-give-floor");
  await expect(chair.get("sheet-message")).toContainText("Nguyễn Văn An");
  await expect(chair.get("sheet")).toBeVisible();
});

test("by mouse a row is dragged, and Escape leaves it where it was", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  await fill(hall, 5);
  const { page } = new Chair(await hall.sit("chair", undefined, { viewport: { width: 1024, height: 768 } }));
  const carry = async (request: number, behind: number) => {
    await row(page, request).getByTestId("grip").hover();
    await page.mouse.down();
    const { x, y } = await lowerEdge(row(page, behind));
    await page.mouse.move(x, y - 20);
    await page.mouse.move(x, y);
    await expect(row(page, behind)).toHaveClass(/drop-behind/);
  };
  await carry(1, 3);
  await page.keyboard.press("Escape");
  await expect(row(page, 3)).not.toHaveClass(/drop-behind/);
  await page.mouse.up();
  await expectOrder(hall, page, [1, 2, 3, 4, 5]);
  await carry(1, 3);
  await page.mouse.up();
  await expectOrder(hall, page, [2, 3, 1, 4, 5]);
});

test("in a row the keys are for whom the row is about", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  await fill(hall, 4);
  const chair = new Chair(await hall.sit("chair"));
  await row(chair.page, 3).getByTestId("grip").focus();
  await chair.page.keyboard.press("c");
  await expect(row(chair.page, 3)).toHaveAttribute("data-called", "true");
  await row(chair.page, 2).getByTestId("grip").focus();
  await chair.page.keyboard.press("v");
  await expectOrder(hall, chair.page, [1, 3, 4]);
  await row(chair.page, 4).getByTestId("grip").focus();
  await chair.page.keyboard.press("g");
  await expect(chair.get("speaker-name")).toHaveText("Nguyễn Hoàng Thị Phương Thảo");
});
