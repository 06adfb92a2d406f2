// What staff bring as files: people registered from a spreadsheet, papers that go with an item. Plain pages and
// plain forms, so the same tests run with the script and without.
import { expect, test } from "../support/hall";

const BAD = "Họ và tên;Thôn;Nội dung\nTrần Thị Bình;Thôn 2;Đèn đường\n?;Thôn 3;\n;Thôn 4;Nước sạch\n";
const GOOD = "\ufeffHọ và tên,Thôn,Nội dung\r\nTrần Thị Bình,Thôn 2,\"Đèn đường, ngõ 3\"\r\nLê Văn Cúc,Thôn 3,\r\n";
const PAPER = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
  + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 144]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
  + "4 0 obj<</Length 44>>stream\nBT /F1 24 Tf 40 80 Td (Bao cao quy IV) Tj ET\nendstream endobj\n"
  + "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

test.describe("staff", { tag: "@noscript" }, () => {
  const file = (text: string, name: string, mimeType = "text/csv") => ({ name, mimeType, buffer: Buffer.from(text) });

  for (const place of ["office", "desk"] as const) {
    test(`the ${place} sends a list, mends it, and everyone is on the list`, async ({ hall }) => {
      const { page, guard } = await hall.sit(place);
      guard.expect(/status of 422/);
      const events = () => hall.api("desk").events();
      const before = await events();
      await page.getByTestId("import-link").click();

      await test.step("no file, then one with faults: each is named by its line, nobody is registered", async () => {
        await page.getByTestId("import-read").click();
        await expect(page.getByTestId("import-message")).toContainText("Chưa chọn tệp");
        await page.getByTestId("import-file").setInputFiles(file(BAD, "danh-sach.csv"));
        await page.getByTestId("import-read").click();
        const findings = page.getByTestId("finding");
        await expect(findings).toHaveCount(2);
        await expect(findings.nth(0)).toContainText("Dòng 3");
        await expect(findings.nth(0)).toContainText("họ và tên", { ignoreCase: true });
        await expect(findings.nth(1)).toContainText("Dòng 4");
        await expect(page.getByTestId("import-confirm")).toHaveCount(0);
        expect(await events()).toEqual(before);
      });

      await test.step("the mended file is looked at, then confirmed", async () => {
        await page.getByTestId("import-file").setInputFiles(file(GOOD, "danh-sach.csv"));
        await page.getByTestId("import-read").click();
        await expect(page.getByTestId("import-row")).toHaveCount(2);
        await expect(page.getByTestId("import-row").first()).toContainText("Đèn đường, ngõ 3");
        expect(await events()).toEqual(before);
        await page.getByTestId("import-confirm").click();
        await expect(page.getByTestId("import-done")).toHaveText("Đã đăng ký 2 người.");
      });

      await page.getByTestId("to-console").click();
      await expect(page.getByTestId("waiting").locator(".name")).toHaveText(["Trần Thị Bình", "Lê Văn Cúc"]);

      await test.step("the history says who did it", async () => {
        await page.getByTestId("history-link").click();
        const lines = page.getByTestId("history-line");
        await expect(lines).toHaveCount(2);
        await page.getByTestId("filter-words").fill("le van cuc");
        await page.getByTestId("filter").click();
        await expect(lines).toHaveCount(1);
        await expect(lines.first()).toContainText(place === "office" ? "Văn phòng" : "Bàn đăng ký");
        await expect(lines.first()).toContainText("Đăng ký phát biểu: Lê Văn Cúc");
      });
    });
  }

  test("the office attaches a paper, and it opens", async ({ hall }) => {
    const { page, guard } = await hall.sit("office");
    guard.expect(/status of 415/);
    const papers = page.getByTestId("papers").nth(1);

    await test.step("what only calls itself a paper is not taken, and there is a way back", async () => {
      await papers.getByTestId("papers-open").click();
      await papers.getByTestId("paper-file").setInputFiles(file("<script>alert(1)</script>", "bao-cao.pdf"));
      await papers.getByTestId("upload").click();
      await expect(page.getByTestId("problem")).toContainText("không phải PDF");
      await page.getByRole("link").click();
      await expect(page).toHaveURL(hall.address("office"));
    });

    await test.step("a paper is there under its name", async () => {
      await papers.getByTestId("papers-open").click();
      await papers.getByTestId("paper-file").setInputFiles(file(PAPER, "Báo cáo quý IV.pdf"));
      await papers.getByTestId("upload").click();
      await expect(page).toHaveURL(hall.address("office"));
      await expect(papers.getByTestId("papers-open")).toHaveText("Tài liệu (1)");
      await papers.getByTestId("papers-open").click();
      await expect(papers.getByTestId("paper-link")).toHaveText("Báo cáo quý IV");
    });

    await test.step("it is the paper that was sent, and a phone in the hall may read it", async () => {
      const address = `${hall.server.staff}${await papers.getByTestId("paper-link").getAttribute("href")}`;
      const phone = await hall.phone();
      for (const { request } of [page, phone.page]) {
        const answer = await request.get(address);
        expect(answer.status()).toBe(200);
        expect(answer.headers()["content-type"]).toBe("application/pdf");
        expect(answer.headers()["x-content-type-options"]).toBe("nosniff");
        expect((await answer.body()).toString()).toBe(PAPER);
      }
    });
  });
});

test("a link goes with an item by a form that keeps the page, and comes off again", async ({ hall }) => {
  const { page, guard } = await hall.sit("office");
  const papers = page.getByTestId("papers").nth(1);
  await papers.getByTestId("papers-open").click();
  await papers.getByTestId("link-address").fill("javascript:alert(1)");
  await papers.getByTestId("attach-link").click();
  await expect(page.getByTestId("message")).toContainText("https://");
  await papers.getByTestId("link-address").fill("https://thuvienphapluat.vn/van-ban");
  await papers.getByTestId("link-title").fill("Quy định 11-QĐ/TW");
  await papers.getByTestId("attach-link").click();
  await expect(papers.getByTestId("paper-link")).toHaveText("Quy định 11-QĐ/TW");
  await expect(papers.getByTestId("paper-link")).toHaveAttribute("href", "https://thuvienphapluat.vn/van-ban");
  await papers.getByTestId("detach").click();
  await papers.getByTestId("detach").and(page.locator('[data-armed="true"]')).click({ delay: 600 });
  await expect(papers.getByTestId("paper")).toHaveCount(0);
  await guard.expectNoReload();
});
