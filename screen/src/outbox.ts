import type { FormName } from "./command";
import type { Fields } from "./fields";
import type { SafeStorage } from "./storage";

/** A form that was sent and is not yet answered. Sending it again under the same id is harmless. */
export interface Item {
  id: string;
  form: FormName;
  fields: Fields;
  /** The server's time when it was sent, so that what waited too long expires. */
  made: number;
  /** What a ballot was asked about. */
  title?: string;
}

/** A new id for a command. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => ("0" + byte.toString(16)).slice(-2)).join("");
}

/** What was sent and is not yet answered. It survives a reload where storage is allowed. */
export class Outbox {
  private waiting: Item[];
  private isStored = false;

  constructor(
    private readonly storage: SafeStorage,
    private readonly key: string,
  ) {
    this.waiting = storage.read<Item[]>(key) || [];
    this.store();
  }

  /** All that waits, oldest first. */
  get items(): readonly Item[] {
    return this.waiting;
  }

  /** True if something waits that is gone when this page is. */
  get isAtRisk(): boolean {
    return this.waiting.length > 0 && !this.isStored;
  }

  has(item: Item): boolean {
    return this.waiting.indexOf(item) >= 0;
  }

  add(item: Item): void {
    this.waiting.push(item);
    this.store();
  }

  /** Removes and returns what was answered; undefined if nothing waits under this id. */
  take(id: string): Item | undefined {
    const item = this.waiting.filter((other) => other.id === id)[0];
    if (item) {
      this.waiting = this.waiting.filter((other) => other !== item);
      this.store();
    }
    return item;
  }

  /** Keeps an item as if it had been made now: what the server put off does not grow old meanwhile. */
  renew(id: string, now: number): void {
    this.waiting.forEach((item) => item.id === id && (item.made = now));
    this.store();
  }

  private store(): void {
    this.isStored = this.storage.write(this.key, this.waiting.length ? this.waiting : null);
  }
}
