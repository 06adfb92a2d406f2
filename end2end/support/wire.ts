// The shapes of what the program says, as far as the tests read them.

/** A place of the hall, as in addresses. */
export type Place = "chair" | "secretary" | "desk" | "office" | "projector" | "tablet" | "phone";
/** Places whose page is a console: hydrated, not only patched. */
export type ConsolePlace = Exclude<Place, "projector" | "tablet" | "phone">;

/** What `serve --links-json` writes. */
export interface Links {
  code: string;
  places: Record<Place, { url: string; secret: string }>;
}

/** An event of the journal. */
export interface Recorded {
  position: number;
  at: number;
  by: unknown;
  /** `{subject: "Kind"}` or `{subject: {Kind: fields}}`. */
  event: Record<string, string | Record<string, Record<string, unknown>>>;
}

/** What `hoitruong export` writes, as far as it is looked at. */
export interface Exported {
  format: number;
  code: string;
  events: Recorded[];
  meeting: {
    agenda: { phase: string; items: { id: number; state: string; text: { title: string; optional: boolean } }[] };
    attendance: { residents: number; officials: number; named: { name: string; hamlet: string; kind: string }[] };
    minutes: { entries: { id: number; fact: unknown; text: { text: string } }[] };
    opinions: { all: { id: number; speech: number; text: { text: string } }[] };
    polls: {
      all: { state: string; shown: boolean; openings: number; tally: { ballots: number; counts: { answered: number; ticks: number[]; words?: string[] }[] } | null }[];
    };
    speakers: {
      open: boolean;
      waiting: number[];
      requests: Record<string, { state: string; source: string; speaker: { name: string } }>;
      speeches: { id: number; name: string; request: number | null; allotted_ms: number }[];
    };
  };
}

/** How the time of a speech stands. */
export type Clock = { running: { deadline: number } } | { paused: { left_ms: number } } | { ended: { left_ms: number } };

/** A text of the minutes, with the revision it is of. */
export interface TextView {
  text: string;
  revision: number;
}

/** What `GET /api/meetings/{code}/panels` answers a member of staff, as far as it is looked at. */
export interface Look {
  position: number;
  now: number;
  panels: {
    floor: { speech: { id: number; name: string; clock: Clock } | null };
    speakers: { open: boolean; waiting: { request: number; name: string }[] };
    minutes: { entries: number[] };
  } & Record<`entry/${number}`, { text: TextView; fact: unknown } | undefined>;
}
