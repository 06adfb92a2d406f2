// Panels: spliced, hashed, taken from frames, and patched into the page.
import assert from "node:assert/strict";
import { test } from "node:test";

import hashes from "../../fixtures/hashes.json";
import splices from "../../fixtures/splices.json";
import { PanelStore, readPanels } from "../src/panels";
import { patchChildren, render } from "../src/patch";
import { hash, spliced } from "../src/splice";
import type { PanelsFrame, Splice } from "../src/wire";
import { dice, documentOf } from "./support";

test("a splice makes what the server had in mind", () => {
  for (const { why, before, after, splice } of splices) {
    if (!splice) continue;
    const [at, removed, inserted] = splice as [number, number, string];
    assert.equal(spliced(before, [1, at, removed, inserted]), after, why);
  }
});

test("a text is hashed as the server hashes it", () => {
  for (const { text, hash: wanted } of hashes) assert.equal(hash(text), wanted, text);
});

/** A store with one panel as of offset 3. */
function store(): PanelStore {
  const panels = new PanelStore("e1");
  panels.take({ epoch: "e1", offset: 3, now: 0, panels: { head: "<h1>Họp</h1>", poll: "<p>Chưa</p>" } });
  return panels;
}

const splice = (from: number): Splice => [from, 4, 3, "Nghỉ"];

test("a splice of what is here, or of anything older that has not changed since, is taken", () => {
  for (const from of [3, 2]) {
    const changes = store().take({ epoch: "e1", offset: 4, now: 0, panels: { head: splice(from) } });
    assert.deepEqual(changes, { head: "<h1>Nghỉ</h1>" });
  }
});

test("a frame is taken whole or not at all", () => {
  const unfit: Pick<PanelsFrame, "epoch" | "panels">[] = [
    { epoch: "e1", panels: { poll: "<p>Mở</p>", head: splice(4) } },
    { epoch: "e1", panels: { poll: "<p>Mở</p>", floor: splice(3) } },
    // Of another epoch nothing is here.
    { epoch: "e2", panels: { poll: "<p>Mở</p>", head: splice(3) } },
  ];
  for (const frame of unfit) {
    const panels = store();
    assert.equal(panels.take({ ...frame, offset: 5, now: 0 }), null);
    assert.deepEqual(panels.hello(), { epoch: "e1", have: { head: 3, poll: 3 } });
  }
});

test("the hello says what is here", () => {
  const panels = store();
  panels.take({ epoch: "e1", offset: 7, now: 0, panels: { head: splice(3) }, gone: ["poll"] });
  assert.deepEqual(panels.hello(), { epoch: "e1", have: { head: 7 } });
  panels.take({ epoch: "e2", offset: 1, now: 0, panels: { floor: "<p></p>" } });
  assert.deepEqual(panels.hello(), { epoch: "e2", have: { floor: 1 } });
  panels.forget();
  assert.deepEqual(panels.hello(), { epoch: "e2", have: {} });
});

test("a panel the browser holds differently from how it was sent is asked for whole", () => {
  const same = "<p>Đang phát biểu</p>";
  const document = documentOf(
    `<section data-panel="floor" data-offset="9" data-hash="${hash(same)}">${same}</section>` +
      `<section data-panel="poll" data-offset="9" data-hash="${hash("<p>khác</p>")}">${same}</section>`,
  );
  const found = readPanels(document);
  assert.deepEqual(found, { floor: { offset: 9, html: same }, poll: { offset: -1, html: same } });
  const panels = new PanelStore("e1");
  panels.reset("e1", found);
  assert.deepEqual(panels.hello().have, { floor: 9 });
});

test("what a panel sets stands on the root element, and what is gone is emptied", () => {
  const document = documentOf('<section data-panel="speakers"><p>cũ</p></section><section data-panel="poll"><p>Mở</p></section>');
  render(document, { speakers: '<i data-set-list="open"></i><p>mới</p>', poll: "", unknown: "<p>nowhere</p>" });
  assert.equal(document.documentElement.dataset.list, "open");
  assert.equal(document.querySelector("[data-panel=speakers] p")?.textContent, "mới");
  assert.equal(document.querySelector("[data-panel=poll]")?.innerHTML, "");
});

function patched(live: Element, html: string): void {
  const fresh = live.ownerDocument.createElement("template");
  fresh.innerHTML = html;
  patchChildren(live, fresh.content);
}

test("what a person typed, opened and looks at stays while a list changes around it", () => {
  const document = documentOf(
    '<ol><li data-key="1">An</li><li data-key="2" class="old" style="color:red"><input><details><summary>Thêm</summary></details></li></ol>',
  );
  const list = document.querySelector("ol") as Element;
  const second = list.children[1] as Element;
  const input = document.querySelector("input") as HTMLInputElement;
  input.value = "đang gõ";
  (document.querySelector("details") as HTMLDetailsElement).open = true;
  patched(list, '<li data-key="2" title="mới"><input><details><summary>Thêm</summary></details></li><li data-key="3">Cường</li>');
  assert.equal(list.children[0], second, "the same element, moved");
  assert.equal(document.querySelector("input"), input);
  assert.equal(input.value, "đang gõ");
  assert.ok((document.querySelector("details") as HTMLDetailsElement).open, "what was opened stays open");
  assert.equal(second.getAttribute("title"), "mới");
  assert.equal(second.hasAttribute("class"), false, "an attribute that went is gone");
  assert.equal(second.getAttribute("style"), "color:red", "what the script has sized stays");
  assert.deepEqual(Array.from(list.children, (item) => item.getAttribute("data-key")), ["2", "3"]);
});

test("an element of another key is another: nothing of one ballot is left in the next", () => {
  const document = documentOf('<form><fieldset data-key="1"><input type="radio" name="t0"></fieldset></form>');
  const form = document.querySelector("form") as Element;
  (document.querySelector("input") as HTMLInputElement).checked = true;
  patched(form, '<fieldset data-key="2"><input type="radio" name="t0"></fieldset>');
  assert.equal((document.querySelector("input") as HTMLInputElement).checked, false);
});

test("whatever was here, a patched panel is what was sent", () => {
  const seed = Number(process.env.SEED || Date.now() % 1000000);
  const roll = dice(seed);
  const words = ["An", "Bình", "còn 5 phút", "😀"];
  const pick = (from: string[]) => from[roll(from.length)] as string;
  function html(depth: number): string {
    const parts: string[] = [];
    for (let left = roll(5); left > 0; left--) {
      if (depth === 0 || roll(3) === 0) parts.push(pick(words));
      else {
        const tag = pick(["p", "b", "li"]);
        const key = roll(2) ? ` data-key="${roll(4)}"` : "";
        parts.push(`<${tag}${key}${roll(3) ? "" : ' class="x"'}>${html(depth - 1)}</${tag}>`);
      }
    }
    // Two texts in a row would be one in what a browser reads.
    return parts.join("<i></i>");
  }
  const rounds = 400;
  let kept = 0;
  const document = documentOf("<div></div>");
  const live = document.querySelector("div") as Element;
  for (let round = 0; round < rounds; round++) {
    const before = new Set(live.querySelectorAll("*"));
    const fresh = document.createElement("template");
    fresh.innerHTML = html(3);
    const wanted = fresh.innerHTML;
    patchChildren(live, fresh.content);
    assert.equal(live.innerHTML, wanted, `SEED=${seed}, round ${round}`);
    kept += Array.from(live.querySelectorAll("*")).filter((element) => before.has(element)).length;
  }
  console.log(`SEED=${seed}: ${rounds} patches, ${kept} elements kept`);
  assert.ok(kept > 0, "some elements were kept");
});
