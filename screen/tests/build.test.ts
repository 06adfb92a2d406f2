// The bundler refuses what the oldest browser does not understand and it cannot write differently.
import assert from "node:assert/strict";
import { test } from "node:test";

import { bundle } from "../bundle.mjs";

const bundled = (contents: string) => bundle({ stdin: { contents, loader: "ts" }, logLevel: "silent" });

test("newer words are written in older ones", async () => {
  for (const newer of [
    "export const a = globalThis.b?.c ?? 1;",
    "try { alert() } catch { close() }",
    "export const a = (b: object) => ({ ...b });"
  ]) {
    const script = await bundled(newer);
    assert.doesNotMatch(script, /\?\.|\?\?|catch\s*\{|\.\.\./, newer);
  }
});

test("what cannot be is refused", async () => {
  const newer: [string, RegExp][] = [
    ["console.log(1n)", /big integer/i],
    ["await 1; export {}", /top-level await/i],
    ["/(?<=a)b/.test('')", /lookbehind|regular expression/i],
    ["/(?<name>a)/.test('')", /capture group|regular expression/i],
    ["/./s.test('')", /regular expression/i],
    ["console.log(import.meta.url)", /import\.meta/],
  ];
  for (const [words, why] of newer) await assert.rejects(bundled(words), why, words);
});
