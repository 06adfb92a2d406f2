/**
 * The server's clock, right on a device whose own is wrong: server time minus a monotonic clock. A frame can only be
 * late, so the largest difference seen is the truest; when it falls behind by far, the server's clock was set back.
 */
export class ServerClock {
  private offset: number;

  constructor(
    now: number,
    private readonly monotonic: () => number,
  ) {
    this.offset = now - monotonic();
  }

  /** Hears what time a frame says it is. */
  hear(now: number): void {
    const seen = now - this.monotonic();
    if (seen > this.offset || seen < this.offset - 1500) this.offset = seen;
  }

  /** The server's time in whole milliseconds since 1970. */
  now(): number {
    return Math.floor(this.monotonic() + this.offset);
  }
}

/** Minutes and seconds as a countdown shows them, without a sign: `2:05`. */
export function clockFace(ms: number): string {
  // What is left counts whole until it is gone; what is over counts from its first full second.
  const seconds = ms > 0 ? Math.ceil(ms / 1000) : Math.floor(-ms / 1000);
  return Math.floor(seconds / 60) + ":" + ("0" + (seconds % 60)).slice(-2);
}

/** The time of day in the hall, which keeps UTC+7 the whole year: `9:05`. */
export function timeOfDay(now: number): string {
  const hall = new Date(now + 7 * 3600000);
  return hall.getUTCHours() + ":" + ("0" + hall.getUTCMinutes()).slice(-2);
}

/** How a countdown stands, as the style sheet knows it. */
export type CountdownState = "left" | "low" | "over" | "paused";

/** What a countdown shows. */
export interface Countdown {
  state: CountdownState;
  /** Which of the page's words stands beside it. */
  word: CountdownState | "pausedOver";
  face: string;
  /** How much of the time given is left, from 0 to 1 in thousandths. */
  share: number;
}

/** What a countdown with so many milliseconds left of those allotted shows. */
export function countdown(left: number, allotted: number, isRunning: boolean): Countdown {
  const given = allotted || 1;
  const isOver = left <= -1000;
  const isLow = left < Math.min(60000, given / 3);
  const state = isOver ? "over" : !isRunning ? "paused" : isLow ? "low" : "left";
  return {
    state,
    word: isOver && !isRunning ? "pausedOver" : state,
    face: clockFace(left),
    share: Math.min(1000, Math.floor((Math.max(0, left) * 1000) / given)) / 1000,
  };
}
