import type { Item } from "./outbox";
import type { Page } from "./page";

/** What a page fetched by hand asks of the live page, and tells it. */
export interface PollingEvents {
  /** A page the server rendered is here. */
  adopt(page: Document): void;
  /** A form was answered: done, or refused with a sentence. */
  answered(id: string, isDone: boolean, message: string): void;
  /** True once there is a socket again: what was fetched is old. */
  isLive(): boolean;
  /** The page was fetched and taken over: what waits can be sent. */
  fetched(): void;
  /** The meeting is gone. */
  gone(): void;
  /** The key was ended. */
  ended(): void;
}

/** Stands in for the socket where none can be had: fetches the page, and posts forms as forms. */
export class Polling {
  /** When a page was last taken over. */
  fetchedAt = -Infinity;
  private isFetching = false;

  constructor(
    private readonly page: Page,
    private readonly events: PollingEvents,
  ) {}

  /** Posts what waits as its form would; the page that comes back is the news. */
  post({ id, form, fields }: Item): void {
    const element = this.page.byId(form);
    if (!element) return;
    const body = new URLSearchParams();
    body.set("id", id);
    Object.keys(fields).forEach((name) => body.set(name, fields[name] as string));
    fetch(element.getAttribute("action") as string, { method: "POST", body, credentials: "same-origin" })
      .then((response) =>
        response.text().then((text) => {
          // Not now is not no: it is kept, and sent again.
          if (response.status >= 500 || response.status === 429) return;
          const page = parse(text);
          if (response.ok) this.adopt(page);
          const said = page.getElementById("notice") || page.querySelector("[role=alert]");
          this.events.answered(id, response.ok, (said && said.textContent) || "");
        }),
      )
      .catch(() => {});
  }

  /** Fetches the page, unless it was just fetched or nobody looks at it. */
  look(): void {
    if (this.isFetching || this.page.document.hidden || this.page.isVoid) return;
    this.isFetching = true;
    fetch(location.pathname, { credentials: "same-origin" })
      .then((response) => {
        if (response.status === 404) this.events.gone();
        if (response.status === 401) this.events.ended();
        if (!response.ok) return undefined;
        return response.text().then((text) => {
          if (this.events.isLive()) return;
          this.adopt(parse(text));
          this.events.fetched();
        });
      })
      .catch(() => {})
      .then(() => setTimeout(() => (this.isFetching = false), 6000 + Math.random() * 4000));
  }

  private adopt(page: Document): void {
    // A page that says something else, such as that there is no seat, has no panels.
    if (!page.querySelector('[data-panel="head"]')) return;
    this.events.adopt(page);
    this.fetchedAt = performance.now();
  }
}

const parse = (html: string) => new DOMParser().parseFromString(html, "text/html");
