import { hash, spliced } from "./splice";
import type { Hello, PanelsFrame } from "./wire";

/** A panel's HTML and the stream offset it is of; -1 when the browser holds it differently from how it was sent. */
export interface Panel {
  offset: number;
  html: string;
}

/** New HTML by the panel's name; empty for a panel that is gone. */
export type Changes = Record<string, string>;

/**
 * Reads the panels of a document the server rendered. A browser may write HTML differently from how it came: of such a
 * panel the offset is unknown, so that it is sent whole.
 */
export function readPanels(from: ParentNode): Record<string, Panel> {
  const found: Record<string, Panel> = {};
  from.querySelectorAll<HTMLElement>("[data-panel]").forEach((section) => {
    const { panel, offset, hash: sent } = section.dataset;
    const html = section.innerHTML;
    found[panel as string] = { offset: hash(html) === sent ? Number(offset) : -1, html };
  });
  return found;
}

/** The panels this page has as the server sent them: what it says it has, and what a splice is applied to. */
export class PanelStore {
  private panels: Record<string, Panel> = {};

  constructor(private epoch: string) {}

  /** What the server is told that this page has. */
  hello(): Hello {
    const have: Record<string, number> = {};
    Object.keys(this.panels).forEach((name) => (have[name] = (this.panels[name] as Panel).offset));
    return { epoch: this.epoch, have };
  }

  /** Takes over the panels of a rendered page, but for those whose offset is unknown. */
  reset(epoch: string, panels: Record<string, Panel>): void {
    this.epoch = epoch;
    this.panels = {};
    Object.keys(panels).forEach((name) => {
      const panel = panels[name] as Panel;
      if (panel.offset >= 0) this.panels[name] = panel;
    });
  }

  /** Forgets all panels, so that the next hello brings them whole. */
  forget(): void {
    this.panels = {};
  }

  /** Takes a frame, all of it or nothing: null if a splice does not fit what is here. */
  take(frame: PanelsFrame): Changes | null {
    const known = frame.epoch === this.epoch ? this.panels : {};
    const changes: Changes = {};
    for (const name of Object.keys(frame.panels)) {
      let html = frame.panels[name] as PanelsFrame["panels"][string];
      if (typeof html !== "string") {
        const old = known[name];
        // It is as it was from html[0] on, so whatever later offset we have it of, it is the same.
        if (!old || old.offset < html[0]) return null;
        html = spliced(old.html, html);
      }
      changes[name] = html;
    }
    this.epoch = frame.epoch;
    this.panels = Object.assign({}, known);
    Object.keys(changes).forEach((name) => {
      this.panels[name] = { offset: frame.offset, html: changes[name] as string };
    });
    (frame.gone || []).forEach((name) => {
      delete this.panels[name];
      changes[name] = "";
    });
    return changes;
  }
}
