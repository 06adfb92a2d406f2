// Two who chair at once: nothing is lost, nothing doubled, and the one who comes second sees what happened.
import { expectOrder, order, row, shown } from "../support/controls";
import { fill } from "../support/crowd";
import { expect, test } from "../support/hall";
import { Chair } from "../support/people";
import { Stage } from "../support/stage";

test("two chairs put the list in order at the same moment", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  await fill(hall, 8);
  const first = new Chair(await hall.sit("chair"));
  const second = new Chair(await hall.sit("chair"));
  await expect(first.get("waiting")).toHaveCount(8);
  await expect(second.get("waiting")).toHaveCount(8);

  await test.step("each moves another person, many times", async () => {
    await row(first.page, 1).getByTestId("grip").focus();
    await row(second.page, 8).getByTestId("grip").focus();
    await Promise.all([
      press(first, "Alt+ArrowDown", 5),
      press(second, "Alt+ArrowUp", 5),
    ]);
    await expect(first.get("saved")).toHaveText("đã lưu");
    await expect(second.get("saved")).toHaveText("đã lưu");
    const kept = await order(hall);
    expect([...kept].sort((a, b) => a - b), "nobody is lost or doubled").toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    await expect.poll(() => shown(first.page)).toEqual(kept);
    await expect.poll(() => shown(second.page)).toEqual(kept);
    await expect(first.get("elsewhere")).toContainText("Máy khác vừa: Chuyển vị trí của Bùi Thị Ngọc Hân");
    await expect(second.get("elsewhere")).toContainText("Máy khác vừa: Chuyển vị trí của Nguyễn Văn An");
  });
});

test("what one chair does is told to the other and not to itself", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  await fill(hall, 3);
  const first = new Chair(await hall.sit("chair"));
  const second = new Chair(await hall.sit("chair"));
  await first.take("give-floor");
  await expect(second.get("elsewhere")).toHaveText("Máy khác vừa: Mời Nguyễn Văn An phát biểu");
  await expect(first.get("speaker-name")).toBeVisible();
  await expect(first.get("elsewhere")).toHaveText("");

  await second.press("undo");
  await expect(second.get("next-speaker")).toHaveText("Nguyễn Văn An");
  await expect(first.get("elsewhere")).toHaveText("Máy khác vừa hoàn tác: Mời Nguyễn Văn An phát biểu");
  await expect(second.get("elsewhere"), "what one undid oneself is no news").not.toContainText("hoàn tác");
  await expectOrder(hall, first.page, [1, 2, 3]);
});

test("both give the floor at once: one speaks, the other chair is told why not", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  await fill(hall, 3);
  const chairs = [new Chair(await hall.sit("chair")), new Chair(await hall.sit("chair"))] as const;
  for (const chair of chairs) await chair.expectStep("give-floor");
  await Promise.all(chairs.map((chair, index) => row(chair.page, index + 1).getByTestId("give-floor").click()));
  for (const chair of chairs) await expect(chair.get("speech")).toBeVisible();
  expect((await order(hall)).length, "one speaks, two wait").toBe(2);
  const said = await Promise.all(chairs.map(async (chair) => ((await chair.get("message").textContent()) ?? "").trim()));
  expect(said.filter((words) => words.includes("phát biểu")).length, "one of them was told").toBe(1);
});

async function press(chair: Chair, key: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await chair.page.keyboard.press(key);
}
