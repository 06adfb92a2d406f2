// What a person does with a phone, with the script and without: the same tests run both ways. Without it a page
// shows what was when it was asked for, so people touch "Làm mới" where the script would have told them.
import { expect, test, type Hall } from "../support/hall";
import { Phone, Tablet } from "../support/people";
import { Stage } from "../support/stage";

test.describe("on a phone", { tag: "@noscript" }, () => {
  /** A phone in a hall where this item is on. */
  async function joined(hall: Hall, item: "opening" | "floor" | "poll"): Promise<{ phone: Phone; stage: Stage }> {
    const stage = new Stage(hall);
    await stage.start(item);
    return { phone: new Phone(await hall.phone()), stage };
  }

  /** The newest state of the hall: it comes by itself, or for a touch. */
  async function look(phone: Phone, script: boolean): Promise<void> {
    if (!script) await phone.press("refresh");
  }

  test("one joins by the code on the wall", async ({ hall }) => {
    // With one meeting in the data folder there is nothing to enter.
    await hall.another("xa-dinh-ky");
    const { page } = await hall.tab("phone", await hall.profile({ viewport: { width: 360, height: 640 } }));
    await page.goto(hall.server.hall);
    await page.getByTestId("join-code").fill("00000");
    await page.getByTestId("join").click();
    await expect(page.getByRole("alert")).toContainText(/không/i);
    await page.getByTestId("join-code").fill(hall.code);
    await page.getByTestId("join").click();
    await expect(page).toHaveURL(hall.address("phone"));
    await expect(page.getByTestId("title")).toContainText("Công an lắng nghe ý kiến Nhân dân");
  });

  test("one reads in large text, and keeps it and what was typed", async ({ hall, javaScriptEnabled: script = true }) => {
    const { phone } = await joined(hall, "floor");
    const size = () => phone.page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
    expect(await size()).toBeCloseTo(18, 1);
    await phone.get("ask-name").fill("Trần Thị Bình");
    await phone.press("text-size");
    await expect(phone.get("text-size")).toHaveText("Chữ vừa");
    expect(await size()).toBeCloseTo(24, 1);
    if (script) await expect(phone.get("ask-name")).toHaveValue("Trần Thị Bình");
    await expect.poll(async () => (await phone.page.context().cookies()).some((cookie) => cookie.value === "large")).toBe(true);
    await phone.page.reload();
    expect(await size()).toBeCloseTo(24, 1);
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await phone.press("text-size");
    await expect(phone.get("text-size")).toHaveText("Chữ to");
    expect(await size()).toBeCloseTo(18, 1);
  });

  test("one asks for the floor, is told one's number and place, and gets the floor", async ({ hall, javaScriptEnabled: script = true }) => {
    const { phone, stage } = await joined(hall, "floor");
    const first = await stage.register({ name: "Nguyễn Văn An" });
    await phone.ask("Trần Thị Bình", "Thôn Tây", "Đèn chiếu sáng");
    await phone.expectNumber(2);
    await look(phone, script);
    await expect(phone.get("my-place")).toHaveText("Còn 1 người trước Ông/Bà");
    await expect(phone.get("waiting").locator("li")).toHaveCount(2);
    await expect(phone.get("ask-form")).toBeHidden();
    await stage.giveFloor(first);
    await look(phone, script);
    await expect(phone.get("my-place")).toHaveText("Ông/Bà là người phát biểu tiếp theo");
    await expect(phone.get("speaking-now")).toContainText("Nguyễn Văn An");
    await stage.chair({ speakers: { EndSpeech: { speech: 1 } } });
    await stage.giveFloor(2);
    await look(phone, script);
    await expect(phone.get("my-turn")).toHaveText("Mời Ông/Bà phát biểu");
  });

  test("a browser that keeps no cookie is told so, and what was typed is still there", async ({ hall }) => {
    await new Stage(hall).start("floor");
    const seat = await hall.tab("phone", await hall.profile({ viewport: { width: 360, height: 640 } }));
    seat.guard.expect(/status of 401|WebSocket connection to/);
    await seat.page.routeWebSocket(/\/live/, (socket) => socket.close());
    const phone = new Phone(seat);
    await phone.page.goto(hall.link("phone"));
    await phone.page.context().clearCookies();
    await phone.ask("Trần Thị Bình", "Thôn Tây", "Đèn chiếu sáng");
    await expect(phone.get("notice")).toContainText("đang chặn cookie");
    await expect(phone.get("ask-name")).toHaveValue("Trần Thị Bình");
    await expect(phone.get("ask-subject")).toHaveValue("Đèn chiếu sáng");
    await expect(phone.get("ask-submit")).toBeEnabled();
  });

  test("a request that cannot be taken says why, and what was typed is still there", async ({ hall }) => {
    const { phone } = await joined(hall, "floor");
    phone.seat.guard.expect(/status of 422/);
    await phone.ask("   ", "Thôn Tây", "Đèn chiếu sáng");
    await expect(phone.get("notice")).toContainText("họ và tên");
    await expect(phone.get("ask-hamlet")).toHaveValue("Thôn Tây");
    await expect(phone.get("ask-subject")).toHaveValue("Đèn chiếu sáng");
    await phone.get("ask-name").fill("Trần Thị Bình");
    await phone.press("ask-submit");
    await phone.expectNumber(1);
  });

  test("one takes a request back and asks again", async ({ hall }) => {
    const { phone } = await joined(hall, "floor");
    await phone.ask("Trần Thị Bình", "", "");
    await phone.expectNumber(1);
    await phone.withdraw();
    await phone.expectNoNumber();
    await expect(phone.get("ask-form")).toBeVisible();
    await phone.ask("Trần Thị Bình", "", "");
    await phone.expectNumber(2);
  });

  test("nobody is asked to ask while the list is closed", async ({ hall, javaScriptEnabled: script = true }) => {
    const { phone, stage } = await joined(hall, "floor");
    await expect(phone.get("ask-form")).toBeVisible();
    await stage.chair({ speakers: "CloseList" });
    await look(phone, script);
    await expect(phone.get("list-closed")).toBeVisible();
    await expect(phone.get("ask-form")).toBeHidden();
  });

  test("one votes, thinks better of it, and sees the result when it is shown", async ({ hall, javaScriptEnabled: script = true }) => {
    const { phone, stage } = await joined(hall, "poll");
    await expect(phone.get("vote-form")).toBeHidden();
    await stage.chair({ poll: { OpenPoll: { poll: 1 } } });
    await look(phone, script);
    await expect(phone.get("poll-question")).toContainText("Mức độ hài lòng");
    await phone.vote(1, "Cảm ơn các đồng chí.");
    await expect(phone.get("voted")).toBeVisible();
    await expect(phone.get("vote-form")).toBeHidden();
    await phone.press("change-ballot");
    await expect(phone.get("tick-0-1"), "what was chosen is shown to nobody again").not.toBeChecked();
    await phone.vote(3, "Cảm ơn các đồng chí.");
    await expect(phone.get("voted")).toBeVisible();
    await expect(phone.get("vote-form")).toBeHidden();
    // Of one ballot alone the hall would not be told.
    await (await hall.seat()).do({ ballot: { poll: 1, answers: [{ ticked: [0] }, { words: "" }] } });
    await stage.chair({ poll: { ClosePoll: { poll: 1 } } });
    await look(phone, script);
    await expect(phone.get("poll-closed")).toBeVisible();
    await expect(phone.get("result")).toHaveCount(0);
    await stage.chair({ poll: { ShowResult: { poll: 1 } } });
    await look(phone, script);
    await expect(phone.get("result").locator("small")).toHaveText(["1 phiếu", "0 phiếu", "0 phiếu", "1 phiếu", "0 phiếu"]);
    const { meeting } = await hall.exported();
    expect(JSON.stringify(meeting.polls)).not.toContain("Cảm ơn các đồng chí.");
    expect(meeting.polls.all[0]?.tally).toMatchObject({
      ballots: 2,
      counts: [
        { answered: 2, ticks: [1, 0, 0, 1, 0] },
        // The words of fewer than five ballots go into no count.
        { answered: 1, ticks: [] },
      ],
    });
  });

  test("one hands in a written opinion and reads what became of it", async ({ hall, javaScriptEnabled: script = true }) => {
    const { phone, stage } = await joined(hall, "floor");
    await phone.press("write-open");
    await phone.get("write-name").fill("Vi Thị Hoa");
    await phone.get("write-hamlet").fill("Bản Mường");
    await phone.get("write-text").fill("Nước sạch bị cắt từ đầu tháng.\nĐề nghị có xe chở nước.");
    await phone.press("write-submit");
    const mine = phone.get("my-written");
    await expect(mine).toContainText("Nước sạch bị cắt");
    await expect(mine).toContainText("Bàn tổng hợp đã nhận");
    await hall.api("desk").do({ written: { TakeUp: { written: 1 } } });
    await hall.api("desk").do({ written: { AnswerWritten: { written: 1, answer: "Xe nước đến thứ Hai." } } });
    await look(phone, script);
    await expect(mine).toContainText("Đã đưa vào biên bản");
    await expect(mine).toContainText("Trả lời: Xe nước đến thứ Hai.");
    await stage.start("closing");
    await look(phone, script);
    await expect(phone.get("write-form"), "the conclusion has begun").toBeHidden();
    await stage.chair({ agenda: "CloseMeeting" });
    await look(phone, script);
    await expect(mine, "what became of it stays to be read").toBeVisible();
  });

  test("one reads it in the other language, and goes back", async ({ hall }) => {
    const { phone } = await joined(hall, "floor");
    await phone.press("language");
    await expect(phone.get("ask-submit")).toHaveText("Ask for the floor");
    await expect(phone.page.locator("html")).toHaveAttribute("lang", "en");
    await phone.ask("Trần Thị Bình", "", "");
    await phone.expectNumber(1);
    await phone.press("language");
    await expect(phone.page.locator("html")).toHaveAttribute("lang", "vi");
    await phone.expectNumber(1);
  });
});

test.describe("at the tablet", { tag: "@noscript" }, () => {
  test("one votes and is thanked, and the next finds nothing of it", async ({ hall, javaScriptEnabled: script = true }) => {
    // Without script the page looks every few seconds whether the desk has opened it.
    const soon = { timeout: 15_000 };
    const stage = new Stage(hall);
    await stage.start("poll");
    await stage.chair({ poll: { OpenPoll: { poll: 1 } } });
    const tablet = new Tablet(await hall.sit("tablet"));
    await expect(tablet.get("tablet-wait")).toContainText("bàn đăng ký");
    await expect(tablet.get("vote-form")).toBeHidden();
    const open = () => hall.api("desk").do({ poll: { OpenTablet: { poll: 1, card: null } } });
    const untouched = async () => {
      await expect(tablet.page.locator("input:checked")).toHaveCount(0);
      await expect(tablet.get("vote-words")).toHaveValue("");
    };
    await open();
    await expect(tablet.get("vote-form")).toBeVisible(soon);
    await tablet.page.locator("label.level").nth(4).click();
    await tablet.get("vote-words").fill("Chờ lâu");
    await tablet.press("vote-submit");
    await expect(tablet.get("tablet-thanks")).toBeVisible();
    await expect(tablet.get("vote-form")).toBeHidden();
    await open();
    await expect(tablet.get("vote-form")).toBeVisible(soon);
    await untouched();
    if (!script) {
      await tablet.page.goBack();
      await untouched();
      await tablet.page.goto(hall.address("tablet"));
    }
    await tablet.page.locator("label.level").nth(0).click();
    await tablet.press("vote-submit");
    await expect(tablet.get("tablet-thanks")).toBeVisible();
    await expect(tablet.get("tablet-wait"), "and back to the start").toBeVisible(soon);
    await stage.chair({ poll: { ClosePoll: { poll: 1 } } });
    await stage.chair({ poll: { ShowResult: { poll: 1 } } });
    const { tally } = (await hall.exported()).meeting.polls.all[0]!;
    expect(tally?.counts[0]).toMatchObject({ answered: 2, ticks: [1, 0, 0, 0, 1] });
  });
});

test.describe("in a programme with fields", { tag: "@noscript" }, () => {
  test.use({ programme: "xa-hdnd-thon" });

  test("one says which field it is about and where a written answer goes, and only staff read it", async ({ hall }) => {
    const stage = new Stage(hall);
    await stage.chair({ agenda: { StartItem: { id: 4 } } });
    const phone = new Phone(await hall.phone());
    const fields = await phone.get("ask-field").locator("option").allInnerTexts();
    await phone.get("ask-field").selectOption({ index: 1 });
    await phone.press("ask-contact-open");
    await phone.get("ask-contact").fill("0912 345 678");
    await phone.ask("Trần Thị Bình", "Thôn Tây", "Đèn chiếu sáng");
    await phone.expectNumber(1);
    const { speakers } = (await hall.api("desk").look()).panels;
    expect(speakers.waiting[0]).toMatchObject({ staff: { field: fields[1], contact: true } });
    const seen = JSON.stringify((await hall.api("projector").look()).panels);
    expect(seen).not.toContain("0912 345 678");
  });
});
