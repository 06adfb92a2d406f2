// The agenda under the chair's hand: order, parts, what is hidden, notes, an item put in, and the time that is left.
import { Finger, lowerEdge } from "../support/controls";
import { expect, test } from "../support/hall";
import { Chair } from "../support/people";
import { ITEM, Stage } from "../support/stage";

/** The items as the program keeps them. */
async function items(chair: { look(): Promise<unknown> }): Promise<{ id: number; minutes: number | null; notes: { text: string; revision: number }; state: string }[]> {
  const { panels } = (await chair.look()) as { panels: { agenda: { items: never } } };
  return panels.agenda.items;
}

test("items are put in order by hand, and parts stay with theirs", async ({ hall }) => {
  const api = hall.api("chair");
  for (const title of ["Đất đai", "Môi trường"]) {
    await api.do({ agenda: { AddItem: { after: ITEM.floor, under: ITEM.floor, item: { kind: "floor", title } } } });
  }
  const chair = new Chair(await hall.sit("chair", undefined, { hasTouch: true, viewport: { width: 1024, height: 768 } }));
  const ids = async () => (await items(api)).map((item) => item.id);
  expect(await ids()).toEqual([1, 2, 3, 4, 5, 12, 11, 6, 7, 8, 9, 10]);
  await chair.item(4).getByTestId("item-grip").focus();
  await chair.page.keyboard.press("Alt+ArrowDown");
  await expect.poll(ids, "past the item and its parts").toEqual([1, 2, 3, 5, 12, 11, 4, 6, 7, 8, 9, 10]);
  await chair.item(5).getByTestId("item-grip").focus();
  await chair.page.keyboard.press("Alt+ArrowDown");
  await expect.poll(ids, "with its parts").toEqual([1, 2, 3, 4, 5, 12, 11, 6, 7, 8, 9, 10]);
  await chair.page.keyboard.press("Alt+ArrowUp");
  await expect.poll(ids).toEqual([1, 2, 3, 5, 12, 11, 4, 6, 7, 8, 9, 10]);
  await chair.item(12).getByTestId("item-grip").focus();
  await chair.page.keyboard.press("Alt+ArrowDown");
  await expect.poll(ids).toEqual([1, 2, 3, 5, 11, 12, 4, 6, 7, 8, 9, 10]);
  await expect(chair.item(12).locator(".number")).toHaveText("4.2");
  const finger = await Finger.on(chair.page);
  await chair.item(1).getByTestId("item-grip").scrollIntoViewIfNeeded();
  await finger.drag(chair.item(1).getByTestId("item-grip"), await lowerEdge(chair.item(2)));
  await expect.poll(ids).toEqual([2, 1, 3, 5, 11, 12, 4, 6, 7, 8, 9, 10]);
  await expect(chair.get("undo")).not.toHaveAttribute("aria-disabled", "true");
  // What moves the agenda is asked once more.
  await chair.press("undo");
  await expect(chair.get("undo")).toHaveAttribute("data-armed", "true");
  await expect(chair.get("undo")).toContainText("trở lại");
  await chair.press("undo");
  await expect.poll(ids).toEqual([1, 2, 3, 5, 11, 12, 4, 6, 7, 8, 9, 10]);
});

test("an item is hidden and shown, left out and taken back, and one is put in and begins", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("opening");
  const chair = new Chair(await hall.sit("chair"));
  await chair.item(3).getByTestId("agenda-item-toggle").click();
  await chair.item(3).getByTestId("hide-item").click();
  await expect(chair.item(3).getByTestId("item-has")).toContainText("đang ẩn");
  await expect(chair.item(3).locator(".number")).toHaveText("");
  await chair.item(3).getByTestId("show-item").click();
  await expect(chair.item(3).locator(".number")).toHaveText("3");
  await chair.item(3).getByTestId("skip-item").click();
  await expect(chair.item(3)).toHaveAttribute("data-state", "skipped");
  await chair.item(3).getByTestId("reopen-item").click();
  await expect(chair.item(3)).toHaveAttribute("data-state", "pending");
  await chair.item(4).getByTestId("item-grip").focus();
  await chair.page.keyboard.press("y");
  await expect(chair.item(4)).toHaveAttribute("data-hidden", "true");
  await chair.page.keyboard.press("u");
  await expect(chair.item(4)).toHaveAttribute("data-state", "skipped");
  await chair.page.keyboard.press("d");
  await chair.get("move-item-place").selectOption("");
  await chair.press("move-item-to");
  await expect(chair.get("agenda-item").first()).toHaveAttribute("data-item", "4");
  await chair.press("insert-open");
  await chair.get("insert-title").fill("Lãnh đạo huyện phát biểu");
  await chair.press("insert-start");
  await expect(chair.get("sheet")).toBeHidden();
  await expect(chair.get("current-item")).toContainText("Lãnh đạo huyện phát biểu");
  await expect(chair.item(1)).toHaveAttribute("data-state", "done");
});

test("what two chairs note at an item is kept from both, and when the sheet is closed in mid-word", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("opening");
  const api = hall.api("chair");
  const chair = new Chair(await hall.sit("chair"));
  const notes = async () => (await items(api)).find((item) => item.id === 1)?.notes;
  await chair.item(1).getByTestId("item-details").click();
  const field = chair.get("chair-notes");
  await field.pressSequentially("Nhắc hai người");
  await expect.poll(async () => (await notes())?.text).toBe("Nhắc hai người");
  const splice = { at: 0, removed: 0, inserted: "Máy khác ghi. " };
  await stage.chair({ minutes: { EditText: { target: { notes: 1 }, revision: (await notes())?.revision, splice } } });
  await stage.chair({ agenda: { HideItem: { id: 4 } } });
  await expect(chair.get("elsewhere")).toContainText("Ẩn mục");
  await expect(field).toHaveValue("Máy khác ghi. Nhắc hai người");
  await field.pressSequentially(" và ba");
  await chair.page.keyboard.press("Escape");
  await expect(chair.get("sheet")).toBeHidden();
  await expect(chair.get("current-notes")).toContainText("Máy khác ghi. Nhắc hai người và ba");
  await expect.poll(async () => (await notes())?.text, "closing the sheet keeps them too").toBe("Máy khác ghi. Nhắc hai người và ba");
});

test("a meeting that will run over says so, and the time that is left is seen before it is spread", async ({ hall }) => {
  const stage = new Stage(hall);
  const office = hall.api("office");
  const { head } = (await office.look()).panels as unknown as { head: { title: string } };
  const now = Date.now();
  await office.do({
    details: { Describe: { title: head.title, venue: "", starts: now, ends: now + 60 * 60_000, chairs: [], secretaries: [] } },
  });
  await office.do({ agenda: { PlanMinutes: { plan: [2, 3, 4, 5, 6, 7, 8, 9, 10].map((id) => [id, 20]) } } });
  await stage.start("opening");
  const chair = new Chair(await hall.sit("chair"));
  await expect(chair.get("overrun")).toContainText("quá 120 phút");
  await chair.press("spread-open");
  await expect(chair.get("spread-row")).toHaveCount(9);
  await expect(chair.get("spread-row").first()).toContainText("20 → ");
  expect((await items(hall.api("chair"))).find((item) => item.id === 5)?.minutes, "only seen so far").toBe(20);
  await chair.press("spread-apply");
  await expect(chair.get("sheet")).toBeHidden();
  await expect(chair.get("overrun")).toHaveText("");
  await expect(chair.item(2).getByTestId("item-minutes-spent")).toHaveText(/^[67] phút$/);
});
