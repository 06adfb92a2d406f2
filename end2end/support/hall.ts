// A hall for a test: the program, and the people in it, each at a browser of their own.
import { test as base, expect, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "@playwright/test";

import { Api } from "./api";
import { Guard } from "./guard";
import { STAFF_ADDRESS, Server, type Laptop } from "./server";
import type { ConsolePlace, Exported, Links, Place } from "./wire";

/** One page of one place, watched. */
export interface Seat {
  readonly page: Page;
  readonly guard: Guard;
}

/** Whether pages of this context run scripts. */
interface Script {
  script: boolean;
}

/** A running hall with one meeting. */
export class Hall {
  private readonly seats: Seat[] = [];
  private readonly contexts: BrowserContext[] = [];

  private constructor(
    readonly server: Server,
    readonly links: Links,
    private readonly browser: Browser,
    private readonly script: boolean,
  ) {}

  static async open(browser: Browser, programme: string, { script }: Script, laptop: Laptop): Promise<Hall> {
    const { server, links } = await Server.start(programme, laptop);
    return new Hall(server, links, browser, script);
  }

  get code(): string {
    return this.links.code;
  }

  /** The address of a place, without its key. */
  address(place: Place): string {
    if (place === "phone") return `${this.server.hall}/m/${this.code}`;
    return `${this.server.staff}/m/${this.code}/${place}`;
  }

  /** The link of a place as it was given out, opened where its people sit: staff at the laptop itself. */
  link(place: Place): string {
    if (place === "phone") return `${this.server.hall}/${this.code}`;
    const link = new URL(this.links.places[place].url);
    link.hostname = STAFF_ADDRESS;
    return link.href;
  }

  /** The same over HTTP, as someone at this place. */
  api(place: Place): Api {
    return new Api(this.server.staff, this.code, this.links.places[place].secret);
  }

  /** One more phone over HTTP, with a seat of its own. */
  async seat(): Promise<Api> {
    const answer = await fetch(`${this.server.staff}/api/meetings/${this.code}/phones`, { method: "POST" });
    const { secret } = (await answer.json()) as { secret: string };
    return new Api(this.server.staff, this.code, secret);
  }

  /** One more meeting in the same data folder, from this programme. */
  async another(programme: string): Promise<Links> {
    const headers = { authorization: `Bearer ${this.links.places.office.secret}` };
    const body = JSON.stringify({ programme });
    const answer = await fetch(`${this.server.staff}/api/meetings`, { method: "POST", headers, body });
    expect(answer.status).toBe(201);
    return (await answer.json()) as Links;
  }

  /** A browser profile of its own. */
  async profile(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await this.browser.newContext(options);
    this.contexts.push(context);
    return context;
  }

  /** Watches a page of this hall from its first request on. */
  watch(name: string, page: Page): Seat {
    const seat = { page, guard: new Guard(name, page) };
    this.seats.push(seat);
    return seat;
  }

  /** A tab in which nothing is open yet, watched. */
  async tab(name: string, context: BrowserContext): Promise<Seat> {
    return this.watch(name, await context.newPage());
  }

  /** Opens a place with its link, in a browser of its own unless one is given, and waits until it lives. */
  async sit(place: Place, context?: BrowserContext, options?: BrowserContextOptions): Promise<Seat> {
    const seat = await this.tab(place, context ?? (await this.profile(options)));
    await seat.page.goto(this.link(place));
    await this.settle(place, seat);
    return seat;
  }

  /** A phone that joins by the short address of the QR code. */
  async phone(options?: BrowserContextOptions): Promise<Seat> {
    return this.sit("phone", undefined, { viewport: { width: 360, height: 640 }, ...options });
  }

  /** Waits until a page that was just opened lives; from then on it is to stay. */
  async settle(place: Place, seat: Seat): Promise<void> {
    await expect(seat.page, "the key has left the address bar").toHaveURL(this.address(place));
    if (this.script) {
      await (place === "projector" || place === "tablet" || place === "phone" ? screenLives(seat.page) : consoleLives(place, seat.page));
      await seat.guard.settle();
    }
  }

  /** Nobody's page was loaded anew. */
  async expectNoReload(): Promise<void> {
    for (const { guard } of this.seats) await guard.expectNoReload();
  }

  /** What the program exports; it may still be running. */
  exported(): Promise<Exported> {
    return this.server.exported(this.code);
  }

  /** Everyone leaves, the program is stopped, and nothing was complained about. */
  async close(passed: boolean, complains = false): Promise<void> {
    try {
      for (const context of this.contexts) await context.close();
      const said = await this.server.stop();
      if (!passed) return;
      for (const { guard } of this.seats) guard.expectQuiet();
      if (complains) return;
      expect(complaints(said), "the program's own log").toEqual([]);
    } finally {
      await this.server.remove();
    }
  }
}

/** What the log complains of. That the disk was slow says something of the machine, not of the program. */
function complaints(log: string): string[] {
  return log.split("\n").filter((line) => line.trim() && !line.includes("slow statement"));
}

/** A console lives when it is hydrated and its socket is open. */
export async function consoleLives(place: ConsolePlace, page: Page): Promise<void> {
  const root = page.locator("html");
  await expect(root, `${place} is hydrated`).toHaveAttribute("data-hydrated", "true");
  await expect(root, `${place} is connected`).toHaveAttribute("data-connected", "true");
  await expect(page.getByTestId("console")).toHaveAttribute("data-place", place);
}

/** A screen lives when its socket has spoken. */
export async function screenLives(page: Page): Promise<void> {
  await expect(page.locator("html"), "the screen is connected").toHaveAttribute("data-live", "true");
}

/** Tests with a hall of programme A, or of another with `test.use({ programme: … })`. */
export const test = base.extend<{ programme: string; laptop: Laptop; hall: Hall }>({
  programme: ["xa-cong-an", { option: true }],
  // What a test does to the laptop the program may say in its log.
  laptop: [{}, { option: true }],
  hall: async ({ browser, programme, laptop, javaScriptEnabled }, use, info) => {
    const hall = await Hall.open(browser, programme, { script: javaScriptEnabled ?? true }, laptop);
    await use(hall);
    await hall.close(info.status === info.expectedStatus, Object.keys(laptop).length > 0);
  },
});

export { expect };
