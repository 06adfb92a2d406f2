import { setText } from "./dom";
import type { Page } from "./page";

/** How far one's own request is, as the style sheet knows it. */
type Turn = "none" | "waiting" | "next" | "speaking";

/** One's turn, and how many speak before: -1 when that is not said. `order` lists all who wait by their requests. */
function turnOf(own: string, order: string[], isSpeaking: boolean): { turn: Turn; before: number } {
  const before = own && !isSpeaking ? order.indexOf(own) : -1;
  const turn = isSpeaking ? "speaking" : !own ? "none" : before === 0 ? "next" : "waiting";
  return { turn, before };
}

/** True if a list of numbers, separated by spaces, has this one. */
function isAmong(numbers = "", number = ""): boolean {
  return (" " + numbers + " ").indexOf(" " + number + " ") >= 0;
}

/** Says one's place in the list of speakers; `itIsTime` is called when one comes next, and when one has the floor. */
export function settleTurn(page: Page, itIsTime: () => void): void {
  const { state, words } = page;
  const line = page.byId("place");
  if (!line) return;
  const list = page.document.querySelector("[data-order]");
  const order = list ? (list.getAttribute("data-order") || "").split(" ") : [];
  const { turn, before } = turnOf(state.request || "", order, state.speaking === "yes");
  const place = before > 0 ? (words.place || "").replace("{n}", String(before)) : "";
  setText(line, before === 0 ? words.next || "" : place);
  if (state.turn === turn) return;
  state.turn = turn;
  if (turn === "next" || turn === "speaking") itIsTime();
}

/** Says on the root element how one's ballot of the current poll stands: in the ballot box, locked there, or on paper. */
export function settleBallot({ state }: Page): void {
  const among = (polls: string | undefined) => (isAmong(polls, state.ballot) ? "yes" : "no");
  const voted = among(state.votes);
  if (voted === "no" || state.poll !== "open") state.changing = "no";
  state.voted = voted;
  state.locked = among(state.locks);
  state.paper = among(state.papers);
}
