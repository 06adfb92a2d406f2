// The desk looks after the list while the meeting runs, the office after the agenda, the secretary after the marks:
// each sees at once what the others did.
import { Desk, Phone, Secretary } from "../support/people";
import { expect, test, type Hall } from "../support/hall";
import { Stage } from "../support/stage";

/** A hall in the people's turn, in which three wait. */
async function threeWait(hall: Hall): Promise<{ desk: Desk; stage: Stage }> {
  const stage = new Stage(hall);
  await stage.start("floor");
  for (const [name, hamlet] of [["Nguyễn Văn An", "Thôn Đông"], ["Trần Thị Bình", "Thôn Tây"], ["Lê Văn Cúc", "Thôn Nam"]] as const) {
    await stage.register({ name, hamlet });
  }
  return { desk: new Desk(await hall.sit("desk")), stage };
}

test("the desk moves, corrects, merges, splits, and puts back who left", async ({ hall }) => {
  const { desk, stage } = await threeWait(hall);
  const { page } = desk;
  const rows = page.getByTestId("waiting");
  const names = rows.locator(".name");
  const row = (request: number) => page.locator(`[data-testid="waiting"][data-request="${request}"]`);

  await test.step("one place up, and straight to a place", async () => {
    await row(3).getByTestId("move-up").click();
    await expect(names).toHaveText(["Nguyễn Văn An", "Lê Văn Cúc", "Trần Thị Bình"]);
    await row(1).getByTestId("more").click();
    await row(1).getByTestId("to-position").fill("3");
    await row(1).getByTestId("move-there").click();
    await expect(names).toHaveText(["Lê Văn Cúc", "Trần Thị Bình", "Nguyễn Văn An"]);
  });

  await test.step("what was misheard is corrected", async () => {
    await row(1).getByTestId("edit-request").click();
    await expect(row(1).getByTestId("edit-hamlet")).toHaveValue("Thôn Đông");
    await row(1).getByTestId("edit-name").fill("Nguyễn Văn Ân");
    await row(1).getByTestId("speaker-contact").fill("0912 345 678");
    await row(1).getByTestId("save-request").click();
    await expect(names.nth(2)).toHaveText("Nguyễn Văn Ân");
    await expect(row(1)).toContainText("Có thông tin liên hệ");
    await expect(row(1), "which is read on a page of its own").not.toContainText("0912");
    await expect(row(1)).toContainText("lần đầu");
  });

  await test.step("found without diacritics", async () => {
    await page.getByTestId("search-waiting").fill("thon tay");
    await expect(names).toHaveText(["Trần Thị Bình"]);
    await page.getByTestId("search-waiting").fill("");
    await expect(rows).toHaveCount(3);
  });

  await test.step("two ask the same: one speaks for both, until they are split again", async () => {
    await row(3).getByTestId("more").click();
    await row(3).getByTestId("merge-with").selectOption("2");
    await row(3).getByTestId("merge-into-other").click();
    await expect(names).toHaveText(["Trần Thị Bình", "Nguyễn Văn Ân"]);
    await expect(row(2).getByTestId("agreeing")).toHaveText("Cùng ý kiến: Lê Văn Cúc");
    await row(2).getByTestId("split").click();
    await expect(names).toHaveText(["Trần Thị Bình", "Lê Văn Cúc", "Nguyễn Văn Ân"]);
    await expect(row(2).getByTestId("agreeing")).toBeHidden();
  });

  await test.step("another of the same name is asked about once, then registered", async () => {
    await page.getByTestId("register-name").fill("Lê Văn Cúc");
    await page.getByTestId("register-hamlet").fill("Thôn Nam");
    await page.getByTestId("register-speaker").click();
    await expect(page.getByTestId("message")).toContainText("trùng họ tên");
    await expect(rows).toHaveCount(3);
    await page.getByTestId("register-namesake").click();
    await expect(rows).toHaveCount(4);
    await expect(page.getByTestId("register-namesake")).toBeHidden();
  });

  await test.step("a phone that gives a name which is on the list is marked: it may be the same person", async () => {
    const phone = new Phone(await hall.phone());
    await phone.ask("Lê Văn Cúc", "Thôn Nam", "");
    await expect(row(5)).toContainText("trùng họ tên với số 3");
    await row(5).getByTestId("withdraw-request").click();
    await expect(rows).toHaveCount(4);
  });

  await test.step("who withdrew comes back at the end", async () => {
    await row(4).getByTestId("withdraw-request").click();
    const gone = page.getByTestId("gone");
    await expect(gone).toHaveCount(2);
    await stage.giveFloor(2);
    await stage.chair({ speakers: { EndSpeech: { speech: 1 } } });
    await expect(gone).toHaveCount(3);
    await gone.filter({ hasText: "Trần Thị Bình" }).getByTestId("return-to-list").click();
    await expect(names).toHaveText(["Lê Văn Cúc", "Nguyễn Văn Ân", "Trần Thị Bình"]);
    await expect(rows.nth(2)).toContainText("lượt thứ 2");
    await page.getByTestId("totals").locator("summary").click();
    await expect(page.getByTestId("hamlet-total")).toContainText("Thôn Tây");
  });

  await test.step("the last call", async () => {
    await page.getByTestId("last-call-10").click();
    await expect(page.getByTestId("list-state")).toContainText(/nhận đến \d+ giờ/);
    await page.getByTestId("last-call-off").click();
    await expect(page.getByTestId("list-state")).toHaveText("○ Đang mở");
    await page.getByTestId("close-list").click();
    await expect(page.getByTestId("list-state")).toHaveAttribute("data-open", "false");
  });
  await desk.seat.guard.expectNoReload();
});

test("the office writes parts, hidden items and the planned end", async ({ hall }) => {
  const { page, guard } = await hall.sit("office");
  const phone = await hall.phone();
  const items = page.getByTestId("agenda-item");
  const labels = async () => (await items.locator(".number").allTextContents()).slice(0, 5);

  await page.getByTestId("add-item-open").click();
  await page.getByTestId("item-title").fill("Nhóm vấn đề đất đai");
  await page.getByTestId("item-kind").selectOption("floor");
  await page.getByTestId("item-seconds").fill("180");
  await page.getByTestId("item-under").selectOption({ index: 2 });
  await page.getByTestId("item-hidden").check();
  await page.getByTestId("save-item").click();
  await expect(items).toHaveCount(11);
  await expect(items.nth(2)).toContainText("Nhóm vấn đề đất đai");
  await expect(items.nth(2)).toContainText("Đang ẩn");
  expect(await labels()).toEqual(["1", "2", "", "3", "4"]);
  await items.nth(2).getByTestId("show-item").click();
  await expect(items.nth(2).locator(".number")).toHaveText("2.1");
  await expect(phone.page.getByText("Nhóm vấn đề đất đai").first()).toBeAttached();

  await items.nth(2).getByTestId("edit-item").click();
  await expect(page.getByTestId("item-seconds")).toHaveValue("180");
  await page.getByTestId("item-under").selectOption("");
  await page.getByTestId("item-title").fill("Đất đai, môi trường");
  await page.getByTestId("save-item").click();
  await expect(items.nth(10)).toContainText("Đất đai, môi trường");
  await expect(items.nth(10).locator(".number")).toHaveText("11");

  await page.getByTestId("ends").fill("2026-12-01T11:30");
  await page.getByTestId("save-details").click();
  await expect(page.getByTestId("details-state")).toHaveText("đã lưu");
  await guard.expectNoReload();
  const { meeting } = await hall.exported();
  expect((meeting as unknown as { details: { ends: number } }).details.ends).toBe(Date.parse("2026-12-01T11:30+07:00"));
});

test("the desk puts a written opinion into the minutes and answers it", async ({ hall }) => {
  await new Stage(hall).start("floor");
  const { page } = await hall.sit("desk");
  const secretary = await hall.sit("secretary");
  const phone = new Phone(await hall.phone());
  await expect(page.getByTestId("written-list")).toBeHidden();
  await phone.press("write-open");
  await phone.get("write-name").fill("Vi Thị Hoa");
  await phone.get("write-hamlet").fill("Bản Mường");
  await phone.get("write-text").fill("Nước sạch bị cắt từ đầu tháng.");
  await phone.press("write-submit");
  const written = page.getByTestId("written");
  await expect(written.getByTestId("written-text")).toHaveText("Nước sạch bị cắt từ đầu tháng.");
  await expect(page.getByTestId("written-open")).toHaveText("1 chưa đưa vào biên bản");
  await written.getByTestId("take-up").click();
  await expect(page.getByTestId("written-open")).toHaveText("0 chưa đưa vào biên bản");
  await written.getByTestId("answer-text").fill("Xe nước đến thứ Hai.");
  await written.getByTestId("send-answer").click();
  await expect(written.getByTestId("answer-text"), "ready for the next").toHaveValue("");
  await expect(written.getByTestId("written-answer")).toContainText("Xe nước đến thứ Hai.");
  await expect(phone.get("my-written")).toContainText("Trả lời: Xe nước đến thứ Hai.");
  const entry = secretary.page.locator('[data-testid="minutes-entry"][data-kind="written"]');
  await expect(entry).toContainText("Ông/Bà Vi Thị Hoa (Bản Mường) gửi ý kiến bằng văn bản.");
  await expect(entry).toContainText("Nước sạch bị cắt từ đầu tháng.");
  await expect(entry).toContainText("Đã trả lời: Xe nước đến thứ Hai.");
});

test("the secretary marks a speech as off the topic and takes the mark back", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  const speech = await stage.speak({ name: "Nguyễn Văn An", hamlet: "Thôn Đông" });
  const secretary = new Secretary(await hall.sit("secretary"));
  const entry = secretary.entry("speech", "Nguyễn Văn An");
  await entry.getByTestId("mark-off-topic").click();
  await expect(entry.getByTestId("off-topic")).toBeVisible();
  await stage.chair({ speakers: { EndSpeech: { speech, breach: "Xúc phạm người khác" } } });
  await expect(entry.getByTestId("entry-beside")).toHaveText("Dừng do vi phạm nội quy: Xúc phạm người khác");
  await entry.getByTestId("mark-off-topic").click();
  await expect(entry.getByTestId("off-topic")).toBeHidden();
});
