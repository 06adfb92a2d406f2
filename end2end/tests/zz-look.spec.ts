import { test, expect } from "../support/hall";
import { Stage } from "../support/stage";
import { Chair } from "../support/people";
import { PEOPLE, fill } from "../support/crowd";
import AxeBuilder from "@axe-core/playwright";
const OUT = process.env.PICTURES ?? "/tmp/pics";
const SIZES = [[1024, 768], [820, 1180], [390, 844]] as const;
async function shot(page: any, name: string) {
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(150);
    await page.screenshot({ path: `${OUT}/${name}-${width}.png` });
    const o = await page.evaluate(() => { const r = document.scrollingElement!; return [r.scrollWidth - innerWidth, r.scrollHeight - innerHeight]; });
    if (o[0] > 0 || o[1] > 0) console.log(name, width, "overflow", o);
  }
  const { violations } = await new AxeBuilder({ page }).analyze();
  for (const v of violations.filter((v) => v.impact === "serious" || v.impact === "critical")) console.log(name, v.id, v.nodes.map((n) => n.html.slice(0, 140)).slice(0, 3));
}
test("look", async ({ hall }) => {
  test.setTimeout(180_000);
  const stage = new Stage(hall);
  const office = hall.api("office");
  const { head } = (await office.look()).panels as any;
  await office.do({ details: { Describe: { title: head.title, venue: "Hội trường", starts: Date.now() - 3600e3, ends: Date.now() + 2 * 3600e3, chairs: ["Ông Trần Văn Thành, Bí thư Đảng ủy xã", "Bà Lê Thị Hạnh, Chủ tịch UBND xã"], secretaries: ["Chị Nguyễn Thị Mai"] } } });
  await office.do({ agenda: { PlanMinutes: { plan: [[1, 5], [2, 10], [3, 15], [4, 20], [5, 60], [6, 10], [8, 40], [9, 15], [10, 5]] } } });
  await office.do({ agenda: { AddItem: { after: 5, under: 5, item: { kind: "floor", title: "Lĩnh vực đất đai, xây dựng, môi trường", minutes: 30 } } } });
  await office.do({ agenda: { AddItem: { after: 11, under: 5, item: { kind: "floor", title: "Lĩnh vực an sinh xã hội", minutes: 30, hidden: true } } } });
  await office.do({ agenda: { Attach: { id: 5, title: "Báo cáo giải quyết kiến nghị kỳ trước", content: { link: { url: "https://example.com/a.pdf" } } } } });
  await stage.start("opening"); await stage.start("floor");
  await fill(hall);
  await hall.api("chair").do({ agenda: { WriteNotes: { id: 5, notes: "Nhắc mỗi người không quá 5 phút. Mời thôn Đông trước." } } });
  const chair = new Chair(await hall.sit("chair", undefined, { viewport: { width: 1024, height: 768 } }));
  const { page } = chair;
  await shot(page, "a-between");
  await stage.giveFloor(1, 300); 
  await stage.chair({ speakers: { EndSpeech: { speech: 1 } } });
  await stage.chair({ speakers: { CallSpeaker: { request: 4 } } });
  await shot(page, "b-heard");
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.keyboard.press("a"); await shot(page, "c-answer");
  await page.keyboard.press("a");
  await page.keyboard.press("i"); await shot(page, "c-invite"); await page.getByTestId("invite-open").click();
  for (const [key, name] of [["s", "order"], ["l", "rules"], ["w", "insert"], ["r", "spread"], ["t", "totals"], ["Shift+Slash", "help"]] as const) {
    await page.keyboard.press(key === "Shift+Slash" ? "Shift+?" : key);
    await expect(page.getByTestId("sheet")).toBeVisible();
    await shot(page, `d-${name}`);
    await page.keyboard.press("Escape");
    await expect(page.getByTestId("sheet")).toBeHidden();
  }
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.getByTestId("waiting-more").nth(2).click();
  await shot(page, "e-waiting"); await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 1024, height: 768 });
  await stage.chair({ speakers: { MarkAbsent: { request: 4 } } });
  await page.keyboard.press("j"); await shot(page, "e-gone"); await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.keyboard.press("3");
  await page.locator('[data-item="5"]').getByTestId("item-details").click();
  await shot(page, "e-item"); await page.keyboard.press("Escape");
  await stage.giveFloor(3, 20);
  await shot(page, "f-speech");
  await page.keyboard.press("b"); await shot(page, "f-breach"); await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 390, height: 844 });
  for (const pane of ["speakers", "agenda", "more", "floor"]) { await page.getByTestId(`pane-${pane}`).click(); await page.waitForTimeout(100); await page.screenshot({ path: `${OUT}/g-phone-${pane}.png` }); }
});
