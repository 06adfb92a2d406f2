// For eyes that need large letters, hands that use keys, and ears that listen: what axe cannot judge. (Axe itself
// looks at every picture: support/pictures.ts.)
import type { Locator, Page } from "@playwright/test";

import { expect, test, type Hall } from "../support/hall";
import { faults } from "../support/pictures";
import { Phone, Projector } from "../support/people";
import { Stage } from "../support/stage";

const AN = { name: "Nguyễn Hoàng Thị Phương Thảo", hamlet: "Tổ dân phố số 5, khu phố Hòa Bình" };

/** What is wider than the page, or loses part of its text at the side. */
function cut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const seen = [...document.body.querySelectorAll<HTMLElement>("*")].filter((element) => element.getClientRects().length > 0);
    const wide = seen.filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
    const hidden = seen.filter((element) => {
      const { overflowX, textOverflow, clip } = getComputedStyle(element);
      // One quiet line at the head ends in "…" on purpose; what is only for the ear is clipped whole.
      const meant = textOverflow === "ellipsis" || clip !== "auto";
      return overflowX === "hidden" && !meant && element.scrollWidth > element.clientWidth + 1;
    });
    return [...wide, ...hidden].map((element) => `${element.tagName.toLowerCase()}.${element.className}: ${element.innerText.slice(0, 60)}`);
  });
}

/** A phone in each of its states, one after the other. */
async function throughStates(hall: Hall, look: (page: Page, state: string) => Promise<void>): Promise<void> {
  const stage = new Stage(hall);
  const phone = new Phone(await hall.phone());
  await look(phone.page, "prepared");
  await stage.start("opening");
  await expect(phone.page.locator("html")).toHaveAttribute("data-phase", "open");
  await look(phone.page, "agenda");
  await stage.start("floor");
  await expect(phone.get("ask-form")).toBeVisible();
  await look(phone.page, "ask");
  const first = await stage.register(AN);
  await phone.ask("Trần Thị Bình", AN.hamlet, "Đèn chiếu sáng");
  await phone.expectNumber(2);
  await look(phone.page, "waiting");
  await stage.giveFloor(first);
  await expect(phone.page.locator("html")).toHaveAttribute("data-turn", "next");
  await look(phone.page, "next");
  await stage.chair({ speakers: { EndSpeech: { speech: 1 } } });
  await stage.giveFloor(2);
  await expect(phone.get("my-turn")).toBeVisible();
  await look(phone.page, "speaking");
  await stage.chair({ speakers: { EndSpeech: { speech: 2 } } });
  await stage.start("poll");
  await stage.chair({ poll: { OpenPoll: { poll: 1 } } });
  await expect(phone.get("vote-form")).toBeVisible();
  await look(phone.page, "ballot");
  await phone.vote(1);
  await expect(phone.get("voted")).toBeVisible();
  await look(phone.page, "voted");
  await new Phone(await hall.phone()).vote(0);
  await stage.chair({ poll: { ClosePoll: { poll: 1 } } });
  await stage.chair({ poll: { ShowResult: { poll: 1 } } });
  await expect(phone.get("result")).toBeVisible();
  await look(phone.page, "result");
  await stage.start("closing");
  await stage.chair({ agenda: "CloseMeeting" });
  await expect(phone.get("phase")).toBeVisible();
  await look(phone.page, "closed");
}

test("a phone at 200 % text, and in large text at 200 %, cuts nothing off, in every state", async ({ hall }) => {
  test.setTimeout(120_000);
  await throughStates(hall, async (page, state) => {
    for (const size of ["normal", "large"]) {
      await page.evaluate((size) => (document.documentElement.dataset.text = size), size);
      for (const percent of [100, 200]) {
        await page.evaluate((percent) => {
          const root = document.documentElement;
          root.style.fontSize = "";
          root.style.fontSize = `${(parseFloat(getComputedStyle(root).fontSize) * percent) / 100}px`;
        }, percent);
        const what = `${state}, ${size} text, ${percent} %`;
        expect.soft(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), what).toBeLessThanOrEqual(0);
        expect.soft(await cut(page), what).toEqual([]);
      }
    }
    await page.evaluate(() => (document.documentElement.style.fontSize = ""));
    expect.soft(await faults(page), `${state}: accessibility in large text`).toEqual([]);
    await page.evaluate(() => (document.documentElement.dataset.text = "normal"));
  });
});

test("a console at 200 % scrolls down, never to the side", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  await stage.speak(AN);
  await stage.register({ ...AN, name: "Lò Văn Ơn" });
  for (const place of ["chair", "secretary", "desk", "office"] as const) {
    // 1024 × 768 at 200 %: half as many of the page's own pixels.
    const { page } = await hall.sit(place, undefined, { viewport: { width: 512, height: 384 } });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect.soft(over, `${place}: pixels to scroll to the side`).toBeLessThanOrEqual(0);
    expect.soft(await cut(page), place).toEqual([]);
  }
});

test("every target on a phone is 48 px high, in every state", async ({ hall }) => {
  await throughStates(hall, async (page, state) => {
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("a, button, summary, select, input:not([type=hidden]):not([type=radio]), label.level")]
        .filter((target) => target.getClientRects().length > 0)
        .map((target) => ({ height: target.getBoundingClientRect().height, target: target.outerHTML.slice(0, 80) }))
        .filter(({ height }) => height < 47.5),
    );
    expect.soft(small, state).toEqual([]);
  });
});

test("by keys alone one asks for the floor and votes", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  const phone = new Phone(await hall.phone());
  const { keyboard } = phone.page;
  const walk = async (to: Locator): Promise<void> => {
    for (let steps = 0; steps < 40; steps += 1) {
      if (await to.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press("Tab");
    }
    throw new Error("not to be reached by the Tab key");
  };
  await walk(phone.get("text-size"));
  await keyboard.press("Enter");
  await expect(phone.page.locator("html")).toHaveAttribute("data-text", "large");
  await walk(phone.get("ask-name"));
  await keyboard.type("Trần Thị Bình");
  await walk(phone.get("ask-submit"));
  await keyboard.press("Enter");
  await phone.expectNumber(1);
  await walk(phone.get("withdraw-open"));
  await keyboard.press("Enter");
  await walk(phone.get("withdraw"));
  await keyboard.press("Enter");
  await phone.expectNoNumber();
  await stage.start("poll");
  await stage.chair({ poll: { OpenPoll: { poll: 1 } } });
  await expect(phone.get("vote-form")).toBeVisible();
  await walk(phone.get("tick-0-0"));
  await keyboard.press("Space");
  await keyboard.press("ArrowDown");
  await expect(phone.get("tick-0-1")).toBeChecked();
  await walk(phone.get("vote-submit"));
  await keyboard.press("Enter");
  await expect(phone.get("voted")).toBeVisible();
});

test("a screen reader is told what is on, who speaks, and what each field is for", async ({ hall }) => {
  const stage = new Stage(hall);
  await stage.start("floor");
  await stage.speak({ name: "Nguyễn Văn An", hamlet: "Thôn Đông" });
  const phone = new Phone(await hall.phone());
  const { page } = phone;
  await expect(page.getByRole("region", { name: "Đang diễn ra" })).toContainText("Nguyễn Văn An");
  await expect(page.getByRole("timer")).toContainText("còn");
  await expect(page.getByRole("button", { name: "Chữ to" })).toBeVisible();
  for (const name of ["Họ và tên", "Thôn, tổ dân phố hoặc đơn vị", "Nội dung muốn phát biểu"]) {
    await expect(page.getByRole("textbox", { name, exact: true })).toBeVisible();
  }
  await expect(page.getByRole("button", { name: "Đăng ký phát biểu" })).toBeVisible();
  await phone.ask("Trần Thị Bình", "Thôn Tây", "");
  await phone.expectNumber(1 + 1);
  // What changes about oneself is read out by itself; a refusal at once.
  await expect(page.locator("#mine")).toHaveAttribute("aria-live", "polite");
  await expect(page.getByRole("alert")).toHaveCount(1);
  await stage.chair({ speakers: { EndSpeech: { speech: 1 } } });
  await stage.start("poll");
  await stage.chair({ poll: { OpenPoll: { poll: 1 } } });
  await expect(page.getByRole("radiogroup", { name: /Mức độ hài lòng/ })).toBeVisible();
  await expect(page.getByRole("radio", { name: "Rất hài lòng", exact: true })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Góp ý thêm (nếu có)" })).toBeVisible();

  const wall = new Projector(await hall.sit("projector"));
  await expect(wall.page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(wall.page.getByRole("navigation", { name: "Màn này chiếu" })).toHaveCount(1);
  expect(await faults(wall.page)).toEqual([]);
});
