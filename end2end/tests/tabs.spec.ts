// One person tries the program at one computer: every place as a tab of one and the same browser profile. Each
// place keeps its own key, so each tab works and stays what it is.
import { expect, test, type Seat } from "../support/hall";
import { Chair, Desk, Phone, Projector, Secretary } from "../support/people";
import type { Place } from "../support/wire";

test("all places work side by side as tabs of one browser, and stay themselves when loaded anew", async ({ hall }) => {
  const profile = await hall.profile();
  const open = (place: Place) => hall.sit(place, profile);
  const chair = new Chair(await open("chair"));
  const secretary = new Secretary(await open("secretary"));
  const desk = new Desk(await open("desk"));
  const office = await open("office");
  const projector = new Projector(await open("projector"));
  // At the laptop's own address, where the other tabs' cookies are sent along.
  const phoneTab = await hall.tab("phone", profile);
  await phoneTab.page.goto(`${hall.server.staff}/${hall.code}`);
  await expect(phoneTab.page.locator("html")).toHaveAttribute("data-live", "true");
  await phoneTab.guard.settle();
  const phone = new Phone(phoneTab);
  const tabs: [Place, Seat][] = [
    ["chair", chair.seat],
    ["secretary", secretary.seat],
    ["desk", desk.seat],
    ["office", office],
    ["projector", projector.seat],
  ];

  for (const item of [1, 2, 3, 4, 5]) {
    await chair.take(item === 1 ? "begin" : "next");
    await expect(chair.item(item)).toHaveAttribute("data-state", "running");
  }
  await desk.checkIn("Nguyễn Văn An", "Thôn Đông", "resident");
  await phone.ask("Trần Thị Bình", "Thôn Tây", "");
  await phone.expectNumber(1);
  await secretary.press("write-note");
  const note = secretary.entry("note", "").getByTestId("entry-text");
  await expect(note).toBeFocused();
  await secretary.page.keyboard.type("Ghi từ thẻ thư ký.");
  await secretary.expectSaved(note);
  await expect(office.page.getByTestId("attendance-count")).toContainText("1 người dân");
  await projector.expectScene("speaker");
  await expect(projector.get("next-speakers")).toContainText("Trần Thị Bình");
  await hall.expectNoReload();

  for (const [place, seat] of tabs) {
    await seat.page.reload();
    await hall.settle(place, seat);
  }
  await phoneTab.page.reload();
  await phone.expectNumber(1);
  await expect(note).toHaveValue("Ghi từ thẻ thư ký.");

  // Each did what it did from its own place.
  const by = (await hall.api("chair").events()).map((event) => JSON.stringify(event.by));
  expect([...new Set(by.map((actor) => (actor.includes("person") ? "phone" : actor)))]).toEqual([
    '"system"',
    '{"staff":"chair"}',
    '{"staff":"desk"}',
    "phone",
    '{"staff":"secretary"}',
  ]);
});
