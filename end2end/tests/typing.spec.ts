// Two secretaries in one entry at once: both keep every word, both keep their caret, and what they type is on
// the server within a breath.
import { expect, test, type Hall } from "../support/hall";
import { Secretary } from "../support/people";
import { Stage } from "../support/stage";

/** How long after the last key the server has every word. */
const ON_DISK_MS = 2_000;
/** As fast as a quick typist. */
const KEY = { delay: 60 };

const LEFT = "Trái một hai ba bốn năm sáu bảy. ";
const RIGHT = "Phải chín mười đường điện nước. ";

test("two secretaries type in two places of one entry at once", async ({ hall }) => {
  const { left, right, words, entry } = await twoAtOneEntry(hall);
  await left.page.keyboard.type("Mở đầu. \nKết thúc. ");
  await expect(words(right)).toHaveValue("Mở đầu. \nKết thúc. ");
  await left.page.keyboard.press("Control+Home");
  await left.page.keyboard.press("End");
  await words(right).focus();
  await right.page.keyboard.press("Control+End");
  await Promise.all([left.page.keyboard.type(LEFT, KEY), right.page.keyboard.type(RIGHT, KEY)]);
  const both = `Mở đầu. ${LEFT}\nKết thúc. ${RIGHT}`;
  await expectOnServer(hall, entry, both);
  for (const secretary of [left, right]) {
    await expect(words(secretary)).toHaveValue(both);
    await expect(words(secretary)).toBeFocused();
    await secretary.expectSaved(words(secretary));
  }
  // Each caret stands behind what its owner typed last.
  expect(await caret(left)).toBe(`Mở đầu. ${LEFT}`.length);
  expect(await caret(right)).toBe(both.length);
  await right.page.keyboard.type("Hết.");
  await expect(words(left)).toHaveValue(`${both}Hết.`);
});

test("two secretaries type at the very same place at once, and no word is torn", async ({ hall }) => {
  const { left, right, words, entry } = await twoAtOneEntry(hall);
  await words(right).focus();
  await Promise.all([left.page.keyboard.type(LEFT, KEY), right.page.keyboard.type(RIGHT, KEY)]);
  await Promise.all([left, right].map((secretary) => secretary.expectSaved(words(secretary))));
  const text = await onServer(hall, entry);
  expect([...text].sort().join(""), "every letter is there, once").toBe([...(LEFT + RIGHT)].sort().join(""));
  expect(text.split(" ").sort(), "and every word whole").toEqual(`${LEFT}${RIGHT}`.split(" ").sort());
  for (const secretary of [left, right]) await expect(words(secretary)).toHaveValue(text);
});

test("a letter put together by an input method is not torn apart by the other's words", async ({ hall }) => {
  const { left, right, words, entry } = await twoAtOneEntry(hall);
  const method = await left.page.context().newCDPSession(left.page);
  await method.send("Input.imeSetComposition", { text: "dươ", selectionStart: 3, selectionEnd: 3 });
  await words(right).focus();
  await right.page.keyboard.type(RIGHT);
  await expectOnServer(hall, entry, RIGHT);
  await expect(words(left), "untouched while the letter is being made").toHaveValue("dươ");
  await method.send("Input.insertText", { text: "dưới " });
  await expect.poll(() => onServer(hall, entry)).toContain("dưới ");
  const text = await onServer(hall, entry);
  expect([`dưới ${RIGHT}`, `${RIGHT}dưới `]).toContain(text);
  for (const secretary of [left, right]) await expect(words(secretary)).toHaveValue(text);
});

/** Two secretaries at the same empty note; the left one's caret is in it. */
async function twoAtOneEntry(hall: Hall) {
  await new Stage(hall).start("floor");
  const left = new Secretary(await hall.sit("secretary"));
  const right = new Secretary(await hall.sit("secretary"));
  await left.press("write-note");
  const words = (secretary: Secretary) => secretary.entry("note", "").getByTestId("entry-text");
  await expect(words(left)).toBeFocused();
  await expect(words(right)).toBeVisible();
  const entry = Number(await left.entry("note", "").getAttribute("data-entry"));
  return { left, right, words, entry };
}

async function onServer(hall: Hall, entry: number): Promise<string> {
  return (await hall.api("secretary").look()).panels[`entry/${entry}`]?.text.text ?? "";
}

async function expectOnServer(hall: Hall, entry: number, text: string): Promise<void> {
  await expect.poll(() => onServer(hall, entry), { timeout: ON_DISK_MS, intervals: [50] }).toBe(text);
}

function caret(secretary: Secretary): Promise<number> {
  return secretary.page.evaluate(() => (document.activeElement as HTMLTextAreaElement).selectionStart);
}
