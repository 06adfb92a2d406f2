// The office's day before the meeting: it makes one from a programme, writes its agenda, and prints the links.
import { Chair } from "../support/people";
import { consoleLives, expect, test } from "../support/hall";

const TITLE = "Hội nghị đối thoại với Nhân dân xã Tân Lập năm 2026";
const ADDED = "Chào cờ, hát Quốc ca";

test("the office makes a meeting, edits its agenda, and a chair opens it by the printed link", async ({ hall }) => {
  const office = await hall.sit("office");
  const { page } = office;
  let code = "";

  await test.step("a new meeting from another programme", async () => {
    await page.getByTestId("all-meetings").click();
    await expect(page.getByTestId("meeting")).toHaveCount(1);
    await expect(page.locator('input[name="programme"]')).toHaveCount(5);
    await page.locator('input[name="programme"][value="xa-hai-chu-tri"]').check();
    await page.getByTestId("new-title").fill(TITLE);
    await page.getByTestId("create-meeting").click();
    await expect(page).toHaveURL(/\/m\/\d{5}\/office$/);
    await consoleLives("office", page);
    code = /\/m\/(\d+)\//.exec(page.url())?.[1] ?? "";
    expect(code).not.toBe(hall.code);
    await expect(page.getByTestId("meeting-title")).toHaveText(TITLE);
    await expect(page.getByTestId("agenda-item")).toHaveCount(5);
    await office.guard.settle();
  });

  const row = (number: number) => page.getByTestId("agenda-item").nth(number - 1);
  const titles = page.getByTestId("agenda-item").locator(".title");
  const before = await titles.allTextContents();

  await test.step("an item is added, moved to the top, edited, and another removed", async () => {
    await page.getByTestId("add-item-open").click();
    await page.getByTestId("item-title").fill(ADDED);
    await page.getByTestId("item-lead").fill("Ban tổ chức");
    await page.getByTestId("item-kind").selectOption("opening");
    await page.getByTestId("item-minutes").fill("5");
    await page.getByTestId("item-optional").check();
    await page.getByTestId("save-item").click();
    await expect(titles).toHaveText([...before, ADDED]);
    await expect(page.getByTestId("item-form")).toHaveCount(0);
    await expect(row(6)).toContainText("5 phút");
    await expect(row(6)).toContainText("nếu có");
    for (const number of [6, 5, 4, 3, 2]) {
      await row(number).getByTestId("move-item-up").click();
      await expect(row(number - 1)).toContainText(ADDED);
    }
    await row(2).getByTestId("edit-item").click();
    await page.getByTestId("item-title").fill("Tuyên bố lý do, giới thiệu đại biểu");
    await page.getByTestId("save-item").click();
    await row(4).getByTestId("remove-item").click();
    await expect(row(4).getByTestId("remove-item")).toHaveAttribute("data-armed", "true");
    await row(4).getByTestId("remove-item").click();
    await expect(titles).toHaveText([ADDED, "Tuyên bố lý do, giới thiệu đại biểu", before[1]!, before[3]!, before[4]!]);
  });

  await test.step("what the meeting is", async () => {
    await page.getByTestId("venue").fill("Nhà văn hóa thôn Đông");
    await page.getByTestId("starts").fill("2026-12-01T08:00");
    await page.getByTestId("chairs").fill("Ông Trần Văn Bí thư\nBà Lê Thị Chủ tịch");
    await page.getByTestId("secretaries").fill("Chị Nguyễn Thị Thư ký");
    await expect(page.getByTestId("details-state")).toHaveText("Có thay đổi chưa lưu");
    await page.getByTestId("save-details").click();
    await expect(page.getByTestId("details-state")).toHaveText("đã lưu");
    await office.guard.expectNoReload();
    await page.reload();
    await consoleLives("office", page);
    await expect(page.getByTestId("venue")).toHaveValue("Nhà văn hóa thôn Đông");
    await expect(page.getByTestId("starts")).toHaveValue("2026-12-01T08:00");
    await expect(page.getByTestId("chairs")).toHaveValue("Ông Trần Văn Bí thư\nBà Lê Thị Chủ tịch");
    await expect(titles.first()).toHaveText(ADDED);
  });

  const link = await test.step("the links, each with a QR code", async () => {
    await page.getByTestId("print-links").click();
    await page.getByTestId("make-links").click();
    const cards = page.getByTestId("link");
    await expect(cards.locator(".qr svg")).toHaveCount(6);
    const places = await cards.evaluateAll((all) => all.map((card) => card.getAttribute("data-place")));
    // The office's own opens every meeting: it is on no sheet that is handed round.
    expect(places.sort()).toEqual(["chair", "desk", "phone", "projector", "secretary", "tablet"]);
    for (const address of await cards.locator(".address").allTextContents()) {
      expect(address, "addresses of the hall, of this meeting").toContain(`http://127.0.0.2:${hall.server.port}/`);
      expect(address).toContain(code);
    }
    return (await page.locator('[data-testid="link"][data-place="chair"] .address').textContent()) ?? "";
  });

  const chair = await test.step("the chair opens its link, exactly as it was printed, and begins", async () => {
    const chair = new Chair(await hall.tab("chair", await hall.profile()));
    await chair.page.goto(link.trim());
    await consoleLives("chair", chair.page);
    await expect(chair.page, "the key has left the address bar").toHaveURL(new RegExp(`/m/${code}/chair$`));
    await expect(chair.get("meeting-title")).toHaveText(TITLE);
    await chair.take("begin");
    await expect(chair.item(6)).toHaveAttribute("data-state", "running");
    await expect(chair.item(6)).toContainText(ADDED);
    return chair;
  });

  await test.step("new links end the old ones, if the office says so", async () => {
    await page.goto(hall.server.staff + `/m/${code}/office/links`);
    await page.locator('input[name="revoke"]').check();
    // Its page looks from time to time whether a new link was opened beside it.
    chair.seat.guard.expect(/WebSocket connection to/);
    await page.getByTestId("make-links").click();
    await expect(page.getByTestId("link")).toHaveCount(6);
    await expect(chair.get("connection"), "who sits there is told at once").toContainText("đã hủy đường dẫn");
    const late = await hall.tab("someone with an old link", await hall.profile());
    late.guard.expect(/status of 40[13]/);
    await late.page.goto(link.trim());
    await expect(late.page.getByTestId("problem")).toBeVisible();
  });
});
