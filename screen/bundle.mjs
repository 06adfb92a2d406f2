import { build } from "esbuild";

/**
 * How the script is bundled. Chrome 61 is the oldest browser that comes in; of what it knows beyond ES2017 nothing is
 * used, so that a parser of that edition can check the whole (end2end/tests/old-phones.spec.ts).
 *
 * @type {import("esbuild").BuildOptions}
 */
const OPTIONS = {
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome61", "es2017"],
  charset: "utf8",
  legalComments: "none",
  write: false,
  logLevel: "warning",
  // Would become `new RegExp("…")`, which fails only where it runs.
  logOverride: { "unsupported-regexp": "error" },
};

/**
 * Bundles a script; fails at whatever cannot be written in the words of the oldest browser.
 *
 * @param {import("esbuild").BuildOptions} source
 * @returns {Promise<string>}
 */
export async function bundle(source) {
  const { outputFiles, warnings } = await build({ ...OPTIONS, ...source });
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join("\n"));
  return outputFiles?.[0]?.text ?? "";
}
