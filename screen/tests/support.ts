// A page for the tests: what a browser has, as far as the script asks for it, on Node.
import { mock } from "node:test";

import { Window } from "happy-dom";

import { Page } from "../src/page";

/** A body with everything the script looks for, and a root in this state. */
export function openPage(state: Record<string, string>, body: string): Page {
  const document = documentOf(body);
  Object.assign(document.documentElement.dataset, state);
  return new Page(document);
}

/** A document with this body. */
export function documentOf(body: string): Document {
  const document = new Window({ url: "http://hall.test/m/428571" }).document as unknown as Document;
  document.body.innerHTML = body;
  // What a browser has beside the document. Timers stay Node's, so that a test can hold the time.
  Object.assign(globalThis, { window: globalThis, document, location: { protocol: "http:", host: "hall.test" }, scrollTo() {} });
  return document;
}

/** Time that passes only when it is told to: timers, and the monotonic clock. */
export class HandClock {
  private at = 1000;

  constructor() {
    mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
    mock.method(performance, "now", () => this.at);
  }

  pass(ms: number): void {
    this.at += ms;
    mock.timers.tick(ms);
  }

  stop(): void {
    mock.timers.reset();
    mock.restoreAll();
  }
}

/** Storage in memory. */
export class MemoryStorage {
  readonly items = new Map<string, string>();
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
  removeItem = (key: string) => void this.items.delete(key);
}

/** Dice that fall the same for the same seed (mulberry32). */
export function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}
