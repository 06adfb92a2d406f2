// A chair with nothing but a finger: real touches, in every window.
import type { Page } from "@playwright/test";

import { Finger, WINDOWS, expectOrder, lowerEdge, row, upperEdge } from "../support/controls";
import { fill } from "../support/crowd";
import { expect, test } from "../support/hall";
import { Chair } from "../support/people";
import { Stage } from "../support/stage";

for (const viewport of WINDOWS) {
  test(`by touch alone at ${viewport.width} × ${viewport.height}`, async ({ hall }) => {
    test.setTimeout(120_000);
    const stage = new Stage(hall);
    await stage.start("floor");
    await fill(hall, 14);
    const chair = new Chair(await hall.sit("chair", undefined, { viewport, hasTouch: true }));
    const { page } = chair;
    const finger = await Finger.on(page);
    const all = Array.from({ length: 14 }, (_, index) => index + 1);
    const tap = async (testid: string) => {
      await expect(chair.get(testid)).not.toHaveAttribute("aria-disabled", "true");
      await chair.get(testid).tap();
    };
    const pane = async (name: "floor" | "speakers" | "agenda" | "more") => {
      if (viewport.width < 760) await chair.get(`pane-${name}`).tap();
    };

    await test.step("a row is dragged behind another", async () => {
      await pane("speakers");
      await finger.drag(row(page, 1).getByTestId("grip"), await lowerEdge(row(page, 3)), { letGo: false });
      await expect(row(page, 3)).toHaveClass(/drop-behind/);
      await expectOrder(hall, page, all);
      await finger.letGo();
      await expectOrder(hall, page, [2, 3, 1, ...all.slice(3)]);
      await finger.drag(row(page, 1).getByTestId("grip"), await upperEdge(row(page, 2)));
      await expectOrder(hall, page, all);
    });

    await test.step("near its edge the list scrolls", async () => {
      const list = chair.get("waiting-list");
      const box = (await list.boundingBox())!;
      await finger.drag(row(page, 2).getByTestId("grip"), { x: box.x + 40, y: box.y + box.height - 4 }, { letGo: false });
      await expect.poll(() => list.evaluate((element) => element.scrollHeight - element.clientHeight - element.scrollTop)).toBeLessThan(8);
      await finger.letGo();
      await expectOrder(hall, page, [1, ...all.slice(2), 2]);
    });

    await test.step("to a place that is named", async () => {
      await row(page, 2).getByTestId("waiting-more").tap();
      await chair.get("move-to-place").selectOption("");
      await tap("move-to");
      await expectOrder(hall, page, [2, 1, ...all.slice(2)]);
    });

    await test.step("the floor and its clock", async () => {
      await pane("floor");
      await chair.expectStep("give-floor");
      await tap("primary-action");
      await expect(chair.get("speaker-name")).toHaveText("Trần Thị Bình");
      await tap("pause-speech");
      await expect(chair.get("countdown")).toHaveAttribute("data-state", "paused");
      await tap("resume-speech");
      await tap("extend-speech");
      await expect(chair.get("countdown")).toContainText(/còn [56]:/);
      await tap("end-speech");
      await tap("follow-up");
      await expect(chair.get("speech")).toContainText("Trao đổi thêm");
      await tap("end-speech");
      await tap("answer-open");
      await chair.get("answer-name").first().tap();
      await expect(chair.get("speech")).toContainText("trả lời Trần Thị Bình");
      await tap("end-speech");
      await expect(chair.get("heard")).toContainText("Trần Thị Bình");
    });

    await test.step("a fair order, seen first, and undone", async () => {
      await pane("speakers");
      await chair.get("order-open").tap();
      const proposed = await chair.get("proposed").evaluateAll((rows) => rows.map((one) => Number(one.getAttribute("data-request"))));
      await tap("order-apply");
      await expect(chair.get("sheet")).toBeHidden();
      await expectOrder(hall, page, proposed);
      await tap("undo");
      await expectOrder(hall, page, [1, ...all.slice(2)]);
    });

    await test.step("everything was within reach", async () => {
      await expect(chair.get("primary-action")).toBeInViewport();
      expect(await tooSmall(page), "what a finger misses").toEqual([]);
      const over = await page.evaluate(() => document.scrollingElement!.scrollHeight - window.innerHeight);
      expect(over, "pixels below the screen").toBeLessThanOrEqual(0);
    });
  });
}

/** Buttons smaller than a fingertip. */
function tooSmall(page: Page): Promise<string[]> {
  return page.locator(".chair button").evaluateAll((buttons) =>
    buttons
      .map((button) => ({ name: button.getAttribute("data-testid") ?? "?", box: button.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < 43.5 || box.width < 43.5))
      .map(({ name, box }) => `${name} ${Math.round(box.width)} × ${Math.round(box.height)}`),
  );
}
