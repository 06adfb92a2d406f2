// The program under test: one process with a data folder of its own.
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import type { Exported, Links } from "./wire";

/** Where staff sit: the laptop itself. */
export const STAFF_ADDRESS = "127.0.0.1";
/** Where phones come in: another address of the same machine, as the hall's Wi-Fi is. */
export const HALL_ADDRESS = "127.0.0.2";
/** The name phones use for it (see playwright.config.ts): plain http on a name that is not localhost. */
export const HALL_NAME = "hall.test";

/** How long the program may take to answer, and to stop. */
const PATIENCE_MS = 10_000;

/** The library that moves the clocks of a program it is loaded into; the tests of the server have it too. */
const CLOCKS = fileURLToPath(new URL("../../server/tests/hall/preload/clocks.c", import.meta.url));

/** What the laptop has that the program runs on. */
export interface Laptop {
  /** How large the program's own disk is, such as "8m", if it has one. */
  disk?: string;
  /** Seconds by which its clock is wrong at the start; then it is one that can be set. */
  wrong?: number;
}

function program(): string {
  const path = process.env.HOITRUONG_BIN;
  if (!path) throw new Error("HOITRUONG_BIN names no program; run the tests by `cargo xtask test`");
  return path;
}

/** A running `hoitruong serve`. */
export class Server {
  private process: ChildProcess | undefined;
  private said = "";
  private filling: NodeJS.Timeout | undefined;

  private constructor(
    readonly port: number,
    /** Its data folder. */
    readonly data: string,
    private readonly folder: string,
    private readonly laptop: Laptop,
  ) {}

  /** Starts the program with a meeting of this programme, on a free port. */
  static async start(programme: string, laptop: Laptop): Promise<{ server: Server; links: Links }> {
    const folder = await mkdtemp(join(tmpdir(), "hoitruong-e2e-"));
    const server = new Server(await freePort(), join(folder, "data"), folder, laptop);
    const file = join(folder, "links.json");
    try {
      if (laptop.wrong !== undefined) {
        await promisify(execFile)("cc", ["-shared", "-fPIC", "-o", server.clocks(".so"), CLOCKS]);
        await server.setClock(laptop.wrong);
      }
      await server.run("--demo", programme, "--links-json", file);
      return { server, links: await written(file) };
    } catch (fault) {
      await server.remove();
      throw fault;
    }
  }

  /** The address staff use, without a slash at the end. */
  get staff(): string {
    return `http://${STAFF_ADDRESS}:${this.port}`;
  }

  /** The address phones use, without a slash at the end. */
  get hall(): string {
    return `http://${HALL_NAME}:${this.port}`;
  }

  /** Starts the process and waits until it answers. */
  private async run(...more: string[]): Promise<void> {
    const listen = [STAFF_ADDRESS, HALL_ADDRESS].flatMap((ip) => ["--listen", `${ip}:${this.port}`]);
    const serve = ["serve", ...listen, "--data", this.data, "--name", HALL_NAME, ...more];
    const { disk, wrong } = this.laptop;
    const words = disk ? await onSmallDisk(disk, this.data, [program(), ...serve]) : serve;
    const moved = wrong === undefined ? {} : { LD_PRELOAD: this.clocks(".so"), CLOCKS: this.clocks() };
    const env = { ...process.env, ...moved };
    const child = spawn(disk ? "unshare" : program(), words, { env, stdio: ["ignore", "ignore", "pipe"] });
    this.process = child;
    child.stderr?.on("data", (chunk: Buffer) => (this.said += chunk.toString()));
    const since = Date.now();
    while (!(await this.answers())) {
      if (child.exitCode !== null || Date.now() - since > PATIENCE_MS) {
        throw new Error(`the program does not answer on port ${this.port}; it said:\n${this.said}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  private async answers(): Promise<boolean> {
    try {
      return (await fetch(`${this.staff}/healthz`)).ok;
    } catch {
      return false;
    }
  }

  /** Someone sets the laptop's clock: from now on it is wrong by so many seconds. */
  async setClock(wrong: number): Promise<void> {
    await writeFile(this.clocks(".new"), `${wrong} 0\n`);
    await rename(this.clocks(".new"), this.clocks());
  }

  private clocks(ending = ""): string {
    return join(this.folder, `clocks${ending}`);
  }

  /** Takes all the room there is, and what the program gives back by emptying its log. */
  async fillDisk(): Promise<void> {
    await this.fill("w");
    this.filling = setInterval(() => void this.fill("a").catch(() => {}), 100).unref();
  }

  private async fill(how: "w" | "a"): Promise<void> {
    const filler = await open(this.filler(), how);
    for (const size of [65_536, 4_096, 1]) {
      const piece = Buffer.alloc(size, 1);
      try {
        for (;;) if ((await filler.write(piece)).bytesWritten < size) break;
      } catch {
        // There is no room for a piece of this size.
      }
    }
    await filler.close();
  }

  /** Makes room again. */
  async freeDisk(): Promise<void> {
    clearInterval(this.filling);
    await rm(this.filler());
    // One that was under way may have made it anew.
    await sleep(300);
    await rm(this.filler(), { force: true });
  }

  private filler(): string {
    return join(`/proc/${this.process?.pid}/root`, this.data, "filler");
  }

  /** The power fails: nothing is tidied up. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  /** Starts it again on the same port and data; returns when it answers. */
  async startAgain(): Promise<void> {
    await this.run();
  }

  /** Ctrl-C. Returns what it wrote to stderr; a program that does not stop cleanly is an error. */
  async stop(): Promise<string> {
    const code = await this.end("SIGINT");
    if (code !== 0) throw new Error(`Ctrl-C ended the program with ${code}; it said:\n${this.said}`);
    return this.said;
  }

  private async end(signal: "SIGINT" | "SIGKILL"): Promise<number | null> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const ended = once(child, "exit");
    child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
    await ended;
    clearTimeout(late);
    return child.exitCode;
  }

  /** Ends it whatever its state, and removes its folder. */
  async remove(): Promise<void> {
    await this.end("SIGKILL");
    await rm(this.folder, { recursive: true, force: true });
  }

  /** `hoitruong export`: everything of one meeting. */
  async exported(code: string): Promise<Exported> {
    const words = ["export", "--meeting", code, "--data", this.data];
    const { stdout } = await promisify(execFile)(program(), words, { maxBuffer: 64 * 1024 * 1024 });
    return JSON.parse(stdout) as Exported;
  }
}

/** What `unshare` is told to run a program with its data folder on a disk of its own, a mount that nobody else sees. */
async function onSmallDisk(size: string, data: string, serve: string[]): Promise<string[]> {
  await mkdir(data, { recursive: true });
  const mount = `mount -t tmpfs -o size=${size} none "$0" && exec "$@"`;
  return ["--map-root-user", "--mount", "sh", "-c", mount, data, ...serve];
}

/** The links, once they are written: the program serves a moment before it has done so. */
async function written(file: string): Promise<Links> {
  const since = Date.now();
  for (;;) {
    const text = await readFile(file, "utf8").catch(() => "");
    if (text.trimEnd().endsWith("}")) return JSON.parse(text) as Links;
    if (Date.now() - since > PATIENCE_MS) throw new Error(`no links were written to ${file}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A port that is free on both addresses. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = await take(STAFF_ADDRESS, 0);
    if (port !== undefined && (await take(HALL_ADDRESS, port)) !== undefined) return port;
  }
}

/** Binds and lets go again; the port it got, or nothing if it is taken. */
function take(host: string, port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(undefined));
    probe.listen(port, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : undefined));
    });
  });
}
