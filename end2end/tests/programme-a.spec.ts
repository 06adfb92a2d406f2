// One whole meeting of programme A, as it is held: chair, secretary, desk, two phones and the projector, each in
// a browser of its own. Whatever one of them does is awaited in the others, and nobody's page is ever loaded
// anew. At the end the export holds what was done here and nothing else.
import { expect, test } from "../support/hall";
import { told } from "../support/ledger";
import { Chair, Desk, Phone, Projector, Secretary } from "../support/people";

const AN = "Nguyễn Văn An";
const BINH = "Trần Thị Bình";
const CUC = "Phạm Thị Cúc";
const OFFICIAL = "Lê Quang Dũng";

const AT_SPEECH = "Đề nghị xã sửa đoạn đường liên thôn trước mùa mưa; bà con sẵn sàng góp công.";
const OPINION = "Lắp đèn chiếu sáng ở ngõ 3, giao cho thôn quản lý.";
const NOTE = "Đại biểu ra về trong trật tự.";
const REMARK = "Công an xã gần dân.";

test("a meeting of programme A from opening to closing", async ({ hall }) => {
  test.setTimeout(150_000);
  const [chair, secretary, desk, binh, cuc, projector] = [
    new Chair(await hall.sit("chair")),
    new Secretary(await hall.sit("secretary")),
    new Desk(await hall.sit("desk")),
    new Phone(await hall.phone()),
    new Phone(await hall.phone()),
    new Projector(await hall.sit("projector")),
  ];
  const everyone = [chair, secretary, desk, binh, cuc, projector];
  const phones = [binh, cuc];
  const before = (await hall.api("chair").events()).length;
  /** What the export is to hold, in order. */
  const done: string[] = [];

  await test.step("before the opening people come in", async () => {
    await projector.expectScene("welcome");
    await expect(projector.get("qr").locator("svg")).toBeVisible();
    await expect(projector.get("join-code")).toHaveText(hall.code);
    for (const phone of phones) await expect(phone.get("phase")).toHaveText("Hội nghị chưa khai mạc");
    await desk.checkIn(AN, "Thôn Đông", "resident");
    await desk.checkIn(OFFICIAL, "Công an xã", "official");
    await desk.press("residents-plus-10");
    await expect(desk.get("residents-count")).toHaveText("11");
    await desk.press("residents-minus-1");
    await expect(desk.get("residents-count")).toHaveText("10");
    await expect(desk.get("officials-count")).toHaveText("1");
    await expect(chair.get("turnout")).toContainText("11 người có mặt");
    done.push("desk CheckedIn attendee=1", "desk CheckedIn attendee=2");
    done.push("desk ArrivalsCounted residents=10 officials=0", "desk ArrivalsCounted residents=-1 officials=0");
  });

  await test.step("the chair opens and goes on to the people's turn", async () => {
    await chair.take("begin");
    done.push("chair MeetingOpened", "chair ItemStarted id=1");
    await projector.expectScene("agenda");
    await expect(secretary.entry("meeting-opened", "Hội nghị bắt đầu")).toBeVisible();
    for (const item of [2, 3, 4, 5]) {
      await chair.take("next");
      done.push(`chair ItemFinished id=${item - 1}`, `chair ItemStarted id=${item}`);
      await expect(chair.item(item)).toHaveAttribute("data-state", "running");
      const title = (await chair.item(item).locator(".title").textContent()) ?? "";
      await expect(projector.get(item === 5 ? "floor-item" : "current-item")).toContainText(title);
      for (const phone of phones) await expect(phone.get("current-item")).toHaveText(title);
      await expect(secretary.get("current-item")).toContainText(title);
      await expect(secretary.entry("item", title)).toBeVisible();
    }
    done.push("chair ListOpened");
    await expect(desk.get("list-state")).toHaveAttribute("data-open", "true");
    await projector.expectScene("speaker");
  });

  await test.step("one registers at the desk, two by phone, and one of these twice", async () => {
    await desk.register(AN, "Thôn Đông", "Đường liên thôn");
    await expect(chair.get("waiting")).toContainText([AN]);
    await expect(projector.get("next-speakers")).toContainText(AN);
    await binh.ask(BINH, "Thôn Tây", "Đèn chiếu sáng");
    await binh.expectNumber(2);
    await cuc.ask(CUC, "Thôn Nam", "");
    await cuc.expectNumber(3);
    await expect(chair.get("waiting")).toContainText([AN, BINH, CUC]);
    await cuc.withdraw();
    await cuc.expectNoNumber();
    await expect(chair.get("waiting")).toContainText([AN, BINH]);
    await expect(projector.get("next-speakers").locator("li")).toHaveCount(2);
    await cuc.ask(CUC, "Thôn Nam", "Nước sạch");
    await cuc.expectNumber(4);
    await expect(cuc.get("my-place")).toHaveText("Còn 2 người trước Ông/Bà");
    for (const page of [chair, desk, secretary]) await expect(page.get("waiting")).toContainText([AN, BINH, CUC]);
    done.push("desk SpeakerRegistered request=1", "phone SpeakerRegistered request=2");
    done.push("phone SpeakerRegistered request=3", "phone RequestWithdrawn request=3");
    done.push("phone SpeakerRegistered request=4");
  });

  await test.step("the first speaks; the secretary types while the chair stops and adds time", async () => {
    await chair.take("give-floor");
    done.push("chair FloorGiven request=1 speech=1 seconds=300");
    for (const page of [chair, secretary]) await expect(page.get("speaker-name")).toHaveText(AN);
    for (const screen of [projector, ...phones]) await expect(screen.get("speaking-now")).toContainText(AN);
    await expect(projector.page.locator("html")).toHaveAttribute("data-speech", "running");
    await expect(binh.get("my-place")).toHaveText("Ông/Bà là người phát biểu tiếp theo");
    const words = secretary.entry("speech", AN).getByTestId("entry-text");
    await words.focus();
    const typed = words.pressSequentially(AT_SPEECH, { delay: 30 });
    await chair.press("pause-speech");
    await chair.expectStep("resume");
    await expect(projector.page.locator("html")).toHaveAttribute("data-speech", "paused");
    for (const phone of phones) await expect(phone.get("countdown")).toContainText("tạm dừng");
    await chair.take("resume");
    await expect(projector.page.locator("html")).toHaveAttribute("data-speech", "running");
    await chair.press("extend-speech");
    await expect(projector.get("countdown")).toHaveAttribute("data-allotted", "360000");
    await chair.take("end-speech");
    await typed;
    for (const screen of [projector, ...phones]) await expect(screen.get("speaking-now")).toHaveCount(0);
    await expect(secretary.entry("speech", AN).getByTestId("entry-fact")).not.toContainText("đang");
    await expect(words).toBeFocused();
    await expect(words).toHaveValue(AT_SPEECH);
    await secretary.expectSaved(words);
    done.push("chair SpeechPaused speech=1", "chair SpeechResumed speech=1");
    done.push("chair SpeechExtended speech=1 seconds=60", "chair SpeechEnded speech=1");
  });

  await test.step("the phones' owners speak, and an opinion is written down", async () => {
    await chair.take("give-floor");
    done.push("chair FloorGiven request=2 speech=2 seconds=300");
    await expect(binh.get("my-turn")).toHaveText("Mời Ông/Bà phát biểu");
    await expect(cuc.get("my-place")).toHaveText("Ông/Bà là người phát biểu tiếp theo");
    await secretary.entry("speech", BINH).getByTestId("record-opinion").click();
    const opinion = secretary.entry("speech", BINH).getByTestId("opinion-text");
    await expect(opinion, "the words can be typed at once").toBeFocused();
    done.push("secretary OpinionRecorded speech=2 opinion=1");
    await secretary.page.keyboard.type(OPINION.slice(0, 20));
    await chair.take("end-speech");
    done.push("chair SpeechEnded speech=2");
    await binh.expectNoNumber();
    await chair.take("give-floor");
    done.push("chair FloorGiven request=4 speech=3 seconds=300");
    await expect(cuc.get("my-turn")).toBeVisible();
    await secretary.page.keyboard.type(OPINION.slice(20));
    await expect(opinion).toHaveValue(OPINION);
    await secretary.expectSaved(opinion);
    await chair.take("end-speech");
    done.push("chair SpeechEnded speech=3");
    await expect(chair.get("waiting")).toHaveCount(0);
  });

  await test.step("the poll: both phones vote, the hall sees how many, and the count only when it is shown", async () => {
    await chair.take("next");
    done.push("chair ItemFinished id=5", "chair ItemStarted id=6");
    await expect(chair.item(6)).toHaveAttribute("data-state", "running");
    await expect(binh.get("vote-form")).toBeHidden();
    await chair.take("open-poll");
    done.push("chair PollOpened");
    await projector.expectScene("poll");
    await expect(projector.get("turnout").locator("b")).toHaveText("0");
    await binh.vote(0, REMARK);
    await expect(binh.get("voted")).toBeVisible();
    await expect(binh.get("vote-form")).toBeHidden();
    await expect(projector.get("turnout").locator("b")).toHaveText("1");
    await cuc.vote(2);
    await expect(cuc.get("voted")).toBeVisible();
    await expect(projector.get("turnout").locator("b")).toHaveText("2");
    await expect(chair.get("turnout")).toContainText("2 phiếu");
    await expect(chair.get("poll-counts")).toHaveCount(0);
    await chair.take("close-poll");
    await chair.expectStep("show-result");
    await expect(chair.get("poll-counts"), "nobody has a count before it is shown").toHaveCount(0);
    for (const screen of [projector, ...phones]) await expect(screen.get("poll-closed")).toBeAttached();
    for (const screen of [projector, ...phones]) await expect(screen.get("result")).toHaveCount(0);
    done.push("chair PollClosed", "system UrnSealed");
    await chair.take("show-result");
    done.push("system BallotsCounted", "chair ResultShown");
    await expect(chair.get("poll-counts").locator("b")).toHaveText(["1", "0", "1", "0", "0"]);
    await projector.expectScene("result");
    for (const screen of [projector, ...phones]) {
      await expect(screen.get("result").locator("small")).toHaveText(["1 phiếu", "0 phiếu", "1 phiếu", "0 phiếu", "0 phiếu"]);
    }
    await expect(secretary.entry("poll-closed", "1")).toBeVisible();
  });

  await test.step("the optional item is left out, and an agency answers", async () => {
    await chair.item(7).getByTestId("skip-item").click();
    await expect(chair.item(7)).toHaveAttribute("data-state", "skipped");
    await expect(secretary.entry("item-skipped", "Bỏ qua mục 7")).toBeVisible();
    await chair.take("next");
    await expect(chair.item(8)).toHaveAttribute("data-state", "running");
    done.push("chair ItemSkipped id=7", "chair ItemFinished id=6", "chair ItemStarted id=8");
    await projector.expectScene("agenda");
    await chair.press("invite-open");
    await chair.get("invite-name").fill(OFFICIAL);
    await chair.get("invite-agency").fill("Công an xã");
    await chair.press("invite");
    await expect(projector.get("speaking-now")).toContainText("Đang trả lời");
    await expect(projector.get("speaking-now")).toContainText(OFFICIAL);
    await chair.take("end-speech");
    done.push("chair FloorGiven speech=4 seconds=300", "chair SpeechEnded speech=4");
  });

  await test.step("the closing", async () => {
    await chair.take("next");
    await expect(chair.item(9)).toHaveAttribute("data-state", "running");
    await chair.take("next");
    await expect(chair.item(10)).toHaveAttribute("data-state", "running");
    await chair.take("close");
    await chair.expectStep("over");
    done.push("chair ItemFinished id=8", "chair ItemStarted id=9", "chair ItemFinished id=9", "chair ItemStarted id=10");
    done.push("chair ItemFinished id=10", "chair ListClosed", "chair MeetingClosed");
    await projector.expectScene("closing");
    await expect(projector.get("thanks")).toBeVisible();
    for (const phone of phones) await expect(phone.get("phase")).toHaveText("Hội nghị đã bế mạc. Trân trọng cảm ơn Ông/Bà.");
    for (const page of [chair, secretary, desk]) await expect(page.get("phase")).toHaveText("Đã kết thúc");
    // The minutes are finished after the meeting.
    await secretary.press("write-note");
    const note = secretary.entry("note", "").getByTestId("entry-text");
    await expect(note).toBeFocused();
    await secretary.page.keyboard.type(NOTE);
    await secretary.expectSaved(note);
    done.push("secretary NoteWritten");
  });

  await test.step("nobody's page was ever loaded anew", async () => {
    for (const person of everyone) await person.seat.guard.expectNoReload();
  });

  await test.step("the export holds exactly what was done", async () => {
    const { events, meeting } = await hall.exported();
    expect(events.map((event) => event.position)).toEqual(events.map((_, index) => index + 1));
    const lines = events.slice(before).map(told);
    expect(lines.filter((line) => !line.endsWith("TextSpliced"))).toEqual(done);
    expect(new Set(lines.filter((line) => line.endsWith("TextSpliced")))).toEqual(new Set(["secretary TextSpliced"]));
    expect(meeting.agenda.phase).toBe("closed");
    expect(meeting.agenda.items.map((item) => item.state)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((item) => (item === 7 ? "skipped" : "done")),
    );
    expect(meeting.attendance.named.map(({ name, hamlet, kind }) => [name, hamlet, kind])).toEqual([
      [AN, "Thôn Đông", "resident"],
      [OFFICIAL, "Công an xã", "official"],
    ]);
    const requests = Object.values(meeting.speakers.requests);
    expect(requests.map(({ speaker, source, state }) => [speaker.name, source, state])).toEqual([
      [AN, "desk", "spoken"],
      [BINH, "phone", "spoken"],
      [CUC, "phone", "withdrawn"],
      [CUC, "phone", "spoken"],
    ]);
    expect(meeting.speakers.speeches.map((speech) => [speech.name, speech.request, speech.allotted_ms])).toEqual([
      [AN, 1, 360_000],
      [BINH, 2, 300_000],
      [CUC, 4, 300_000],
      [OFFICIAL, null, 300_000],
    ]);
    expect(JSON.stringify(meeting.polls)).not.toContain(REMARK);
    expect(meeting.polls.all.map(({ tally }) => tally)).toMatchObject([
      {
        ballots: 2,
        counts: [
          { answered: 2, ticks: [1, 0, 1, 0, 0] },
          // The words of fewer than five ballots go into no count.
          { answered: 1, ticks: [] },
        ],
      },
    ]);
    expect(meeting.opinions.all.map(({ speech, text }) => [speech, text.text])).toEqual([[2, OPINION]]);
    expect(meeting.minutes.entries.map((entry) => entry.text.text).filter(Boolean)).toEqual([AT_SPEECH, NOTE]);
  });
});
