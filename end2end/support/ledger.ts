// What was done, in one line an event, so that a test can say beforehand what a journal is to hold.
import type { Recorded } from "./wire";

/** Fields that say which and how much; words, times and persons are looked at elsewhere. */
const TOLD = ["id", "after", "attendee", "request", "speech", "opinion", "seconds", "residents", "officials"];

/** An event as `who Kind which=1`, such as `chair FloorGiven request=2 speech=1 seconds=300`. */
export function told({ by, event }: Recorded): string {
  const [change] = Object.values(event);
  const [kind, fields] =
    typeof change === "string" ? [change, {}] : (Object.entries(change ?? {})[0] ?? ["nothing", {}]);
  const which = TOLD.filter((name) => typeof fields[name] === "number").map((name) => `${name}=${fields[name]}`);
  return [actor(by), kind, ...which].join(" ");
}

/** Who caused it: `system`, a staff place, or `phone`. */
function actor(by: unknown): string {
  if (typeof by === "string") return by;
  if (typeof by === "object" && by !== null) {
    if ("staff" in by) return String(by.staff);
    if ("person" in by) return "phone";
  }
  return JSON.stringify(by);
}
