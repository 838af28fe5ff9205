// The queue on Redis: its name, and a connection that says clearly what is wrong. BullMQ and ioredis are loaded here only, and only when asked for.

import type { Redis } from "ioredis";
import { exercises } from "../../course/grading/exercises/index.js";
import { digestOf } from "./digest.js";
import { checksOf } from "./results-folder.js";

/** Redis that cannot be used; the message says what to do. */
export class RedisProblem extends Error {
  override readonly name = "RedisProblem";
}

/** Only workers with the same checks listen to it: another version would give other verdicts. */
export function queueName(version: string): string {
  return `trigrad-${version}-${digestOf(exercises.map(checksOf)).slice(0, 12)}`;
}

/** BullMQ, which an install of trigrad leaves out. */
export async function loadBullMq(): Promise<typeof import("bullmq")> {
  return optional(() => import("bullmq"));
}

/**
 * A connection that has answered.
 * @throws {RedisProblem} for an address that is none, and when nothing answers there
 */
export async function connectRedis(url: string): Promise<Redis> {
  const { Redis } = await optional(() => import("ioredis"));
  const shown = withoutPassword(url);
  // Later losses of the connection are waited out; the first connection must come about at once.
  let connected = false;
  const retryStrategy = (attempt: number) => (connected ? Math.min(200 * attempt, 2_000) : null);
  const redis = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true, connectTimeout: 5_000, retryStrategy });
  let problem = "";
  redis.on("error", (error: Error) => {
    problem = error.message || (error as NodeJS.ErrnoException).code || "";
  });
  try {
    await redis.connect();
    await redis.ping();
    connected = true;
    return redis;
  } catch (error) {
    redis.disconnect();
    const said = problem || (error instanceof Error ? error.message : String(error));
    throw new RedisProblem(`--redis ${shown}: Redis does not answer there (${said}). Is it running, and is the address right?`);
  }
}

/** @throws {RedisProblem} for anything but redis://HOST:PORT and rediss://HOST:PORT */
function withoutPassword(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^rediss?:$/.test(parsed.protocol) || parsed.hostname === "")
    throw new RedisProblem("--redis: expected an address such as redis://127.0.0.1:6379");
  if (parsed.password !== "") parsed.password = "***";
  return parsed.href;
}

async function optional<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new RedisProblem("--redis needs two more packages: npm install bullmq ioredis");
  }
}
