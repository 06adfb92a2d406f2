// The browser tests: the real program, a real browser, one machine.
//
// `cargo xtask test` builds the program and finds the browser, then hands both over: HOITRUONG_BIN is the
// program the fixtures start (one server for each test that asks, each with a data folder of its own), CHROMIUM
// the browser. To run one spec by hand: `cargo xtask test --only browser -- poll.spec.ts`.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  forbidOnly: !!process.env.CI,
  // A test that passes the second time has found something: it is looked into, not repeated.
  retries: 0,
  // A meeting is several people in several tabs: two of those at once are more than two cores carry.
  workers: 1,
  reporter: [["list"]],
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // A name that is not localhost, so that the browser treats the page as the hall's phones do: plain
        // http, an insecure context. Nothing leaves this machine.
        "--host-resolver-rules=MAP hall.test 127.0.0.2",
      ],
    },
  },
  projects: [
    { name: "script" },
    // What has to work on a phone whose script never arrives, told by its tag.
    { name: "no-script", grep: /@noscript/, use: { javaScriptEnabled: false } },
  ],
});
