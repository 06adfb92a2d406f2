import { setText } from "./dom";
import type { Page } from "./page";

/** The kinds of notices, as the style sheet knows them. */
export type NoticeKind = "none" | "done" | "refused";

/** The sentences that tell a person what became of what they sent. */
export class Feedback {
  private fading: number | undefined;

  constructor(private readonly page: Page) {}

  /** Says beside a form that it is on its way, and takes no second one meanwhile. */
  sending(form: string, isSending: boolean): void {
    const element = this.page.byId(form);
    if (!element) return;
    setText(element.querySelector(".status"), (isSending && this.page.words.sending) || "");
    element.querySelectorAll("button").forEach((button) => (button.disabled = isSending));
  }

  /** Says a sentence at the top of the page; one of something done goes by itself. */
  notice(kind: NoticeKind, text: string): void {
    const line = this.page.byId("notice");
    if (!line) return;
    line.dataset.kind = kind;
    setText(line, text);
    clearTimeout(this.fading);
    if (kind === "done") this.fading = window.setTimeout(() => setText(line, ""), 8000);
  }
}
