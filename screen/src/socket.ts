import type { Page } from "./page";
import { KEY_ENDED, type Command, type FromRoom, type Hello, type ToRoom } from "./wire";

/** How long a socket may take until its first frame. */
const OPENING_MS = 4000;
/** A line from which nothing comes for so long is given up; the server's beat is more frequent. */
export const SILENCE_MS = 12000;
/** A page that has heard nothing for so long when someone looks at it again connects anew. */
const STALE_MS = 7000;

/** What a socket asks of the page, and tells it. */
export interface SocketEvents {
  /** The first thing said: what the page has. */
  hello(): Hello;
  /** A frame's time and panels; false if they do not fit what the page has, so that it has to begin anew. */
  update(frame: FromRoom): boolean;
  /** The line stands. */
  live(): void;
  /** A command was done, or refused with a sentence. */
  answered(id: string, isDone: boolean, message: string): void;
  /** A command cannot be done now. */
  putOff(id: string, message: string): void;
  /** The key or the card was ended. */
  ended(): void;
  /** After each frame. */
  heard(): void;
}

/** The page's websocket: opened, watched, and opened again. */
export class Socket {
  isLive = false;
  private socket: WebSocket | null = null;
  private attempts = 0;
  private retry = 0;
  private heardAt = performance.now();
  // By the wall clock: the other stands still while a phone sleeps.
  private heardOnWall = Date.now();
  private silentSince = performance.now();
  /** The ids sent on this socket and not yet answered, in order: so they are answered. */
  private unanswered: string[] = [];

  constructor(
    private readonly page: Page,
    private readonly events: SocketEvents,
  ) {}

  /** Opens a socket in place of the one there is. */
  connect(): void {
    clearTimeout(this.retry);
    this.drop();
    if (this.page.isVoid) return;
    this.unanswered = [];
    let socket: WebSocket;
    try {
      socket = this.socket = new WebSocket(this.address());
    } catch (forbidden) {
      return this.connectLater();
    }
    const slow = setTimeout(() => {
      if (socket !== this.socket) return;
      this.drop();
      this.connectLater();
    }, OPENING_MS);
    socket.onopen = () => {
      this.heardAt = performance.now();
      this.write({ hello: this.events.hello() });
    };
    socket.onmessage = (event) => {
      clearTimeout(slow);
      if (socket === this.socket) this.receive(JSON.parse(event.data as string) as FromRoom);
    };
    socket.onclose = (event) => {
      clearTimeout(slow);
      if (socket !== this.socket) return;
      this.drop();
      if (event.code === KEY_ENDED && !this.page.isVoid) return this.events.ended();
      this.connectLater();
    };
  }

  /** Sends a command; the line has to stand. */
  send(id: string, command: Command, made: number): void {
    this.unanswered.push(id);
    this.write({ do: { id, command, made } });
  }

  /** How long there has been no line; 0 while there is one, and where none is wanted. */
  silence(): number {
    return this.isLive || this.page.isVoid ? 0 : performance.now() - this.silentSince;
  }

  /** Gives up a line that has gone silent. */
  check(): void {
    if (!this.isLive || performance.now() - this.heardAt <= SILENCE_MS) return;
    this.drop();
    this.connectLater();
  }

  /** Someone looks at the page again, or the device is back on the network: connects at once. */
  wake(): void {
    if (this.isLive && Date.now() - this.heardOnWall <= STALE_MS) return;
    this.attempts = 0;
    this.connect();
  }

  private address(): string {
    const scheme = location.protocol === "https:" ? "wss://" : "ws://";
    const { place, lang } = this.page.state;
    return scheme + location.host + this.page.path + "/live?as=" + place + "&lang=" + lang;
  }

  private write(frame: ToRoom): void {
    if (this.socket) this.socket.send(JSON.stringify(frame));
  }

  private drop(): void {
    if (this.socket) {
      this.socket.onopen = this.socket.onmessage = this.socket.onclose = null;
      this.socket.close();
    }
    if (this.isLive) this.silentSince = performance.now();
    this.socket = null;
    this.isLive = false;
    this.page.state.live = "false";
  }

  // Spread out, so that a hall full of phones does not come back in one instant; soon, so that all are there within
  // seconds of the server.
  private connectLater(): void {
    const longest = Math.min(2000, 300 * Math.pow(2, this.attempts));
    this.attempts += 1;
    clearTimeout(this.retry);
    this.retry = window.setTimeout(() => this.connect(), longest / 3 + (Math.random() * longest * 2) / 3);
  }

  private receive(frame: FromRoom): void {
    const { answer, not_now: putOff, unreadable } = frame;
    this.heardAt = performance.now();
    this.heardOnWall = Date.now();
    if (!this.events.update(frame)) return this.connect();
    if (!this.isLive && (frame.panels || frame.beat)) {
      this.isLive = true;
      this.attempts = 0;
      this.page.state.live = "true";
      this.events.live();
    }
    if (answer) this.settle(answer.id, !answer.answer.refused, answer.message);
    if (putOff) {
      this.forget(putOff.id);
      this.events.putOff(putOff.id, putOff.message);
    }
    // Sent again it would be no better. Without an id it is the first that is not yet answered.
    if (unreadable) this.settle(unreadable.id || this.unanswered[0] || "", false, unreadable.message);
    this.events.heard();
  }

  private settle(id: string, isDone: boolean, message: string | undefined): void {
    this.forget(id);
    this.events.answered(id, isDone, message || "");
  }

  private forget(id: string): void {
    this.unanswered = this.unanswered.slice(this.unanswered.indexOf(id) + 1);
  }
}
