// What is typed and not acknowledged: it outlives the line, the page and the browser, and a late answer takes nothing of
// what was typed after it.
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium, type Page } from "@playwright/test";

import { consoleLives, expect, test, type Hall, type Seat } from "../support/hall";
import { Desk, Phone, Secretary } from "../support/people";
import { Stage } from "../support/stage";
import { Wire } from "../support/wires";
import type { ConsolePlace } from "../support/wire";

const CUT = /WebSocket connection to|status of 4|ERR_CONNECTION/;
const [AN, BINH] = ["Nguyễn Văn An", "Trần Thị Bình"];

/** A console whose line is in the test's hand. */
async function console(hall: Hall, place: ConsolePlace): Promise<{ seat: Seat; page: Page; wire: Wire }> {
  const seat = await hall.tab(place, await hall.profile());
  seat.guard.expect(CUT);
  const wire = await Wire.of(seat.page);
  await seat.page.goto(hall.link(place));
  await hall.settle(place, seat);
  return { seat, page: seat.page, wire };
}

/** Everything in the browser's store of what is typed. */
function kept(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((told) => {
        const opening = indexedDB.open("hoitruong", 1);
        opening.onsuccess = () => {
          const all = opening.result.transaction("typed").objectStore("typed").getAllKeys();
          all.onsuccess = () => told(all.result.map(String));
        };
      }),
  );
}

const done = async (hall: Hall, kind: string): Promise<number> =>
  (await hall.api("chair").events()).filter(({ event }) => Object.values(event).some((one) => typeof one === "object" && kind in one)).length;

test("what is typed while the line is down is there after a reload, and goes in once", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  await hall.api("secretary").do({ minutes: { WriteNote: { text: "Đã ghi." } } });
  const [secretary, desk, office, chair] = [
    await console(hall, "secretary"),
    await console(hall, "desk"),
    await console(hall, "office"),
    await console(hall, "chair"),
  ];
  const all = [secretary, desk, office, chair];
  const words = new Secretary(secretary.seat).entry("note", "").getByTestId("entry-text");
  const field = ({ page }: { page: Page }, testid: string) => page.getByTestId(testid);
  for (const { wire } of all) await wire.cut();
  for (const { page } of all) await expect(page.locator("html")).not.toHaveAttribute("data-connected", "true");

  await new Secretary(secretary.seat).type(words, " Nhưng chưa gửi.");
  await field(desk, "register-name").fill(AN);
  await field(desk, "register-hamlet").fill("Thôn 1");
  await field(desk, "register-speaker").click();
  await field(desk, "check-in-name").fill(BINH);
  await field(desk, "residents-plus-10").click();
  await field(office, "venue").fill("Nhà văn hóa thôn Đoài");
  await field(office, "chairs").fill("Ông Trần Văn Thành\nBà Lê Thị Hạnh");
  await field(office, "add-item-open").click();
  await field(office, "item-title").fill("Trao đổi thêm");
  await field(office, "item-optional").check();
  await chair.page.keyboard.press("-");
  await field(chair, "message-text").fill("Giải lao mười phút");

  // Leaving asks; whoever leaves all the same finds everything again.
  for (const { seat, page } of all) {
    const asked = page.waitForEvent("dialog").then(async (dialog) => {
      expect(dialog.type()).toBe("beforeunload");
      await dialog.accept();
    });
    await seat.guard.allowReload(() => Promise.all([asked, page.reload()]));
    await expect(page.locator("html")).toHaveAttribute("data-hydrated", "true");
  }
  const expectThere = async (): Promise<void> => {
    await expect(words).toHaveValue("Đã ghi. Nhưng chưa gửi.");
    await expect(field(secretary, "saved")).toHaveText("đang lưu…");
    await expect(field(desk, "register-name")).toHaveValue(AN);
    await expect(field(desk, "check-in-name")).toHaveValue(BINH);
    await expect(field(office, "venue")).toHaveValue("Nhà văn hóa thôn Đoài");
    await expect(field(office, "chairs")).toHaveValue("Ông Trần Văn Thành\nBà Lê Thị Hạnh");
    await expect(field(office, "details-state")).toHaveText("Có thay đổi chưa lưu");
    await expect(field(office, "item-title"), "its form is open again").toHaveValue("Trao đổi thêm");
    await expect(field(office, "item-optional")).toBeChecked();
    await expect(field(chair, "message-text"), "its form is open again").toHaveValue("Giải lao mười phút");
    await expect(field(chair, "saved")).toHaveText("chưa gửi");
  };
  await expectThere();
  expect(await done(hall, "SpeakerRegistered"), "nothing came through").toBe(0);
  // Another place, and another meeting, in the same browser know nothing of it.
  const other = await hall.tab("chair", desk.page.context());
  await other.page.goto(hall.link("chair"));
  await hall.settle("chair", other);
  await expect(other.page.getByTestId("saved")).toHaveText("đã lưu");
  // A second tab of the same place leaves to the first what is the first's: it would go in twice.
  const second = await hall.tab("desk", desk.page.context());
  await second.page.goto(hall.address("desk"));
  await hall.settle("desk", second);
  await second.page.waitForTimeout(500);
  await expect(second.page.getByTestId("register-name")).toHaveValue("");
  await expect(second.page.getByTestId("saved")).toHaveText("đã lưu");

  for (const { wire } of all) wire.mend();
  await expect(field(desk, "register-name"), "acknowledged").toHaveValue("");
  await expect(field(desk, "residents-count")).toHaveText("10");
  await expect(field(secretary, "saved")).toHaveText("đã lưu");
  await expect(field(desk, "check-in-name"), "not sent, so still there").toHaveValue(BINH);
  for (const { page, seat } of [secretary, desk]) {
    await seat.guard.allowReload(() => page.reload());
    await consoleLives(page === desk.page ? "desk" : "secretary", page);
  }
  await expect(words).toHaveValue("Đã ghi. Nhưng chưa gửi.");
  await expect.poll(() => done(hall, "SpeakerRegistered"), "once").toBe(1);
  expect((await hall.api("desk").look()).panels.speakers.waiting.map((one) => one.name)).toEqual([AN]);
  await expect(field(desk, "residents-count")).toHaveText("10");
  await expect(field(desk, "check-in-name")).toHaveValue(BINH);
  await field(desk, "check-in").click();
  await expect(field(desk, "check-in-name")).toHaveValue("");
  await expect.poll(() => kept(desk.page), "nothing acknowledged is kept").toEqual([]);
  await expect.poll(() => kept(secretary.page)).toEqual([]);
});

test("what is typed outlives a browser that is killed", async ({ hall }) => {
  await new Stage(hall).start("floor");
  await hall.api("secretary").do({ minutes: { WriteNote: { text: "Đã ghi." } } });
  const profile = await mkdtemp(join(tmpdir(), "hoitruong-profile-"));
  const launch = () =>
    chromium.launchPersistentContext(profile, {
      executablePath: process.env.CHROMIUM,
      args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"],
    });
  const typed = [
    { place: "desk", testid: "register-name", begin: "", more: AN },
    { place: "secretary", testid: "entry-text", begin: "Đã ghi.", more: " Mất điện giữa chừng." },
  ] as const;
  try {
    const before = await launch();
    for (const { place, testid, begin, more } of typed) {
      const page = await before.newPage();
      const wire = await Wire.of(page);
      await page.goto(hall.link(place));
      await consoleLives(place, page);
      await wire.cut();
      const field = page.getByTestId(testid).last();
      await field.focus();
      await page.keyboard.press("Control+End");
      await page.keyboard.type(more);
      await expect(field).toHaveValue(begin + more);
      await expect.poll(() => kept(page)).not.toEqual([]);
    }
    await killBrowser(profile);
    await before.close().catch(() => {});
    const after = await launch();
    for (const { place, testid, begin, more } of typed) {
      const page = await after.newPage();
      await (await Wire.of(page)).cut();
      // Its cookies may not have come to the disk.
      await page.goto(hall.link(place));
      await expect(page.getByTestId(testid).last(), place).toHaveValue(begin + more);
    }
    await after.close();
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

/** Kills the browser of this profile, and no other, as a power cut does. */
async function killBrowser(profile: string): Promise<void> {
  for (const id of await readdir("/proc")) {
    if (!/^\d+$/.test(id)) continue;
    const words = (await readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "")).split("\0");
    if (!words.includes(`--user-data-dir=${profile}`) || words.some((word) => word.startsWith("--type="))) continue;
    execFileSync("kill", ["-KILL", id]);
  }
}

test("a late answer takes nothing of what was typed after it, and leaves the focus where it is", async ({ hall }) => {
  await new Stage(hall).start("floor");
  const { seat, page, wire } = await console(hall, "desk");
  const desk = new Desk(seat);
  wire.hold();
  await desk.get("register-name").fill(AN);
  await desk.get("register-hamlet").fill("Thôn 1");
  await desk.get("register-hamlet").press("Enter");
  await desk.get("register-name").fill(BINH);
  await desk.get("check-in-name").fill("Lê Thị Cúc");
  await desk.get("check-in-name").press("Enter");
  await desk.get("check-in-name").fill("Vi Văn Dũng");
  await desk.get("register-subject").pressSequentially("Đường");
  await expect.poll(() => wire.late).toBe(2);
  wire.release();
  await expect(desk.get("saved")).toHaveText("chưa gửi");
  await expect(desk.get("register-hamlet"), "as it was sent, so it is empty again").toHaveValue("");
  await expect(desk.get("register-name")).toHaveValue(BINH);
  await expect(desk.get("check-in-name")).toHaveValue("Vi Văn Dũng");
  await expect(desk.get("register-subject")).toBeFocused();
  await page.keyboard.type(" hẹp");
  await expect(desk.get("register-subject")).toHaveValue("Đường hẹp");
  // Who has waited for the answer goes on with the next.
  await desk.get("register-subject").press("Enter");
  await expect(desk.get("register-name")).toHaveValue("");
  await expect(desk.get("register-name")).toBeFocused();

  const phone = await hall.tab("phone", await hall.profile({ viewport: { width: 360, height: 640 } }));
  const slow = await Wire.of(phone.page);
  await phone.page.goto(hall.link("phone"));
  await hall.settle("phone", phone);
  const person = new Phone(phone);
  slow.hold();
  await person.press("write-open");
  await person.get("write-name").fill(AN);
  await person.get("write-text").fill("Đèn chiếu sáng");
  await person.press("write-submit");
  await expect.poll(() => slow.late).toBe(1);
  await person.get("write-text").fill("Đường liên thôn");
  slow.release();
  await expect(person.get("write-status")).toHaveText("");
  await expect(person.get("write-text"), "seen, and as it was typed").toBeVisible();
  await expect(person.get("write-text")).toHaveValue("Đường liên thôn");
  await expect(person.get("write-text")).toBeFocused();
  await phone.guard.allowReload(() => phone.page.reload());
  await expect(person.get("write-text"), "and after a reload").toHaveValue("Đường liên thôn");
  await expect(person.get("write-name")).toHaveValue("");
});

test("what others decide overwrites nothing that is being filled in, and is said beside it", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  const speech = await stage.speak({ name: AN });
  await hall.api("secretary").do({ opinions: { RecordOpinion: { speech, text: "Sửa đường." } } });
  const [secretary, office] = [await hall.sit("secretary"), await hall.sit("office")];
  const [form, about] = [secretary.page.getByTestId("outcome-form"), secretary.page.getByTestId("outcome")];
  await about.click();
  await form.getByTestId("outcome-kind").selectOption("assigned");
  await form.getByTestId("outcome-to").pressSequentially("Phòng Kinh");
  await office.page.getByTestId("venue").fill("Nhà văn hóa");
  const { panels } = (await hall.api("office").look()) as unknown as { panels: { head: { title: string; chairs: string[] } } };
  const { title } = panels.head;
  await stage.chair({ opinions: { DecideOutcome: { opinion: 1, outcome: "settled" } } });
  const known = { title, venue: "Hội trường xã", starts: null, ends: null, chairs: ["Bà Lê Thị Hạnh"], secretaries: [] };
  await hall.api("office").do({ details: { Describe: known } });

  await expect(about).toContainText("Đã giải quyết tại hội nghị");
  await expect(form.getByTestId("outcome-kind")).toHaveValue("assigned");
  await expect(form.getByTestId("outcome-to")).toHaveValue("Phòng Kinh");
  await expect(form.getByTestId("outcome-to")).toBeFocused();
  await expect(form.getByTestId("form-news")).toContainText("vừa được thay đổi ở nơi khác");
  const details = office.page.locator(".details-card");
  await expect(details.getByTestId("chairs"), "what nobody touched follows").toHaveValue("Bà Lê Thị Hạnh");
  await expect(details.getByTestId("venue")).toHaveValue("Nhà văn hóa");
  await expect(details.getByTestId("form-news")).toBeVisible();
  await secretary.page.keyboard.type(" tế xã");
  await form.getByTestId("outcome-keep").click();
  await expect(about).toContainText("Giao Phòng Kinh tế xã");
  await expect(form).toBeHidden();
  await details.getByTestId("take-news").click();
  await expect(details.getByTestId("venue")).toHaveValue("Hội trường xã");
  await expect(details.getByTestId("details-state")).toHaveText("đã lưu");
  await expect(details.getByTestId("form-news")).toBeHidden();
});

test("“saved” is not said over a letter that an input method is still putting together", async ({ hall }) => {
  await new Stage(hall).start("floor");
  const secretary = new Secretary(await hall.sit("secretary"));
  await secretary.press("write-note");
  const words = secretary.entry("note", "").getByTestId("entry-text");
  await expect(words).toBeFocused();
  await secretary.page.keyboard.type("Ông An: ");
  await secretary.expectSaved(words);
  const method = await secretary.page.context().newCDPSession(secretary.page);
  await method.send("Input.imeSetComposition", { text: "dươ", selectionStart: 3, selectionEnd: 3 });
  await expect(words.locator("xpath=..")).toHaveAttribute("data-state", "saving");
  await expect(secretary.get("saved")).toHaveText("đang lưu…");
  await secretary.seat.guard.allowReload(() => secretary.page.reload());
  await expect(words, "and it is kept").toHaveValue("Ông An: dươ");
  await secretary.expectSaved(words);
  await expect(secretary.get("saved")).toHaveText("đã lưu");
});

test("an answer without an id blocks no form for good", async ({ hall }) => {
  await new Stage(hall).start("floor");
  const unreadable = { unreadable: { message: "Yêu cầu không đọc được." } };
  const { seat, wire } = await console(hall, "desk");
  const desk = new Desk(seat);
  wire.instead = () => unreadable;
  await desk.get("register-name").fill(AN);
  await desk.get("register-name").press("Enter");
  await expect(desk.get("message")).toContainText("không đọc được");
  await expect(desk.get("register-speaker")).not.toHaveAttribute("aria-busy", "true");
  await expect(desk.get("register-name"), "what was typed is still there").toHaveValue(AN);
  wire.instead = () => undefined;
  await desk.press("register-speaker");
  await expect(desk.get("waiting")).toHaveCount(1);
  expect(new Set(wire.asked).size, "each was sent once").toBe(wire.asked.length);

  // More than the program takes at once breaks no line either, again and again.
  const office = await hall.sit("office");
  for (const testid of ["meeting-title-field", "chairs", "secretaries"]) await office.page.getByTestId(testid).fill("ễ".repeat(20_000));
  await office.page.getByTestId("save-details").click();
  await expect(office.page.getByTestId("message")).toContainText("quá dài");
  for (const testid of ["meeting-title-field", "chairs", "secretaries"]) await office.page.getByTestId(testid).fill("Bà Lê Thị Hạnh");
  await office.page.getByTestId("save-details").click();
  await expect(office.page.getByTestId("details-state")).toHaveText("đã lưu");

  const phone = await hall.tab("phone", await hall.profile());
  const line = await Wire.of(phone.page);
  await phone.page.goto(hall.link("phone"));
  await hall.settle("phone", phone);
  const person = new Phone(phone);
  line.instead = () => unreadable;
  await person.ask(BINH, "Thôn Tây", "");
  await expect(person.get("notice")).toContainText("không đọc được");
  await expect(person.get("ask-status")).toHaveText("");
  await expect(person.get("ask-name")).toHaveValue(BINH);
  line.instead = () => undefined;
  await person.press("ask-submit");
  await person.expectNumber(2);
});
