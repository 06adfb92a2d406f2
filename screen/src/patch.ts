import type { Changes } from "./panels";

/**
 * Puts changed panels into the page, and mirrors what their elements set: `data-set-list="open"` in a panel becomes
 * `data-list="open"` on the root element (see app/src/screens.rs).
 */
export function render(document: Document, changes: Changes): void {
  Object.keys(changes).forEach((name) => {
    const section = document.querySelector('[data-panel="' + name + '"]');
    if (!section) return;
    const fresh = document.createElement("template");
    fresh.innerHTML = changes[name] as string;
    patchChildren(section, fresh.content);
    Array.from(section.children).forEach((element) => mirror(element, document.documentElement));
  });
}

function mirror(element: Element, root: Element): void {
  Array.from(element.attributes).forEach(({ name, value }) => {
    if (name.indexOf("data-set-") === 0) root.setAttribute("data-" + name.slice(9), value);
  });
}

const isElement = (node: Node): node is Element => node.nodeType === 1;

const key = (node: Node) => (isElement(node) ? node.getAttribute("data-key") : null);

const isSame = (a: Node, b: Node) => a.nodeName === b.nodeName && key(a) === key(b);

/**
 * Makes the children of `live` like those of `fresh`, keeping every element that can be kept: with it stay focus, scroll,
 * typed text and what was opened.
 */
export function patchChildren(live: Node, fresh: Node): void {
  let old: Node | null = live.firstChild;
  let next: Node | null = fresh.firstChild;
  while (next) {
    const after: Node | null = next.nextSibling;
    let match: Node | null = old;
    while (match && !isSame(match, next)) match = match.nextSibling;
    if (match) {
      if (match === old) old = old.nextSibling;
      else live.insertBefore(match, old);
      patch(match, next);
    } else {
      live.insertBefore(next, old);
    }
    next = after;
  }
  while (old) {
    const after: Node | null = old.nextSibling;
    live.removeChild(old);
    old = after;
  }
}

function patch(live: Node, fresh: Node): void {
  if (!isElement(live) || !isElement(fresh)) {
    if (live.nodeValue !== fresh.nodeValue) live.nodeValue = fresh.nodeValue;
    return;
  }
  Array.from(fresh.attributes).forEach(({ name, value }) => {
    if (live.getAttribute(name) !== value) live.setAttribute(name, value);
  });
  Array.from(live.attributes).forEach(({ name }) => {
    // What the person opened and what the script has sized stays.
    const isOwn = name === "open" || name === "style";
    if (!isOwn && !fresh.hasAttribute(name)) live.removeAttribute(name);
  });
  patchChildren(live, fresh);
}
