// A key that is ended over an open socket: whoever sits there is told what to do, nothing is asked again and again, and
// what was being typed goes in by the new key.
import { printCards, scan } from "../support/cards";
import { consoleLives, expect, test, type Seat } from "../support/hall";
import { Phone, Secretary } from "../support/people";
import { Stage } from "../support/stage";

const BEFORE = "Đường liên thôn xuống cấp. ";
const MEANWHILE = "Đề nghị sửa trước mùa mưa.";

test("consoles and walls whose key was ended say so and rest, and a new link in the same browser lets them go on", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  await stage.speak({ name: "Nguyễn Văn An", hamlet: "Thôn Đông" });
  const profile = await hall.profile();
  const secretary = new Secretary(await hall.sit("secretary", profile));
  const desk = await hall.sit("desk");
  const [wall, tablet] = [await hall.sit("projector"), await hall.sit("tablet")];
  const office = await hall.sit("office");
  // The desk's line is down when its key is ended: nobody can tell it.
  desk.guard.expect(/ERR_|WebSocket connection to|status of 401/);
  await desk.page.context().setOffline(true);
  const words = secretary.entry("speech", "Nguyễn Văn An").getByTestId("entry-text");
  await secretary.type(words, BEFORE);
  await secretary.expectSaved(words);

  for (const { guard } of [wall, tablet]) guard.expect(/status of 401/);
  await office.page.goto(`${hall.address("office")}/links`);
  for (const place of ["secretary", "desk", "projector", "tablet"]) {
    await office.page.locator(`[data-testid="good-link"][data-place="${place}"]`).getByTestId("end-link").click();
  }
  await expect(secretary.get("connection")).toContainText("đã hủy đường dẫn");
  await expect(secretary.get("connection"), "and what to do").toContainText("xin Văn phòng đường dẫn mới");
  for (const { page } of [wall, tablet]) await expect(page.getByTestId("problem")).toContainText("liên hệ Văn phòng");
  const desks = desk.page.getByTestId("connection");
  await expect(desks, "it takes a while to miss the beats").toContainText("mất kết nối", { timeout: 20_000 });
  await desk.page.context().setOffline(false);
  await expect(desks).toContainText("đã hủy đường dẫn");
  await words.focus();
  await secretary.page.keyboard.insertText(MEANWHILE);
  await expect(secretary.get("saved")).toContainText("đang lưu");
  await expectRest([secretary.seat, desk, wall, tablet]);

  await office.page.goto(`${hall.address("office")}/links`);
  await office.page.getByTestId("make-links").click();
  const link = new URL((await office.page.locator('[data-testid="link"][data-place="secretary"] .address').textContent())!.trim());
  const second = await hall.tab("secretary", profile);
  await second.page.goto(`${hall.server.staff}${link.pathname}${link.search}`);
  await consoleLives("secretary", second.page);
  await consoleLives("secretary", secretary.page);
  await expect(secretary.get("connection")).toBeHidden();
  await expect(words).toHaveValue(BEFORE + MEANWHILE);
  await secretary.expectSaved(words);
  await secretary.seat.guard.expectNoReload();
  await expect.poll(async () => JSON.stringify((await hall.api("office").look()).panels)).toContain("Nguyễn Văn An");
  await office.page.goto(hall.address("office"));
  await consoleLives("office", office.page);
});

test("a phone whose card was voided is sent to the desk and rests", async ({ hall }) => {
  const stage = new Stage(hall);
  const { addresses } = await printCards(hall, 1);
  await stage.start("floor");
  const phone = new Phone(await scan(hall, addresses.get(1)));
  await hall.api("desk").do({ cards: { VoidCard: { card: 1 } } });
  await expect(phone.get("my-card")).toContainText("không còn giá trị");
  await expect(phone.get("my-card"), "and what to do").toContainText("bàn đăng ký");
  await expect(phone.get("ask-form")).toBeHidden();
  await expectRest([phone.seat]);
});

/** For a while none of them opens a socket, asks for anything or is loaded anew. */
async function expectRest(seats: Seat[]): Promise<void> {
  const asked: string[] = [];
  for (const { page } of seats) {
    page.on("websocket", (socket) => asked.push(socket.url()));
    page.on("request", (request) => asked.push(request.url()));
  }
  await seats[0]!.page.waitForTimeout(4_000);
  expect(asked, "what was tried again").toEqual([]);
}
