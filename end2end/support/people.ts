// What people do at their places, in the words of the hall.
import { expect, type Locator } from "@playwright/test";

import type { Seat } from "./hall";

/** The chair's next step, as its large button names it. */
export type Step =
  | "begin"
  | "next"
  | "give-floor"
  | "resume"
  | "end-speech"
  | "open-poll"
  | "close-poll"
  | "show-result"
  | "close"
  | "over";

/** Steps that cannot be taken back, so that they are pressed twice. */
const FINAL: readonly Step[] = ["close-poll", "close"];

/** Someone with a page. */
abstract class Person {
  constructor(readonly seat: Seat) {}

  get page() {
    return this.seat.page;
  }

  /** The element the page calls so; there is exactly one. */
  get(testid: string): Locator {
    return this.page.getByTestId(testid);
  }

  press(testid: string): Promise<void> {
    return this.get(testid).click();
  }
}

export class Chair extends Person {
  /** Waits until this is the next step, and takes it. */
  async take(step: Step): Promise<void> {
    await this.expectStep(step);
    await this.press("primary-action");
    if (FINAL.includes(step)) {
      await expect(this.get("primary-action")).toHaveAttribute("data-armed", "true");
      await this.press("primary-action");
    }
  }

  async expectStep(step: Step): Promise<void> {
    await expect(this.get("next-step"), "the chair's next step").toHaveAttribute("data-step", step);
  }

  /** The row of an item on the agenda, by its number. */
  item(id: number): Locator {
    return this.get("agenda").locator(`[data-item="${id}"]`);
  }
}

export class Secretary extends Person {
  /** The entry about a fact whose sentence has this in it. */
  entry(kind: string, fact: string): Locator {
    return this.page.locator(`[data-testid="minutes-entry"][data-kind="${kind}"]`).filter({ hasText: fact });
  }

  /** Types at the end of a text, key by key. */
  async type(text: Locator, words: string): Promise<void> {
    await text.focus();
    await this.page.keyboard.press("Control+End");
    await text.pressSequentially(words);
  }

  /** The program says that what was typed is on disk. */
  async expectSaved(text: Locator): Promise<void> {
    await expect(text.locator("xpath=.."), "the words are on disk").toHaveAttribute("data-state", "saved");
  }
}

export class Desk extends Person {
  async checkIn(name: string, hamlet: string, kind: "resident" | "official"): Promise<void> {
    await this.get("check-in-name").fill(name);
    await this.get("check-in-hamlet").fill(hamlet);
    await this.get("check-in-kind").selectOption(kind);
    await this.press("check-in");
    await expect(this.get("attendee").filter({ hasText: name })).toBeVisible();
    await expect(this.get("check-in-name"), "ready for the next").toHaveValue("");
  }

  async register(name: string, hamlet: string, subject: string): Promise<void> {
    await this.get("register-name").fill(name);
    await this.get("register-hamlet").fill(hamlet);
    await this.get("register-subject").fill(subject);
    await this.press("register-speaker");
    await expect(this.get("register-name"), "ready for the next").toHaveValue("");
  }
}

export class Phone extends Person {
  async ask(name: string, hamlet: string, subject: string): Promise<void> {
    await this.get("ask-name").fill(name);
    await this.get("ask-hamlet").fill(hamlet);
    await this.get("ask-subject").fill(subject);
    await this.press("ask-submit");
  }

  async withdraw(): Promise<void> {
    await this.press("withdraw-open");
    await this.press("withdraw");
  }

  /** Ticks a level of the scale, from 0, by its words as a thumb does, and sends the ballot. */
  async vote(level: number, remark = ""): Promise<void> {
    await this.page.locator("label.level").nth(level).click();
    if (remark) await this.get("vote-words").fill(remark);
    await this.press("vote-submit");
  }

  /** The number under which one waits. */
  async expectNumber(number: number): Promise<void> {
    await expect(this.get("my-number")).toHaveText(String(number));
  }

  /** Neither waits nor speaks. */
  async expectNoNumber(): Promise<void> {
    await expect(this.get("my-number")).toHaveCount(0);
  }
}

export class Tablet extends Person {}

/** What the wall shows, as its style sheet knows it. */
export type Scene = "welcome" | "agenda" | "speaker" | "poll" | "result" | "break" | "minutes" | "conclusions" | "message" | "blank" | "closing";

export class Projector extends Person {
  async expectScene(scene: Scene): Promise<void> {
    await expect(this.page.locator("html"), "the scene on the wall").toHaveAttribute("data-scene", scene);
  }
}
