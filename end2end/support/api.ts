// The program's HTTP interface, for what a test does or looks at beside the browser.
import { randomUUID } from "node:crypto";

import type { Look, Recorded } from "./wire";

/** Someone who holds a place's secret. */
export class Api {
  constructor(
    private readonly origin: string,
    private readonly code: string,
    private readonly secret: string,
  ) {}

  /** Does a command, as `{subject: {Command: fields}}`; a refusal is an error. */
  async do(command: Record<string, unknown>): Promise<number> {
    const answer = await this.ask<{ done: { position: number } }>("commands", { id: randomUUID(), command });
    return answer.done.position;
  }

  /** All that this place may see. */
  look(): Promise<Look> {
    return this.ask<Look>("panels");
  }

  /** What happened behind a position. */
  async events(since = 0): Promise<Recorded[]> {
    return (await this.ask<{ events: Recorded[] }>(`events?since=${since}`)).events;
  }

  private async ask<T>(path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.origin}/api/meetings/${this.code}/${path}`, {
      headers: { authorization: `Bearer ${this.secret}` },
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as T;
  }
}
