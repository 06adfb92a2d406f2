// Watches one page for what nobody may see: errors, warnings, reloads.
import { expect, type Page } from "@playwright/test";

/** Everything a page said that it should not have said, and whether it was ever loaded anew. */
export class Guard {
  private readonly complaints: string[] = [];
  private navigations: string[] = [];
  private expected: RegExp[] = [];

  constructor(
    readonly name: string,
    private readonly page: Page,
  ) {
    page.on("console", (message) => {
      const { url } = message.location();
      this.complaints.push(`${message.type()}: ${message.text()}${url ? ` (${url})` : ""}`);
    });
    page.on("pageerror", (error) => this.complaints.push(`error: ${error.message}`));
    page.on("crash", () => this.complaints.push("the page crashed"));
    page.on("framenavigated", (frame) => {
      if (frame === page.mainFrame()) this.navigations.push(frame.url());
    });
  }

  /** From here on the page is loaded: it is to stay this very document. */
  async settle(): Promise<void> {
    await this.page.evaluate(() => Object.assign(window, { stillTheSame: true }));
    this.navigations = [];
  }

  /** A reload that the test itself asked for is none to complain about. */
  async allowReload(reload: () => Promise<unknown>): Promise<void> {
    await reload();
    await this.settle();
  }

  /** What the browser itself has to say about what the test is about to do, such as cutting the line. */
  expect(complaint: RegExp): void {
    this.expected.push(complaint);
  }

  /** The page was never loaded anew since it was settled. */
  async expectNoReload(): Promise<void> {
    expect(this.navigations, `${this.name}: navigations`).toEqual([]);
    const same = await this.page.evaluate(() => "stillTheSame" in window);
    expect(same, `${this.name}: still the document that was loaded`).toBe(true);
  }

  /** The browser's log is empty. */
  expectQuiet(): void {
    const unexpected = this.complaints.filter((said) => !this.expected.some((known) => known.test(said)));
    expect(unexpected, `${this.name}: the browser's log`).toEqual([]);
  }
}
