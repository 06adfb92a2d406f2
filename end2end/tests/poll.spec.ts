// Polls in the browser: what the office writes, what a phone answers, and what the chair does with it.
import { expect, test } from "../support/hall";
import { CONSOLE, PHONE, WALL, picture } from "../support/pictures";
import { Chair, Phone, Projector } from "../support/people";
import { Stage } from "../support/stage";

test("the office writes questions of every kind, and a half-filled ballot outlives all that goes on around it", async ({ hall }) => {
  const stage = new Stage(hall);
  const office = await hall.sit("office");
  const page = office.page;
  const editor = page.getByTestId("poll-editor");
  const questions = editor.getByTestId("poll-question");
  await expect(questions).toHaveCount(2);
  await editor.getByTestId("add-question").click();
  await editor.getByTestId("add-question").click();
  await questions.nth(2).getByTestId("question-title").fill("Thôn ta cần gì nhất?");
  await questions.nth(2).getByTestId("question-kind").selectOption("multiple");
  await questions.nth(2).getByTestId("question-options").fill("Đường liên thôn\nĐiện chiếu sáng\nNước sạch");
  await questions.nth(3).getByTestId("question-title").fill("Ông/Bà có dự họp thôn tháng này không?");
  await questions.nth(3).getByTestId("question-kind").selectOption("yes_no");
  await questions.nth(3).getByTestId("question-options").fill("Có");
  await editor.getByTestId("save-poll").click();
  // Yes or no are two: it is said, and nothing is kept.
  await expect(page.getByTestId("message")).toContainText("số phương án trả lời");
  await questions.nth(3).getByTestId("question-options").fill("Có\nKhông");
  await editor.getByTestId("save-poll").click();
  await expect(editor.getByTestId("poll-saved")).toHaveText("đã lưu");
  await picture(page, "office-poll", CONSOLE);

  await stage.start("poll");
  const phone = new Phone(await hall.phone());
  const other = new Phone(await hall.phone());
  await stage.chair({ poll: { OpenPoll: { poll: 1 } } });
  await expect(phone.get("vote-form")).toBeVisible();
  await phone.page.getByText("Bình thường", { exact: true }).click();
  await phone.page.getByText("Điện chiếu sáng").click();
  await phone.page.getByText("Nước sạch").click();
  await phone.get("vote-words").fill("Đèn ngõ 3 hỏng");
  await picture(phone.page, "phone-ballot-kinds", PHONE);
  const filled = async () => {
    await expect(phone.get("tick-0-2")).toBeChecked();
    for (const [tick, checked] of [[0, false], [1, true], [2, true]] as const) await expect(phone.get(`tick-2-${tick}`)).toBeChecked({ checked });
    await expect(phone.get("vote-words")).toHaveValue("Đèn ngõ 3 hỏng");
  };
  await other.vote(0);
  await expect(other.get("voted")).toBeVisible();
  await filled();
  await hall.api("chair").do({ agenda: { EditItem: { id: 10, item: { kind: "closing", title: "Bế mạc, cảm ơn bà con", lead: "" } } } });
  await expect(phone.get("agenda")).toContainText("Bế mạc, cảm ơn bà con");
  await filled();
  await phone.seat.guard.allowReload(() => phone.page.reload());
  await filled();
  await phone.press("vote-submit");
  await expect(phone.get("voted")).toBeVisible();
  await stage.chair({ poll: { ClosePoll: { poll: 1 } } });
  await stage.chair({ poll: { ShowResult: { poll: 1 } } });
  await expect(phone.get("result")).toHaveCount(3);
  await expect(phone.get("result").nth(1).locator("small")).toHaveText(["0 phiếu", "1 phiếu", "1 phiếu"]);
  await picture(phone.page, "phone-result-kinds", PHONE);
  const wall = new Projector(await hall.sit("projector"));
  await wall.expectScene("result");
  await picture(wall.page, "projector-result-kinds", WALL);
  const counts = (await hall.exported()).meeting.polls.all[0]?.tally?.counts.map(({ answered, ticks }) => [answered, ticks]);
  expect(counts).toEqual([
    [2, [1, 0, 1, 0, 0]],
    [1, []],
    [1, [0, 1, 1]],
    [0, [0, 0]],
  ]);
});

test("hands are asked for and counted in two taps, and the prepared ballot waits", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  const chair = new Chair(await hall.sit("chair"));
  const [phone, wall] = [new Phone(await hall.phone()), new Projector(await hall.sit("projector"))];
  const second = new Phone(await hall.phone());
  await chair.press("poll-more");
  await chair.get("hands-title").fill("Nghỉ giải lao 10 phút?");
  await chair.press("ask-hands");
  await wall.expectScene("poll");
  await expect(phone.get("poll-question")).toHaveText("Nghỉ giải lao 10 phút?");
  await picture(phone.page, "phone-hands", PHONE);
  await picture(wall.page, "projector-hands", WALL);
  await phone.page.getByText("Không đồng ý").click();
  await phone.press("vote-submit");
  await expect(phone.get("voted")).toBeVisible();
  await phone.press("change-ballot");
  await phone.page.getByText("Đồng ý", { exact: true }).click();
  await phone.press("vote-submit");
  await expect(phone.get("voted")).toBeVisible();
  await expect(chair.get("turnout")).toContainText("1 phiếu");
  await second.page.getByText("Đồng ý", { exact: true }).click();
  await second.press("vote-submit");
  await expect(chair.get("turnout")).toContainText("2 phiếu");
  await chair.press("close-poll");
  await chair.press("close-poll");
  await chair.press("show-result");
  await expect(phone.get("result").locator("small")).toHaveText(["2 phiếu", "0 phiếu", "0 phiếu"]);
  await picture(chair.page, "chair-hands", [CONSOLE[0]!], { oneScreen: true });
  await chair.press("poll-more");
  await picture(chair.page, "chair-poll-more", CONSOLE);
  await chair.press("poll-more");
  // The ballot of the programme is as it was.
  await stage.start("poll");
  await chair.take("open-poll");
  await expect(phone.get("vote-form")).toBeVisible();
  await expect(phone.get("poll-question")).toContainText("Mức độ hài lòng");
  await phone.vote(0);
  await expect(phone.get("voted")).toBeVisible();
});

test("a poll is opened again for those who have not voted, and discarded, each with a reason", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("poll");
  const chair = new Chair(await hall.sit("chair"));
  const [early, late] = [new Phone(await hall.phone()), new Phone(await hall.phone())];
  await chair.take("open-poll");
  await early.vote(0);
  await expect(early.get("voted")).toBeVisible();
  await chair.take("close-poll");
  await expect(late.get("poll-closed")).toBeVisible();
  await chair.press("poll-more");
  await chair.press("reopen-poll");
  await expect(chair.get("message")).toContainText("lý do");
  await chair.get("poll-reason").fill("Mất điện, nhiều người chưa kịp gửi");
  await chair.press("reopen-poll");
  await late.vote(1);
  await expect(late.get("voted")).toBeVisible();
  await expect(early.get("voted")).toBeVisible();
  await expect(early.get("change-ballot"), "a sealed ballot is not found again, so no other is offered").toBeHidden();
  await expect(late.get("change-ballot"), "this one is").toBeVisible();
  await chair.press("poll-more");
  await chair.get("poll-reason").fill("Hỏi nhầm đối tượng");
  await chair.press("discard-poll");
  await chair.press("discard-poll");
  await chair.expectStep("open-poll");
  await expect(early.get("voted")).toBeHidden();
  // What stands prepared anew and will not be asked is taken away, and the chair's large button goes on.
  await chair.press("remove-poll");
  await chair.press("remove-poll");
  await chair.expectStep("next");
  const { meeting } = await hall.exported();
  expect(meeting.polls.all.map((poll) => poll.state)).toEqual(["discarded"]);
  expect(meeting.minutes.entries.map((entry) => entry.text.text).filter(Boolean)).toEqual(["Mất điện, nhiều người chưa kịp gửi", "Hỏi nhầm đối tượng"]);
});

test("what is ticked of one ballot stands in no other, and a refusal names its own", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("poll");
  const phone = new Phone(await hall.phone());
  const ticked = phone.page.locator("#vote input:checked");
  await stage.chair({ poll: { AskHands: { title: "Nghỉ mười phút?" } } });
  await phone.page.locator("#vote").getByText("Đồng ý", { exact: true }).click();
  await expect(ticked).toHaveCount(1);
  await phone.seat.guard.allowReload(() => phone.page.reload());
  await expect(ticked, "of this one it outlives a reload").toHaveCount(1);
  await stage.chair({ poll: { ClosePoll: { poll: 2 } } });
  await stage.chair({ poll: { AskHands: { title: "Họp tiếp tối mai?" } } });
  await expect(phone.get("poll-question")).toHaveText("Họp tiếp tối mai?");
  await expect(ticked).toHaveCount(0);
  await phone.seat.guard.allowReload(() => phone.page.reload());
  await expect(phone.get("poll-question")).toHaveText("Họp tiếp tối mai?");
  await expect(ticked, "not after a reload either").toHaveCount(0);

  // Sent without a line, answered when another is asked.
  phone.seat.guard.expect(/WebSocket connection|ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of 4/);
  await phone.page.locator("#vote").getByText("Không đồng ý", { exact: true }).click();
  await phone.page.context().setOffline(true);
  await phone.press("vote-submit");
  await stage.chair({ poll: { ClosePoll: { poll: 3 } } });
  await stage.chair({ poll: { AskHands: { title: "Bầu tổ giám sát?" } } });
  await phone.page.context().setOffline(false);
  await expect(phone.get("notice")).toContainText("“Họp tiếp tối mai?”", { timeout: 20_000 });
  await expect(phone.get("poll-question")).toHaveText("Bầu tổ giám sát?");
  await expect(ticked).toHaveCount(0);
  await expect(phone.get("vote-form")).toBeVisible();
});

test("of one ballot alone neither wall nor phone says what it was", { tag: "@noscript" }, async ({ hall, javaScriptEnabled: script = true }) => {
  const stage = new Stage(hall);
  await stage.start("poll");
  const phone = new Phone(await hall.phone());
  await stage.chair({ poll: { OpenPoll: { poll: 1 } } });
  if (!script) await phone.seat.guard.allowReload(() => phone.page.reload());
  await phone.vote(4);
  await expect(phone.get("voted")).toBeVisible();
  await stage.chair({ poll: { ClosePoll: { poll: 1 } } });
  await stage.chair({ poll: { ShowResult: { poll: 1 } } });
  if (!script) await phone.seat.guard.allowReload(() => phone.page.reload());
  await expect(phone.get("poll-closed")).toContainText("Chỉ có 1 phiếu");
  await expect(phone.get("result")).toHaveCount(0);
  if (!script) return;
  const wall = new Projector(await hall.sit("projector"));
  await wall.expectScene("result");
  await expect(wall.get("poll-closed")).toContainText("Chỉ có 1 phiếu");
  await expect(wall.get("result")).toHaveCount(0);
  await picture(wall.page, "projector-one-ballot", WALL);
});
