// Looks at pages as pictures: writes them down, and checks what can be checked of a picture by a program.
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

import { screenLives, type Seat } from "./hall";

/** A window's size, as `width × height`. */
export type Size = readonly [number, number];

export const PHONE: readonly Size[] = [[360, 640]];
export const CONSOLE: readonly Size[] = [
  [1024, 768],
  [820, 1180],
];
export const TABLET: readonly Size[] = [
  [820, 1180],
  [1024, 768],
];
export const WALL: readonly Size[] = [
  [1920, 1080],
  [1024, 768],
];
export const FOUR_K: Size = [3840, 2160];

/** What a picture is held against beside its look. */
export interface Rules {
  /** Everything is on the screen at once: nothing to scroll for. */
  oneScreen?: boolean;
  /** It is what goes on paper: nobody reads that with a program. */
  paper?: boolean;
}

/**
 * Takes a picture of a page in each size. Nothing may stick out at the side, the page may hold no
 * accessibility fault, and where everything is to fit one screen, it does.
 */
export async function picture(page: Page, name: string, sizes: readonly Size[], rules: Rules = {}): Promise<void> {
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    // What moves on a change of size has moved.
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
    await page.evaluate(atRest);
    const what = `${name} at ${width} × ${height}`;
    // A program looks at the page, people at its picture: nobody does unless they asked for it, and it takes most of the time.
    const folder = process.env.PICTURES;
    if (folder) await page.screenshot({ path: file(folder, `${name}-${width}x${height}.png`), animations: "disabled" });
    const over = await overflow(page);
    expect.soft(over.wider, `${what}: pixels to scroll to the side`).toBeLessThanOrEqual(0);
    expect.soft(over.who, `${what}: what sticks out at the side`).toBe("nothing");
    if (rules.oneScreen) expect.soft(over.taller, `${what}: pixels below the screen`).toBeLessThanOrEqual(0);
  }
  if (!rules.paper) expect.soft(await faults(page), `${name}: accessibility`).toEqual([]);
}

/** A screen as it is, and in the second language: what the hall reads fits in both. */
export async function inBoth(seat: Seat, name: string, sizes: readonly Size[]): Promise<void> {
  const { page, guard } = seat;
  const read = (value: "vi" | "en") =>
    guard.allowReload(async () => {
      await page.context().addCookies([{ name: "lang", value, url: new URL("/", page.url()).href }]);
      await page.reload();
      await expect(page.locator("html")).toHaveAttribute("lang", value);
      await screenLives(page);
    });
  await picture(page, name, sizes);
  await read("en");
  await picture(page, `${name}-en`, sizes);
  await read("vi");
}

/** A file in the folder that was named for pictures. */
function file(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true });
  return join(folder, name);
}

/** Waits until whatever moves to an end has come there. */
async function atRest(): Promise<void> {
  const ends = (animation: Animation) => animation.playState === "running" && animation.effect?.getComputedTiming().endTime !== Infinity;
  const moving = document.getAnimations().filter(ends);
  await Promise.allSettled(moving.map((animation) => animation.finished));
}

/** How far the page is larger than its window, and what sticks out of it, be it cut off or to be scrolled to. */
function overflow(page: Page): Promise<{ wider: number; taller: number; who: string }> {
  return page.evaluate(() => {
    const root = document.scrollingElement ?? document.documentElement;
    const wide = [...document.body.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > window.innerWidth + 1 && element.getClientRects().length > 0,
    );
    const last = wide.at(-1);
    return {
      wider: root.scrollWidth - window.innerWidth,
      taller: root.scrollHeight - window.innerHeight,
      who: last ? `${last.tagName.toLowerCase()}.${last.getAttribute("class") ?? ""}` : "nothing",
    };
  });
}

/** Accessibility faults of any weight, one line each. */
export async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}
