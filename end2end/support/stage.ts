// Brings a meeting to where a test begins, by the interface instead of the browser.
import type { Hall } from "./hall";

/** Items of programme A by what is on. */
export const ITEM = { opening: 1, floor: 5, poll: 6, optional: 7, answer: 8, closing: 10 } as const;

/** Who wants to speak. */
export interface Speaker {
  name: string;
  hamlet?: string;
  subject?: string;
  on_behalf?: string;
}

/** Moves a meeting on. */
export class Stage {
  constructor(private readonly hall: Hall) {}

  async start(item: keyof typeof ITEM): Promise<void> {
    await this.hall.api("chair").do({ agenda: { StartItem: { id: ITEM[item] } } });
  }

  /** The desk puts someone on the list; the number they are told. */
  async register(speaker: Speaker): Promise<number> {
    await this.hall.api("desk").do({ speakers: { RegisterSpeaker: { speaker } } });
    const { speakers } = (await this.hall.api("desk").look()).panels;
    const last = speakers.waiting.at(-1);
    if (!last) throw new Error("nobody waits");
    return last.request;
  }

  /** The floor goes to someone who waits, for so many seconds. */
  async giveFloor(request: number, seconds = 300): Promise<void> {
    await this.hall.api("chair").do({ speakers: { GiveFloor: { request, seconds } } });
  }

  /** Someone from the desk's list speaks; the id of the speech. */
  async speak(speaker: Speaker, seconds = 300): Promise<number> {
    await this.giveFloor(await this.register(speaker), seconds);
    const { floor } = (await this.hall.api("chair").look()).panels;
    if (!floor.speech) throw new Error("nobody speaks");
    return floor.speech.id;
  }

  async chair(command: Record<string, unknown>): Promise<void> {
    await this.hall.api("chair").do(command);
  }
}
