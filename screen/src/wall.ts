import type { Chime } from "./chime";
import { swapLabel } from "./dom";
import type { Page } from "./page";

/** How long the choice of what a wall shows stays after the mouse has rested. */
const RESTS_MS = 4000;

/**
 * What a wall shows that was chosen to show `wall`, while the meeting is at the scene `follows` and its poll at `poll`.
 * A message and a blank wall are said to all; only who stands at the lectern keeps the clock.
 */
export function sceneOf(wall: string, follows: string, poll: string): string {
  const own = { agenda: "agenda", speaker: "speaker", poll: poll === "shown" ? "result" : "poll" }[wall];
  if (wall === "lectern") return "speaker";
  return !own || follows === "message" || follows === "blank" ? follows : own;
}

/** The projector's wall. On a phone it does nothing. */
export class Wall {
  private resting = 0;

  constructor(
    private readonly page: Page,
    private readonly chime: Chime,
  ) {
    page.document.addEventListener("mousemove", () => this.pointed());
    const button = page.byId("chime");
    if (button) button.addEventListener("click", () => this.toggleChime(button));
    const { fonts } = page.document;
    window.addEventListener("resize", () => this.fit());
    window.addEventListener("load", () => this.fit());
    if (fonts && fonts.ready) fonts.ready.then(() => this.fit());
  }

  /** Shows the scene this wall is for. */
  settle(): void {
    const { wall, follows, poll, scene } = this.page.state;
    if (!wall) return;
    const wanted = sceneOf(wall, follows || "", poll || "");
    if (scene !== wanted) this.page.state.scene = wanted;
  }

  /** Sets smaller what does not fit. The style sheet sizes texts by their length; nothing is ever cut. */
  fit(): void {
    const stage = this.page.byId("stage");
    if (!stage) return;
    let scale = 1;
    stage.style.fontSize = "";
    while (scale > 0.5 && (stage.scrollHeight > stage.clientHeight + 1 || stage.scrollWidth > stage.clientWidth + 1)) {
      scale -= 0.04;
      stage.style.fontSize = scale + "em";
    }
  }

  // A hand on the mouse wants something: the choice of what this wall shows. It goes when the hand rests.
  private pointed(): void {
    const { state } = this.page;
    state.hand = "yes";
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => (state.hand = "no"), RESTS_MS);
  }

  private toggleChime(button: HTMLElement): void {
    this.chime.isOn = !this.chime.isOn;
    button.setAttribute("aria-pressed", String(this.chime.isOn));
    swapLabel(button);
    this.chime.unlock();
    if (this.chime.isOn) this.chime.ring();
  }
}
