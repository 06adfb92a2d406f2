import { countdown, timeOfDay, type ServerClock } from "./clock";
import { setText } from "./dom";
import type { Page } from "./page";

/** Draws the clocks and countdowns of a page. `timeIsUp` is called when a running countdown passes its end. */
export function drawClocks(page: Page, clock: ServerClock, timeIsUp: () => void): void {
  const now = clock.now();
  page.document.querySelectorAll(".clock").forEach((element) => setText(element, timeOfDay(now)));
  page.document.querySelectorAll<HTMLElement>(".countdown, .timer").forEach((element) => {
    const { deadline, left, allotted, clock: before } = element.dataset;
    const isRunning = deadline !== undefined;
    const shown = countdown(isRunning ? Number(deadline) - now : Number(left), Number(allotted), isRunning);
    if (before !== shown.state) {
      if (shown.state === "over" && before === "low" && isRunning) timeIsUp();
      element.dataset.clock = shown.state;
    }
    setText(element.querySelector("span"), page.words[shown.word] || "");
    setText(element.querySelector("b"), shown.face);
    const bar = element.querySelector("progress");
    if (bar && bar.value !== shown.share) bar.value = shown.share;
  });
}
