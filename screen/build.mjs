// Bundles the screens' script, or its tests.
//
//     node build.mjs          the script for the oldest browser, to the output stream
//     node build.mjs tests    the tests for Node, into build/tests/
import { readdirSync, rmSync } from "node:fs";
import path from "node:path";

import { build } from "esbuild";

import { bundle } from "./bundle.mjs";

const folder = import.meta.dirname;

if (process.argv[2] === "tests") {
  const tests = path.join(folder, "tests");
  const outdir = path.join(folder, "build", "tests");
  // What was a test once is none any more.
  rmSync(outdir, { recursive: true, force: true });
  const names = readdirSync(tests).filter((name) => name.endsWith(".test.ts"));
  await build({
    entryPoints: names.map((name) => path.join(tests, name)),
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "inline",
    logLevel: "warning",
  });
} else {
  process.stdout.write(await bundle({ entryPoints: [path.join(folder, "src", "main.ts")] }));
}
