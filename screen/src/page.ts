/** The page as the server rendered it: its root element, which carries the state, and the words the script may need. */
export class Page {
  /** The `data-` attributes of the root element: what the style sheet shows and hides by. */
  readonly state: DOMStringMap;
  /** Sentences in the person's language, rendered by the server. */
  readonly words: DOMStringMap;
  /** The path of the meeting: `/m/CODE`. */
  readonly path: string;
  /** Under which name this browser keeps what belongs to the meeting. */
  readonly storageKey: string;
  /** True at the tablet beside the desk, which is everyone's: nothing of one person outlives their turn. */
  readonly isShared: boolean;

  constructor(readonly document: Document) {
    this.state = document.documentElement.dataset;
    const words = this.byId("words");
    this.words = words ? words.dataset : {};
    this.path = "/m/" + this.state.code;
    this.storageKey = "hoitruong/" + this.state.code;
    this.isShared = this.state.place === "tablet";
  }

  /** The element of this id. */
  byId(id: string): HTMLElement | null {
    return this.document.getElementById(id);
  }

  /** The form of this id. */
  form(id: string): HTMLFormElement | null {
    return this.byId(id) as HTMLFormElement | null;
  }

  /** True once the door card this phone sits by is void: there is nothing to wait for. */
  get isVoid(): boolean {
    return this.state.void === "yes";
  }
}
