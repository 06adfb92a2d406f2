// What becomes of each opinion: the secretary writes it down as the chair concludes, and the wall says who sees to it
// and by when.
import { expect, test } from "../support/hall";
import { CONSOLE, FOUR_K, WALL, picture } from "../support/pictures";
import { Chair, Projector, Secretary } from "../support/people";
import { Stage } from "../support/stage";

const AN = { name: "Nguyễn Văn An", hamlet: "Thôn Đông" };
const LONG = {
  name: "Công Tằng Tôn Nữ Nguyễn Phước Thị Hoàng Ngọc Bảo Khánh Phương Thảo Quỳnh Anh",
  hamlet: "Tổ dân phố số 5, khu phố Hòa Bình, phường Trần Hưng Đạo",
};

test("each opinion gets its outcome, and the wall says who sees to it and by when", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  const speech = await stage.speak(AN);
  for (const text of ["Sửa đường liên thôn.", "Thêm đèn chiếu sáng.", "Đơn tố cáo ông X."]) {
    await hall.api("secretary").do({ opinions: { RecordOpinion: { speech, text } } });
  }
  await stage.chair({ speakers: { EndSpeech: { speech } } });
  const [chair, secretary] = [new Chair(await hall.sit("chair")), new Secretary(await hall.sit("secretary"))];
  const projector = new Projector(await hall.sit("projector"));
  const opinion = (number: number) => secretary.page.locator(`[data-testid="opinion"][data-opinion="${number}"]`);
  const outcome = (number: number) => opinion(number).getByTestId("outcome");
  const year = new Date().getFullYear() + 1;

  await chair.page.keyboard.press("Semicolon");
  await projector.expectScene("conclusions");
  await expect(projector.get("concluded")).toHaveText("Kết luận: 0 trong 3 ý kiến");

  await test.step("given to an agency, with a day", async () => {
    await expect(outcome(1)).toContainText("Chưa kết luận");
    await outcome(1).click();
    await opinion(1).getByTestId("outcome-kind").selectOption("assigned");
    await opinion(1).getByTestId("outcome-to").fill("Phòng Kinh tế xã");
    await opinion(1).getByTestId("outcome-due").fill(`${year}-01-15`);
    await opinion(1).getByTestId("outcome-keep").click();
    await expect(outcome(1)).toContainText(`Giao Phòng Kinh tế xã giải quyết, thời hạn đến ngày 15 tháng 1 năm ${year}`);
    await expect(opinion(1).getByTestId("outcome-form")).toBeHidden();
    const line = projector.get("conclusions").locator("li");
    await expect(line).toHaveCount(1);
    await expect(line).toContainText("Nguyễn Văn An");
    await expect(line).toContainText(`Giao Phòng Kinh tế xã giải quyết, thời hạn đến ngày 15 tháng 1 năm ${year}`);
  });

  await test.step("a day that is over, and nobody named, are refused where they were typed", async () => {
    await outcome(2).click();
    await opinion(2).getByTestId("outcome-kind").selectOption("assigned");
    await opinion(2).getByTestId("outcome-to").fill("Công an xã");
    await opinion(2).getByTestId("outcome-due").fill("2020-01-15");
    await opinion(2).getByTestId("outcome-keep").click();
    await expect(secretary.get("message")).toContainText("Thời hạn giải quyết đã qua");
    await expect(opinion(2).getByTestId("outcome-to"), "what was typed is still there").toHaveValue("Công an xã");
    await opinion(2).getByTestId("outcome-kind").selectOption("settled");
    await opinion(2).getByTestId("outcome-keep").click();
    await expect(outcome(2)).toContainText("Đã giải quyết tại hội nghị");
  });

  await test.step("two opinions that are one, and an outcome decided anew", async () => {
    await outcome(3).click();
    await opinion(3).getByTestId("outcome-kind").selectOption("merged");
    await opinion(3).getByTestId("outcome-into").fill("1");
    await opinion(3).getByTestId("outcome-keep").click();
    await expect(outcome(3)).toContainText("Gộp vào ý kiến số 1");
    await expect(projector.get("concluded")).toHaveText("Kết luận: 3 trong 3 ý kiến");
    await outcome(3).click();
    await picture(secretary.page, "secretary-outcomes", CONSOLE);
    await opinion(3).getByTestId("outcome-kind").selectOption("open");
    await opinion(3).getByTestId("outcome-keep").click();
    await expect(outcome(3)).toContainText("Chưa kết luận");
    await expect(projector.get("conclusions").locator("li")).toHaveCount(2);
  });
  await picture(projector.page, "projector-conclusions", WALL);
});

test("long names and agencies fit the wall", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  const speech = await stage.speak(LONG);
  const to = "Trung tâm Phát triển quỹ đất và Văn phòng Đăng ký đất đai chi nhánh khu vực số 12 liên xã phía Đông";
  for (let opinion = 1; opinion <= 6; opinion++) {
    await hall.api("secretary").do({ opinions: { RecordOpinion: { speech, text: "Ý kiến" } } });
    const outcome = { assigned: { to, due: `${new Date().getFullYear() + 1}-12-31` } };
    await hall.api("secretary").do({ opinions: { DecideOutcome: { opinion, outcome } } });
  }
  await stage.chair({ speakers: { EndSpeech: { speech } } });
  await stage.chair({ projector: { Pin: { scene: "conclusions" } } });
  const projector = new Projector(await hall.sit("projector"));
  await projector.expectScene("conclusions");
  const lines = projector.get("conclusions").locator("li");
  await expect(lines, "the last four").toHaveCount(4);
  await expect(lines.last()).toContainText("6");
  await picture(projector.page, "long-projector-conclusions", [...WALL, FOUR_K]);
  for (const size of [{ width: 1024, height: 768 }, { width: 1920, height: 1080 }, { width: 3840, height: 2160 }]) {
    await projector.page.setViewportSize(size);
    const bottom = await lines.last().evaluate((line) => line.getBoundingClientRect().bottom);
    expect(bottom, `the last line at ${size.width}`).toBeLessThanOrEqual(size.height);
  }
});
