import { swapLabel } from "./dom";
import { field } from "./fields";
import type { Page } from "./page";

/** Changes the size of the text where the page stands, so that nothing typed is lost; a cookie keeps it for the next page. */
export function changeTextSize(page: Page, form: HTMLFormElement): void {
  const choice = field(form, "size");
  const button = form.querySelector("button");
  if (!choice || !button) return;
  const body = new URLSearchParams();
  body.set("size", choice.value);
  fetch("/text-size", { method: "POST", body, credentials: "same-origin", redirect: "manual" }).catch(() => {});
  const before = page.state.text || "";
  page.state.text = choice.value;
  choice.value = before;
  swapLabel(button);
}
