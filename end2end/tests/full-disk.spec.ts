// The disk is full in mid-meeting. Staff are told what is wrong and what is kept; what people send meanwhile waits on
// their own device and goes in, once, when there is room again. Nobody starts anything anew.
import { expect, test } from "../support/hall";
import { Chair, Desk, Phone, Secretary } from "../support/people";
import { Stage } from "../support/stage";

test.use({ laptop: { disk: "10m" } });

const KEPT = "Trần Thị Bình";
const FROM_PHONE = "Phạm Thị Cúc";
const BEFORE = "Đường liên thôn xuống cấp. ";
// Both are longer than what fits into the pages the log has already: those few stay the program's own.
const MEANWHILE = "Đề nghị sửa trước mùa mưa. ".repeat(60).trimEnd();
const SUBJECT = "Đường liên thôn xuống cấp, ngập úng. ".repeat(10).trimEnd();

test("what is sent while the disk is full waits and goes in once there is room", async ({ hall }) => {
  const stage = new Stage(hall);
  const [chair, secretary, desk, phone] = [
    new Chair(await hall.sit("chair")),
    new Secretary(await hall.sit("secretary")),
    new Desk(await hall.sit("desk")),
    new Phone(await hall.phone()),
  ];
  const office = await hall.sit("office");
  await stage.start("floor");
  await stage.speak({ name: "Nguyễn Văn An", hamlet: "Thôn Đông" });
  await stage.register({ name: KEPT });
  const words = secretary.entry("speech", "Nguyễn Văn An").getByTestId("entry-text");
  await secretary.type(words, BEFORE);
  await secretary.expectSaved(words);
  await expect(chair.get("laptop"), "a small disk is told of while it still takes what is written").toContainText("chỉ còn trống");

  // The log has been emptied of what was written so far.
  await phone.page.waitForTimeout(2_500);
  await hall.server.fillDisk();
  await secretary.page.keyboard.insertText(MEANWHILE);
  await phone.ask(FROM_PHONE, "Thôn Nam", SUBJECT);
  await expect(phone.page.locator("#notice")).toContainText("tự gửi lại");
  await expect(phone.get("ask-status")).toContainText("Đang gửi");
  for (const { page } of [chair, secretary, office]) {
    await expect(page.getByTestId("laptop")).toContainText("Ổ đĩa của máy tính đã đầy");
    await expect(page.getByTestId("laptop")).toContainText("những gì đã ghi trước đó còn nguyên");
  }
  await expect(secretary.get("saved")).toContainText("đang lưu");
  await expect(chair.get("waiting"), "what was kept is shown all the time").toContainText([KEPT]);
  await expect(words).toHaveValue(BEFORE + MEANWHILE);
  // A phone that is loaded anew still has what it was to send.
  await phone.page.reload();
  await expect(phone.get("ask-status")).toContainText("Đang gửi");

  await hall.server.freeDisk();
  const soon = { timeout: 30_000 };
  await expect(phone.get("my-number")).toHaveText("3", soon);
  await expect(chair.get("waiting")).toContainText([KEPT, FROM_PHONE], soon);
  await expect(desk.get("waiting")).toContainText([KEPT, FROM_PHONE], soon);
  await expect(secretary.get("saved")).toContainText("đã lưu", soon);
  await expect(chair.get("laptop")).not.toContainText("đã đầy", soon);
  const events = JSON.stringify(await hall.api("secretary").events());
  expect(events.split(`"name":"${FROM_PHONE}"`), "asked for once").toHaveLength(2);
  expect(JSON.stringify((await hall.api("secretary").look()).panels)).toContain(BEFORE + MEANWHILE);
});
