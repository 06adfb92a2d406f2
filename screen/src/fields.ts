/** What a form holds, by the names of its fields; of what is ticked of several, one after the other: `"1 4 "`. */
export type Fields = Record<string, string>;

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | HTMLButtonElement;

const isTickable = (field: Field): field is HTMLInputElement => /^(radio|checkbox)$/.test(field.type);

const fieldsIn = (form: HTMLFormElement) => Array.from(form.elements) as Field[];

/** A field of a form by its name. */
export function field(form: HTMLFormElement, name: string): HTMLInputElement | null {
  return form.elements.namedItem(name) as HTMLInputElement | null;
}

/** Reads a form, but for its id, which the script chooses itself. */
export function readFields(form: HTMLFormElement): Fields {
  const fields: Fields = {};
  fieldsIn(form).forEach((field) => {
    const { name, value } = field;
    if (!name || name === "id" || field.matches(":disabled")) return;
    if (isTickable(field)) fields[name] = (fields[name] || "") + (field.checked ? value + " " : "");
    else fields[name] = value;
  });
  return fields;
}

/** True if what was sent is of another ballot than the form is for: of one ballot nothing comes into another. */
function isOfAnotherPoll(form: HTMLFormElement, fields: Fields): boolean {
  const poll = field(form, "poll");
  return "poll" in fields && !(poll && poll.value === fields.poll);
}

/**
 * Empties the fields whose value was sent. What was changed since stays, and so does the place on the page; false if the
 * form is of another ballot by now.
 */
export function clearSent(form: HTMLFormElement, sent: Fields): boolean {
  if (isOfAnotherPoll(form, sent)) return false;
  const now = readFields(form);
  let isChanged = false;
  fieldsIn(form).forEach((field) => {
    if (!(field.name in sent) || field.type === "hidden") return;
    if (now[field.name] !== sent[field.name]) isChanged = true;
    else if (isTickable(field)) field.checked = false;
    else if ("options" in field) field.selectedIndex = 0;
    else field.value = "";
  });
  const details = form.querySelector("details");
  if (details && !isChanged) details.open = false;
  // What came of it stands at the top: the form that was here is gone. Who types elsewhere by now goes on.
  const typing = form.ownerDocument.activeElement as HTMLInputElement | null;
  const isTyping = typing && /^text/.test(typing.type) && typing.value;
  if (!isChanged && !isTyping) window.scrollTo(0, 0);
  return true;
}

/** Puts what was typed back into a form that a reload has emptied. */
export function restoreFields(form: HTMLFormElement, fields: Fields): void {
  if (isOfAnotherPoll(form, fields)) return;
  fieldsIn(form).forEach((field) => {
    const value = fields[field.name];
    if (value === undefined || field.type === "hidden" || field.matches(":disabled")) return;
    if (isTickable(field)) field.checked = field.checked || (" " + value).indexOf(" " + field.value + " ") >= 0;
    else if (!field.value) field.value = value;
    // What was typed is seen: the part of the form it stands in is open.
    const details = field.value && field.closest("details");
    if (details) details.open = true;
  });
}
