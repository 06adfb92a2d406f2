// Every place in its main states, as pictures: `PICTURES=folder` keeps them. Who mends a page looks at them;
// here they are held to fit their screens and to have no serious accessibility fault.
import { expect, test, type Hall, type Seat } from "../support/hall";
import { CONSOLE, FOUR_K, PHONE, WALL, inBoth, picture } from "../support/pictures";
import { Chair, Phone, Projector, Secretary } from "../support/people";
import { Stage } from "../support/stage";

const AN = { name: "Nguyễn Văn An", hamlet: "Thôn Đông", subject: "Đường liên thôn hư hỏng, đi lại khó khăn mùa mưa" };
const BINH = { name: "Trần Thị Bình", hamlet: "Thôn Tây", subject: "Đèn chiếu sáng ngõ 3" };
const MORE = [
  { name: "Phạm Văn Cường", hamlet: "Thôn Nam", subject: "Nước sạch", on_behalf: "Chi hội Nông dân thôn Nam" },
  { name: "Nguyễn Hoàng Thị Phương Thảo", hamlet: "Tổ dân phố số 5, khu phố Hòa Bình" },
  { name: "Lò Văn Ơn", hamlet: "Bản Mường" },
  { name: "H'Hen Niê Kđăm", hamlet: "Buôn Ea Tiêu" },
];
const WORDS = `Ông An phản ánh đoạn đường liên thôn từ ngã ba đến nhà văn hóa xuống cấp, mùa mưa ngập sâu, học sinh đi lại
không an toàn. Đề nghị UBND xã bố trí kinh phí sửa chữa trong năm nay; bà con sẵn sàng góp ngày công.`;

const chairOnOneScreen = async (chair: Chair, name: string) => {
  await picture(chair.page, name, [CONSOLE[0]!], { oneScreen: true });
  await picture(chair.page, name, [CONSOLE[1]!]);
};

test("before the opening", async ({ hall }) => {
  await describe(hall);
  await inBoth(await hall.sit("projector"), "projector-welcome", WALL);
  await inBoth(await hall.phone(), "phone-prepared", PHONE);
  await chairOnOneScreen(new Chair(await hall.sit("chair")), "chair-prepared");
  await picture((await hall.sit("secretary")).page, "secretary-prepared", CONSOLE);
  await picture((await hall.sit("desk")).page, "desk-prepared", CONSOLE);
  const { page } = await hall.sit("office");
  await picture(page, "office-prepared", CONSOLE);
  await page.getByTestId("add-item-open").click();
  await page.getByTestId("edit-item").nth(1).click();
  await picture(page, "office-editing", CONSOLE);
  await page.goto(`${hall.server.staff}/office`);
  await picture(page, "office-meetings", [CONSOLE[0]!]);
  await page.goto(`${hall.address("office")}/links`);
  await picture(page, "office-links-form", [CONSOLE[0]!]);
  await page.getByTestId("make-links").click();
  await expect(page.getByTestId("link")).toHaveCount(6);
  await picture(page, "office-links", [CONSOLE[0]!]);
});

test("on the agenda, and in the people's turn", async ({ hall }) => {
  test.setTimeout(240_000);
  await describe(hall);
  const stage = new Stage(hall);
  const [chair, projector] = [new Chair(await hall.sit("chair")), new Projector(await hall.sit("projector"))];
  const [phone, other] = [new Phone(await hall.phone()), new Phone(await hall.phone())];
  const [secretary, desk] = [new Secretary(await hall.sit("secretary")), await hall.sit("desk")];
  await stage.start("opening");
  await projector.expectScene("agenda");
  await inBoth(projector.seat, "projector-agenda", WALL);
  await inBoth(phone.seat, "phone-agenda", PHONE);
  await chairOnOneScreen(chair, "chair-agenda");

  await stage.start("floor");
  await expect(phone.get("ask-form")).toBeVisible();
  await inBoth(projector.seat, "projector-nobody-waits", WALL);
  await inBoth(phone.seat, "phone-ask", PHONE);
  await checkIn(hall);
  const first = await stage.register(AN);
  await other.ask(BINH.name, BINH.hamlet, BINH.subject);
  for (const speaker of MORE) await stage.register(speaker);
  await expect(chair.get("waiting")).toHaveCount(6);
  await expect(projector.get("next-speakers").locator("li")).toHaveCount(3);
  await inBoth(projector.seat, "projector-between", WALL);
  await chairOnOneScreen(chair, "chair-between");
  await chair.press("invite-open");
  await picture(chair.page, "chair-inviting", [CONSOLE[0]!], { oneScreen: true });
  await chair.press("invite-open");
  await inBoth(other.seat, "phone-waiting", PHONE);
  await phone.press("write-open");
  await picture(phone.page, "phone-writing", PHONE);
  await phone.get("write-name").fill("Vi Thị Hoa");
  await phone.get("write-hamlet").fill("Bản Mường");
  await phone.get("write-text").fill("Nước sạch bị cắt từ đầu tháng, bà con phải đi lấy nước suối cách hai cây số. Đề nghị có xe chở nước.");
  await phone.press("write-submit");
  await hall.api("desk").do({ written: { TakeUp: { written: 1 } } });
  await hall.api("desk").do({ written: { AnswerWritten: { written: 1, answer: "Xe nước đến bản từ thứ Hai, 7 giờ và 17 giờ hằng ngày." } } });
  await expect(phone.get("my-written")).toContainText("Trả lời");
  await inBoth(phone.seat, "phone-written", PHONE);
  await picture(desk.page, "desk-floor", CONSOLE);

  await stage.giveFloor(first, 10);
  await expect(projector.get("speaking-now")).toContainText(AN.name);
  await chairOnOneScreen(chair, "chair-speech");
  await inBoth(other.seat, "phone-next", PHONE);
  await secretary.type(secretary.entry("speech", AN.name).getByTestId("entry-text"), WORDS);
  await secretary.entry("speech", AN.name).getByTestId("record-opinion").click();
  await expect(secretary.page.getByTestId("opinion-text")).toBeFocused();
  await secretary.page.keyboard.type("Sửa đường liên thôn trong năm nay.");
  await picture(secretary.page, "secretary-speech", CONSOLE);
  await expect(projector.get("countdown"), "ten seconds are over").toHaveAttribute("data-clock", "over", { timeout: 12_000 });
  await inBoth(projector.seat, "projector-overtime", WALL);
  await chairOnOneScreen(chair, "chair-overtime");

  await stage.chair({ speakers: { EndSpeech: { speech: 1 } } });
  await stage.giveFloor(2);
  await expect(other.get("my-turn")).toBeVisible();
  await inBoth(other.seat, "phone-my-turn", PHONE);
  await inBoth(phone.seat, "phone-someone-speaks", PHONE);
  await inBoth(projector.seat, "projector-speech", WALL);
  await stage.chair({ speakers: { PauseSpeech: { speech: 2 } } });
  await expect(projector.page.locator("html")).toHaveAttribute("data-speech", "paused");
  await inBoth(projector.seat, "projector-paused", WALL);
  await chairOnOneScreen(chair, "chair-paused");
  await english(chair.seat, "chair-english", hall);
});

test("the poll, messages, and the closing", async ({ hall }) => {
  test.setTimeout(240_000);
  await describe(hall);
  const stage = new Stage(hall);
  await checkIn(hall);
  const [chair, projector] = [new Chair(await hall.sit("chair")), new Projector(await hall.sit("projector"))];
  const phone = new Phone(await hall.phone());
  await stage.start("poll");
  await stage.chair({ poll: { OpenPoll: { poll: 1 } } });
  await projector.expectScene("poll");
  await inBoth(projector.seat, "projector-poll", WALL);
  await expect(phone.get("vote-form")).toBeVisible();
  await inBoth(phone.seat, "phone-ballot", PHONE);
  await phone.vote(1, "Cảm ơn các đồng chí.");
  await expect(phone.get("voted")).toBeVisible();
  await inBoth(phone.seat, "phone-voted", PHONE);
  await chairOnOneScreen(chair, "chair-poll");
  // Of one ballot alone the hall would not be told.
  await (await hall.seat()).do({ ballot: { poll: 1, answers: [{ ticked: [0] }, { words: "" }] } });
  await stage.chair({ poll: { ClosePoll: { poll: 1 } } });
  await expect(projector.get("poll-closed")).toBeVisible();
  await inBoth(projector.seat, "projector-poll-closed", WALL);
  await inBoth(phone.seat, "phone-poll-closed", PHONE);
  await stage.chair({ poll: { ShowResult: { poll: 1 } } });
  await projector.expectScene("result");
  await inBoth(projector.seat, "projector-result", WALL);
  await expect(phone.get("result")).toBeVisible();
  await inBoth(phone.seat, "phone-result", PHONE);
  await chairOnOneScreen(chair, "chair-result");

  await stage.start("answer");
  const about = 1;
  await stage.chair({ speakers: { InviteToSpeak: { speaker: AN, purpose: "opinion" } } });
  await stage.chair({ speakers: { EndSpeech: { speech: about } } });
  const answering = { speaker: { name: "Trần Văn Thành", hamlet: "Chủ tịch UBND xã" }, purpose: "answer", about, seconds: 300 };
  await stage.chair({ speakers: { InviteToSpeak: answering } });
  await expect(projector.get("speaking-now")).toContainText(`Trả lời ý kiến của Ông/Bà ${AN.name}`);
  await inBoth(projector.seat, "projector-answer", WALL);
  await stage.chair({ speakers: { EndSpeech: { speech: about + 1 } } });
  for (const scene of ["break", "minutes"] as const) {
    await stage.chair({ projector: { Pin: { scene } } });
    await projector.expectScene(scene);
    await inBoth(projector.seat, `projector-${scene}`, WALL);
  }
  await projector.page.mouse.move(300, 300);
  await picture(projector.page, "projector-choice", WALL);
  await projector.page.mouse.move(10, 10);

  const message = "Đề nghị chủ xe biển số 29A-123.45 di chuyển xe khỏi cổng hội trường. Xin cảm ơn.";
  await stage.chair({ projector: { Pin: { scene: { message } } } });
  await projector.expectScene("message");
  await inBoth(projector.seat, "projector-message", WALL);
  await stage.chair({ projector: { Pin: { scene: "blank" } } });
  await projector.expectScene("blank");
  await picture(projector.page, "projector-blank", [WALL[0]!]);
  await stage.chair({ projector: "Follow" });
  await stage.start("closing");
  await stage.chair({ agenda: "CloseMeeting" });
  await projector.expectScene("closing");
  await inBoth(projector.seat, "projector-closing", WALL);
  await expect(phone.get("phase")).toBeVisible();
  await inBoth(phone.seat, "phone-closed", PHONE);
  await chair.expectStep("over");
  await chairOnOneScreen(chair, "chair-closed");
  await picture((await hall.sit("secretary")).page, "secretary-closed", CONSOLE);
  await picture((await hall.sit("office")).page, "office-closed", CONSOLE);
});

test("very long names and titles", async ({ hall }) => {
  const stage = new Stage(hall);
  const long = "Công Tằng Tôn Nữ Nguyễn Phước Thị Hoàng Ngọc Bảo Khánh Phương Thảo Quỳnh Anh Hải Đường Trang Đài Các Minh Nguyệt";
  const unbroken = "Nguyễn".repeat(20);
  await hall.api("office").do({ agenda: { EditItem: { id: 5, item: { kind: "floor", title: `${long}, ${"W".repeat(200)}`, lead: long } } } });
  await stage.start("floor");
  const first = await stage.register({ name: long, hamlet: unbroken, subject: "W".repeat(400) });
  await stage.register({ name: unbroken, hamlet: unbroken, subject: long });
  await stage.register({ name: long, hamlet: "Thôn Đông", subject: long });
  await stage.giveFloor(first);
  await inBoth(await hall.sit("projector"), "long-projector", [...WALL, FOUR_K]);
  await inBoth(await hall.phone(), "long-phone", PHONE);
  await chairOnOneScreen(new Chair(await hall.sit("chair")), "long-chair");
  for (const place of ["secretary", "desk", "office"] as const) {
    await picture((await hall.sit(place)).page, `long-${place}`, CONSOLE);
  }
});

test("plain pages", async ({ hall }) => {
  const { page } = await hall.tab("visitor", await hall.profile());
  await hall.another("xa-dinh-ky");
  await page.goto(hall.server.hall);
  await picture(page, "page-start", PHONE);
});

/** The meeting as an office would have written it. */
async function describe(hall: Hall): Promise<void> {
  const { head } = (await hall.api("office").look()).panels as unknown as { head: { title: string } };
  await hall.api("office").do({
    details: {
      Describe: {
        title: head.title,
        venue: "Hội trường UBND xã Tân Lập",
        starts: Date.UTC(2026, 11, 1, 1, 0),
        chairs: ["Ông Trần Văn Thành, Bí thư Đảng ủy xã", "Bà Lê Thị Hạnh, Chủ tịch UBND xã"],
        secretaries: ["Chị Nguyễn Thị Mai, công chức Văn phòng"],
      },
    },
  });
}

async function checkIn(hall: Hall): Promise<void> {
  const desk = hall.api("desk");
  for (const { name, hamlet } of [AN, BINH, ...MORE]) await desk.do({ attendance: { CheckIn: { name, hamlet, kind: "resident" } } });
  await desk.do({ attendance: { AddArrivals: { residents: 64, officials: 12 } } });
}

/** The same page in the second language. */
async function english({ page, guard }: Seat, name: string, hall: Hall): Promise<void> {
  await guard.allowReload(async () => {
    await page.getByTestId("language").click();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
  });
  await expect(page, "on the page it came from").toHaveURL(new RegExp(hall.code));
  await picture(page, name, [CONSOLE[0]!]);
}
