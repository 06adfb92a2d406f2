/** Sets an element's text, unless it is the same already: what did not change is not read out again. */
export function setText(element: Element | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

/** Swaps the label of a two-state button with the one it keeps in `data-back`. */
export function swapLabel(button: HTMLElement): void {
  const label = button.dataset.back || "";
  button.dataset.back = (button.textContent || "").trim();
  setText(button, label);
}
