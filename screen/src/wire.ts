// The frames of the socket as app/meeting/src/wire.rs defines them, as far as screens use them.

/** The change of a panel's HTML since an offset: `[offset, at, removed, inserted]`, counted in UTF-16 units. */
export type Splice = [offset: number, at: number, removed: number, inserted: string];

/** Panels newer than what this page has; panels under `gone` are no longer there. */
export interface PanelsFrame {
  epoch: string;
  offset: number;
  /** The meeting's clock. */
  now: number;
  panels: Record<string, string | Splice>;
  gone?: string[];
}

/** What the server sends: an object with one of these fields. */
export interface FromRoom {
  panels?: PanelsFrame;
  answer?: { id: string; answer: { done?: { position: number }; refused?: unknown }; message?: string };
  /** It cannot be done just now: it is kept, and sent again after a pause. */
  not_now?: { id: string; message: string };
  beat?: { now: number };
  unreadable?: { id?: string; message: string };
}

/** What a page says first on a socket: which panels it has, and up to which offset. */
export interface Hello {
  epoch: string;
  have: Record<string, number>;
}

/** What a page sends: a hello once, then commands. */
export type ToRoom = { hello: Hello } | { do: { id: string; command: Command; made: number } };

/** What is asked of a question of a ballot. */
export type Answer = { ticked: number[] } | { words: string };

export interface Ballot {
  poll: number;
  answers: Answer[];
}

/** The commands a screen can send. */
export type Command =
  | { ballot: Ballot }
  | { tablet_ballot: { voter: string; ballot: Ballot } }
  | { speakers: { WithdrawRequest: { request: number } } }
  | { speakers: { RequestFloor: { speaker: Record<string, string> } } }
  | { written: { HandIn: { name: string; hamlet: string; text: string } } };

/** The code with which the server closes a socket whose key or card was ended. */
export const KEY_ENDED = 4401;
