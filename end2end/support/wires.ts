// The socket of a page in the hand of a test: cut, slow, or answering something else.
import type { Page, WebSocketRoute } from "@playwright/test";

/** What a page says when it asks for something. */
interface Asked {
  do?: { id: string; command: Record<string, unknown> };
}

/** The line of one page. From when it is taken hold of, it is as the test has it; the page and its files come as ever. */
export class Wire {
  private sockets = new Set<WebSocketRoute>();
  private held: (() => void)[] | undefined;
  private isCut = false;
  /** Looks at what the page asks for; what it returns is said in place of the program's answer. */
  instead: (asked: NonNullable<Asked["do"]>) => unknown = () => undefined;
  /** The ids of all that was asked for, each as often as it was. */
  readonly asked: string[] = [];

  private constructor() {}

  static async of(page: Page): Promise<Wire> {
    const wire = new Wire();
    await page.routeWebSocket(/\/live/, (socket) => wire.opened(socket));
    return wire;
  }

  private opened(socket: WebSocketRoute): void {
    if (this.isCut) return void socket.close();
    const room = socket.connectToServer();
    this.sockets.add(socket);
    socket.onMessage((said) => {
      const { do: asked } = JSON.parse(String(said)) as Asked;
      if (asked) this.asked.push(asked.id);
      const instead = asked && this.instead(asked);
      if (instead === undefined) room.send(said);
      else socket.send(JSON.stringify(instead));
    });
    room.onMessage((said) => {
      // What is held back are answers: what others do goes on coming.
      const isAnswer = String(said).startsWith('{"answer"');
      if (this.held && isAnswer) this.held.push(() => socket.send(said));
      else socket.send(said);
    });
  }

  /** Nothing goes through any more. */
  async cut(): Promise<void> {
    this.isCut = true;
    for (const socket of this.sockets) await socket.close();
    this.sockets.clear();
  }

  /** The next line that is tried holds. */
  mend(): void {
    this.isCut = false;
  }

  /** Answers are late, from here on. */
  hold(): void {
    this.held = [];
  }

  /** How many answers are held back. */
  get late(): number {
    return this.held?.length ?? 0;
  }

  /** They come, and so do those after them. */
  release(): void {
    const held = this.held ?? [];
    this.held = undefined;
    for (const say of held) say();
  }
}
