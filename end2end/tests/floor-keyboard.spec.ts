// A chair who never touches the mouse: the list, the floor, answers, the order and the way back, in every window.
import { WINDOWS, expectOrder, order, row } from "../support/controls";
import { fill } from "../support/crowd";
import { expect, test } from "../support/hall";
import { Chair } from "../support/people";
import { Stage } from "../support/stage";

for (const viewport of WINDOWS) {
  test(`by keyboard alone at ${viewport.width} × ${viewport.height}`, async ({ hall }) => {
    test.setTimeout(120_000);
    const stage = new Stage(hall);
    await stage.start("floor");
    await fill(hall, 6);
    const chair = new Chair(await hall.sit("chair", undefined, { viewport }));
    const { page } = chair;
    const keys = page.keyboard;

    await test.step("putting in order: at once, and by lifting", async () => {
      await keys.press("2");
      await expect(row(page, 1).getByTestId("grip")).toBeFocused();
      await keys.press("ArrowDown");
      await expect(row(page, 2).getByTestId("grip")).toBeFocused();
      // Three presses faster than the room can answer are three places.
      await keys.press("Alt+ArrowDown");
      await keys.press("Alt+ArrowDown");
      await keys.press("Alt+ArrowDown");
      await expectOrder(hall, page, [1, 3, 4, 5, 2, 6]);
      await expect(row(page, 2).getByTestId("grip"), "the focus goes along").toBeFocused();
      await keys.press("Alt+ArrowUp");
      await expectOrder(hall, page, [1, 3, 4, 2, 5, 6]);
      await keys.press("Enter");
      await expect(chair.get("reorder-said")).toContainText("Đã nhấc");
      for (const _ of [1, 2, 3]) await keys.press("ArrowUp");
      await expect(chair.get("reorder-said")).toHaveText("đầu danh sách");
      await keys.press("Enter");
      await expect(chair.get("reorder-said")).toContainText("lên đầu");
      await expectOrder(hall, page, [2, 1, 3, 4, 5, 6]);
      await expect(row(page, 2).getByTestId("grip")).toBeFocused();
      await keys.press(" ");
      await keys.press("ArrowDown");
      await keys.press("Escape");
      await expect(chair.get("reorder-said")).toHaveText("Không thay đổi chỗ.");
      await expectOrder(hall, page, [2, 1, 3, 4, 5, 6]);
    });

    await test.step("calling, the floor, the clock", async () => {
      await keys.press("1");
      await keys.press("c");
      await expect(row(page, 2)).toHaveAttribute("data-called", "true");
      await chair.expectStep("give-floor");
      await rested(chair, "primary-action");
      await keys.press("n");
      await expect(chair.get("speaker-name")).toHaveText("Trần Thị Bình");
      await keys.press("p");
      await expect(chair.get("countdown")).toHaveAttribute("data-state", "paused");
      await keys.press("p");
      await expect(chair.get("countdown")).toHaveAttribute("data-state", "running");
      await keys.press("m");
      await expect(chair.get("countdown")).toContainText(/còn [56]:/);
      await keys.press("x");
      await expect(chair.get("off-topic")).toHaveAttribute("aria-pressed", "true");
      await keys.press("x");
      await expect(chair.get("off-topic")).toHaveAttribute("aria-pressed", "false");
      await rested(chair, "end-speech");
      await keys.press("e");
      await expect(chair.get("heard")).toContainText("Trần Thị Bình");
    });

    await test.step("they come back, and an answer", async () => {
      await keys.press("f");
      await expect(chair.get("speaker-name")).toHaveText("Trần Thị Bình");
      await expect(chair.get("speech")).toContainText("Trao đổi thêm");
      await rested(chair, "end-speech");
      await keys.press("e");
      await expect(chair.get("answer-open")).toBeVisible();
      await keys.press("a");
      await expect(chair.get("answer-panel")).toBeVisible();
      await chair.get("answer-name").first().focus();
      await keys.press("Enter");
      await expect(chair.get("speech")).toContainText("trả lời Trần Thị Bình");
      await rested(chair, "end-speech");
      await keys.press("e");
      await expect(chair.get("heard"), "answers are not what is answered").toContainText("Trần Thị Bình");
    });

    await test.step("a breach asks why, and keys are letters in a field", async () => {
      await rested(chair, "primary-action");
      await keys.press("n");
      await expect(chair.get("speaker-name")).toHaveText("Nguyễn Văn An");
      await keys.press("b");
      await expect(chair.get("sheet")).toBeVisible();
      await chair.get("breach-reason").focus();
      await keys.type("nemp");
      await expect(chair.get("breach-reason")).toHaveValue("nemp");
      await keys.press("Enter");
      await expect(chair.get("sheet")).toBeHidden();
      await expect(chair.get("heard")).toContainText("Nguyễn Văn An");
      await expect(chair.get("undo")).toContainText("vi phạm nội quy");
    });

    await test.step("someone absent, and put back", async () => {
      expect(await order(hall)).toEqual([3, 4, 5, 6]);
      await rested(chair, "absent-next");
      await keys.press("v");
      await expectOrder(hall, page, [4, 5, 6]);
      await keys.press("j");
      await expect(chair.get("gone-person").first()).toContainText("Phạm Văn Cường");
      await chair.get("return-to-list").first().focus();
      await keys.press("Enter");
      await expectOrder(hall, page, [3, 4, 5, 6]);
      await keys.press("Escape");
      await expect(chair.get("sheet")).toBeHidden();
    });

    await test.step("a fair order is seen first, then applied, then undone", async () => {
      await stage.register({ name: "Lê Văn Sơn", hamlet: "Thôn Đông" });
      // By the desk: where the chair puts someone, no proposed order moves them.
      await hall.api("desk").do({ speakers: { MoveRequest: { request: 7, after: null } } });
      await expectOrder(hall, page, [7, 3, 4, 5, 6]);
      await keys.press("s");
      await expect(chair.get("proposed")).toHaveCount(5);
      await expectOrder(hall, page, [7, 3, 4, 5, 6]);
      const proposed = await chair.get("proposed").evaluateAll((rows) => rows.map((one) => Number(one.getAttribute("data-request"))));
      expect(proposed, "Thôn Đông has spoken twice").not.toEqual([7, 3, 4, 5, 6]);
      await rested(chair, "order-apply");
      await chair.get("order-apply").focus();
      await keys.press("Enter");
      await expect(chair.get("sheet")).toBeHidden();
      await expectOrder(hall, page, proposed);
      await expect(chair.get("undo")).toContainText("Sắp xếp danh sách công bằng");
      await rested(chair, "undo");
      await keys.press("Control+z");
      await expectOrder(hall, page, [7, 3, 4, 5, 6]);
    });

    await test.step("the list of keys", async () => {
      await keys.press("Shift+?");
      await expect(chair.get("all-keys")).toBeVisible();
      await keys.press("Escape");
      await expect(chair.get("sheet")).toBeHidden();
      await expect(chair.get("primary-action")).toBeVisible();
    });
  });
}

/** A button has rested since it last changed its meaning. */
async function rested(chair: Chair, testid: string): Promise<void> {
  await expect(chair.get(testid)).not.toHaveAttribute("aria-disabled", "true");
}
