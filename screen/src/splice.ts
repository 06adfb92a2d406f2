import type { Splice } from "./wire";

/** Applies a splice to the text it was made of. JavaScript counts UTF-16 units, as the server did. */
export function spliced(text: string, [, at, removed, inserted]: Splice): string {
  return text.slice(0, at) + inserted + text.slice(at + removed);
}

/** FNV-1a over the UTF-16 units of a text, as eight hex digits. */
export function hash(text: string): string {
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  return ("0000000" + (sum >>> 0).toString(16)).slice(-8);
}
