// The phone's script and style keep to what a browser of 2017 knows: Chrome 61, the oldest that still comes in
// on phones in the villages and inside old versions of chat programs. Read by parsers, not tried in one.
import { readFileSync } from "node:fs";
import path from "node:path";

import { expect, test } from "@playwright/test";
import browserslist from "browserslist";
import doiuse from "doiuse";
import { ESLint } from "eslint";
import compat from "eslint-plugin-compat";
import esx from "eslint-plugin-es-x";
import postcss from "postcss";

const OLDEST = "chrome 61";
const root = path.join(import.meta.dirname, "..", "..");

/** What Chrome 61 knows in part, and why the part it lacks is not missed. */
const IN_PART = new Map([
  ["css-appearance", "it knows the value none, with the prefix"],
  ["css-overflow", "only the clip value and the two-value form are newer"],
  ["css-sticky", "only table heads do not stick"],
]);

/** What a script says that the oldest browser does not understand or have. */
async function complaints(source: string): Promise<string[]> {
  const eslint = new ESLint({
    overrideConfigFile: true,
    overrideConfig: [
      {
        // ES2017 is the last edition it knows whole; anything newer does not parse.
        languageOptions: { ecmaVersion: 2017, sourceType: "script" },
        settings: { targets: [OLDEST], browserslist: [OLDEST] },
        plugins: { "es-x": esx, compat },
        rules: { ...esx.configs["flat/restrict-to-es2017"].rules, "compat/compat": "error" },
      },
    ],
  });
  const [result] = await eslint.lintText(source, { filePath: "screen.js" });
  return (result?.messages ?? []).map(({ line, column, message }) => `${line}:${column}: ${message}`);
}

/** What a style sheet says that it does not understand. */
async function unknown(source: string, from: string): Promise<string[]> {
  const found = new Set<string>();
  const onFeatureUsage = ({ feature, message }: { feature: string; message: string }) => {
    if (!IN_PART.has(feature)) found.add(message);
  };
  await postcss([doiuse({ browsers: browserslist(OLDEST), onFeatureUsage })]).process(source, { from });
  return [...found];
}

/** The screens' script as browsers get it: bundled. */
function script(): string {
  const site = path.join(root, "target", "site");
  const manifest = JSON.parse(readFileSync(path.join(site, "manifest.json"), "utf8")) as Record<string, string>;
  return readFileSync(path.join(site, "assets", manifest["screen.js"] ?? ""), "utf8");
}

test("the script keeps to what it knows", async () => {
  expect(await complaints(script())).toEqual([]);
});

test("the style keeps to what it knows", async () => {
  const whole = path.join(root, "style", "phone.css");
  const parts = [...readFileSync(whole, "utf8").matchAll(/^@import "(.+)";$/gm)].map(([, part]) => path.join(root, "style", part ?? ""));
  expect(parts.length, "the sheet is put together from parts").toBeGreaterThan(1);
  for (const from of [whole, ...parts]) expect(await unknown(readFileSync(from, "utf8"), from), from).toEqual([]);
});

test("the parsers do find what it does not know", async () => {
  for (const newer of ["const a = b?.c;", "try { f(); } catch { g(); }", "new AbortController();", "[[1]].flat();", "x ?? y;"]) {
    expect(await complaints(newer), newer).not.toEqual([]);
  }
  for (const newer of ["a { inset: 0 } a:has(b) { color: red }", "a { display: grid; gap: min(1px, 2px) }"]) {
    expect(await unknown(newer, "x.css"), newer).not.toEqual([]);
  }
});
