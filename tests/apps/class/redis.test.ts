// The queue on a Redis of its own: workers and the run itself may die, and the table is the same.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { temporaryFolder, trigrad } from "../run.js";
import { generateClass } from "./generate.js";
import { ended, resultsIn, start, tablesIn, untilResults } from "./run-class.js";

const present = spawnSync("redis-server", ["--version"]).status === 0;
if (!present) {
  const banner = "*".repeat(80);
  console.warn(`${banner}\nredis-server is missing: grading by a queue is NOT TESTED. On Debian: apt-get install redis-server\n${banner}`);
}

const temporary = temporaryFolder();
const started: ChildProcess[] = [];
afterAll(() => {
  for (const child of started) child.kill("SIGKILL");
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Loopback only, with nothing kept but in a folder of its own. */
async function startRedis(): Promise<string> {
  const port = await freePort();
  const server = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", temporary.path], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  started.push(server);
  await new Promise<void>((ready, failed) => {
    server.stdout?.on("data", (text) => /Ready to accept connections/.test(String(text)) && ready());
    server.once("exit", () => failed(new Error("redis-server did not start")));
  });
  return `redis://127.0.0.1:${port}`;
}

function startWorker(url: string): ChildProcess {
  const worker = start(["--worker", "--redis", url, "--jobs", "1"]);
  started.push(worker);
  return worker;
}

test.runIf(!present && process.env["REQUIRE_REDIS"] === "1")("redis-server is there", () => {
  expect.unreachable("REQUIRE_REDIS=1, and redis-server is missing");
});

test.skipIf(!present)("three workers, one of them and the run killed, give the table of processes", { timeout: 400_000 }, async () => {
  const folder = join(temporary.path, "class");
  generateClass(folder, 20);
  const asked = (out: string) => [folder, "--out", out, "--exercise", "1", "--seed", "9"];
  const [plain, queued] = [join(temporary.path, "plain"), join(temporary.path, "queued")];
  expect((await trigrad(["grade-class", ...asked(plain)])).code).toBe(0);

  const url = await startRedis();
  const [first, ...others] = [startWorker(url), startWorker(url), startWorker(url)];
  const run = start([...asked(queued), "--redis", url]);
  const over = ended(run);
  expect(await untilResults(run, queued, 3)).toBe(true);
  first?.kill("SIGKILL");
  expect(await untilResults(run, queued, 7)).toBe(true);
  run.kill("SIGKILL");
  await over;
  const before = resultsIn(queued);
  const again = await trigrad(["grade-class", ...asked(queued), "--redis", url]);
  expect(again.err).toBe("");
  expect(again.code).toBe(0);
  for (const [name, inode] of before) expect(resultsIn(queued).get(name)).toBe(inode);
  expect(tablesIn(queued)).toEqual(tablesIn(plain));

  // A signal ends a worker in peace.
  const quiet = others.map(ended);
  for (const worker of others) worker.kill("SIGTERM");
  expect(await Promise.all(quiet)).toEqual([0, 0]);
});

test.skipIf(!present)("a password is not shown, and nothing that listens is said", async () => {
  const port = await freePort();
  const { code, err } = await trigrad(["grade-class", "--worker", "--redis", `redis://:secret@127.0.0.1:${port}`]);
  expect(code).toBe(2);
  expect(err).toMatch(/Redis does not answer there .*ECONNREFUSED/);
  expect(err).not.toContain("secret");
});
