import { FORMS } from "./command";
import { readFields, restoreFields, type Fields } from "./fields";
import type { Page } from "./page";
import type { SafeStorage } from "./storage";

/** What is half typed. It survives a reload, in this tab alone: the next to use this phone finds nothing. */
export class Drafts {
  constructor(
    private readonly page: Page,
    private readonly storage: SafeStorage,
  ) {}

  /** Keeps what a form holds, if it is one that is sent and holds anything. */
  save(form: HTMLFormElement): void {
    // Not form.id: that is the form's field of this name.
    const name = form.getAttribute("id") || "";
    if ((FORMS as readonly string[]).indexOf(name) < 0) return;
    const fields = readFields(form);
    const holds = Object.keys(fields).some((key) => key !== "poll" && fields[key]);
    this.storage.write(this.key(name), holds ? fields : null);
  }

  /** Puts what was half typed back into the forms. */
  restore(): void {
    FORMS.forEach((name) => {
      const fields = this.storage.read<Fields>(this.key(name));
      const form = this.page.form(name);
      if (fields && form) restoreFields(form, fields);
    });
  }

  private key(form: string): string {
    return this.page.storageKey + "/" + form;
  }
}
