// The chair's console with nothing but keys, and with nothing but fingers.
import { expect, type CDPSession, type Locator, type Page } from "@playwright/test";

import type { Hall } from "./hall";

/** The windows in which a chair is to find everything. */
export const WINDOWS = [
  { width: 1024, height: 768 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
] as const;

/** The numbers of those who wait, in order, as the program keeps them. */
export async function order(hall: Hall): Promise<number[]> {
  const { speakers } = (await hall.api("chair").look()).panels;
  return speakers.waiting.map((one) => one.request);
}

/** The numbers of those who wait, in order, as a page shows them. */
export function shown(page: Page): Promise<number[]> {
  return page.getByTestId("waiting").evaluateAll((rows) => rows.map((row) => Number(row.getAttribute("data-request"))));
}

/** The page and the program agree on who waits, in this order. */
export async function expectOrder(hall: Hall, page: Page, wanted: number[]): Promise<void> {
  await expect.poll(() => order(hall), { message: "the list as it is kept" }).toEqual(wanted);
  await expect.poll(() => shown(page), { message: "the list as it is shown" }).toEqual(wanted);
}

/** The row of someone on the list. */
export function row(page: Page, request: number): Locator {
  return page.locator(`[data-testid="waiting"][data-request="${request}"]`);
}

/** A finger on the screen: real touches, as the browser gets them from the glass. */
export class Finger {
  private constructor(
    private readonly page: Page,
    private readonly glass: CDPSession,
  ) {}

  static async on(page: Page): Promise<Finger> {
    return new Finger(page, await page.context().newCDPSession(page));
  }

  /** Takes hold of something, moves to a point in steps, and lets go there unless told to hold on. */
  async drag(from: Locator, to: { x: number; y: number }, { letGo = true } = {}): Promise<void> {
    await from.scrollIntoViewIfNeeded();
    const box = await from.boundingBox();
    if (!box) throw new Error("there is nothing to take hold of");
    const start = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await this.touch("touchStart", start);
    const steps = 12;
    for (let step = 1; step <= steps; step += 1) {
      const part = step / steps;
      await this.touch("touchMove", { x: start.x + (to.x - start.x) * part, y: start.y + (to.y - start.y) * part });
    }
    if (letGo) await this.touch("touchEnd");
  }

  /** Lets go. */
  async letGo(): Promise<void> {
    await this.touch("touchEnd");
  }

  private async touch(type: "touchStart" | "touchMove" | "touchEnd", at?: { x: number; y: number }): Promise<void> {
    await this.glass.send("Input.dispatchTouchEvent", { type, touchPoints: at ? [at] : [] });
    // One move a frame, as a screen reports them.
    await this.page.evaluate(() => new Promise((painted) => requestAnimationFrame(painted)));
  }
}

/** The lower edge of an element: where a row is dropped to come to stand behind it. */
export async function lowerEdge(element: Locator): Promise<{ x: number; y: number }> {
  const box = await element.boundingBox();
  if (!box) throw new Error("the row is not on the screen");
  return { x: box.x + box.width / 2, y: box.y + box.height };
}

/** The upper edge of an element. */
export async function upperEdge(element: Locator): Promise<{ x: number; y: number }> {
  const box = await element.boundingBox();
  if (!box) throw new Error("the row is not on the screen");
  return { x: box.x + box.width / 2, y: box.y };
}
