/** The browser's storage, where it is allowed: without it everything lives as long as the page. */
export class SafeStorage {
  /** `open` returns the storage or throws where it is forbidden; null keeps nothing. */
  constructor(private readonly open: (() => Storage) | null) {}

  /** The value kept under a key; null if there is none or it cannot be read. */
  read<T>(key: string): T | null {
    try {
      return this.open && (JSON.parse(this.open().getItem(key) as string) as T | null);
    } catch (forbidden) {
      return null;
    }
  }

  /** Keeps a value, or removes it when it is null. True if that is so when this page is gone. */
  write(key: string, value: unknown): boolean {
    if (!this.open) return false;
    try {
      if (value === null) this.open().removeItem(key);
      else this.open().setItem(key, JSON.stringify(value));
      return true;
    } catch (forbidden) {
      return false;
    }
  }
}

/** The storages of a page: one that outlives the tab, for what was sent, and one that ends with it, for what is typed. A
 * page that several people share keeps nothing of anyone. */
export function storagesOf(isShared: boolean, lasting: () => Storage, ofTab: () => Storage) {
  return { lasting: new SafeStorage(isShared ? null : lasting), ofTab: new SafeStorage(isShared ? null : ofTab) };
}
