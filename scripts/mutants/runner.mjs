// Test runner for Stryker that keeps the tests loaded: a mutant costs its own tests and nothing else.

import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { Script } from "node:vm";
import { bundle } from "./bundle.mjs";
import { collect, vitest } from "./collect.mjs";
import { isInSample } from "./sample.mjs";

/** Left out: child processes, time limits, and minutes of random cases. What finds a mutant there, others find sooner. */
const tooSlow = /million|fuzz|hostile|size|random-formulas|crosscheck|faults|study|other-checkers/;
const tooSlowTests = /keeps anyone waiting|milliseconds|\d,000|contradicted by no method|well-conditioned ones agree|no formula is further/;

/** Milliseconds of processor time; what else the machine does is no part of it. A mutant that so much of its tests does not find survives. */
const budget = 2000;
/** A test that takes this much longer than it does without a mutant will not end. */
const patience = (usual) => 2000 + 10 * usual;

/** Files of the sandbox: a runner that replaces another finds what that one made. */
const SCRIPT = "mutants.cjs";
const TIMES = "mutants-times.json";

class WarmRunner {
  static inject = [];
  #stryker;
  #script;
  #files = testFiles();
  /** processor time of each test without a mutant */
  #times = {};
  /** the tests of each file that is loaded */
  #loaded = new Map();
  /** tests that found a mutant of late */
  #recent = [];

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    globalThis.__stryker__ ??= {};
    this.#stryker = globalThis.__stryker__;
    process.env.TRIGRAD_SEED ??= "20261124";
    process.env.TRIGRAD_POINTS ??= "2";
    if (!existsSync(SCRIPT)) await bundle(["tests/setup.ts", ...this.#files], process.cwd(), SCRIPT);
    if (existsSync(TIMES)) this.#times = JSON.parse(readFileSync(TIMES, "utf8"));
    this.#script = new Script(`(exports, require, module) => {"use strict";\n${readFileSync(SCRIPT, "utf8")}\n}`, { filename: SCRIPT });
  }

  async dryRun() {
    const stryker = this.#stryker;
    Object.assign(stryker, {
      mutantCoverage: { static: {}, perTest: {} },
      activeMutant: undefined,
      hitLimit: undefined,
      hitCount: undefined,
    });
    const tests = [];
    for (const file of this.#files) {
      for (const test of this.#testsOf(file)) {
        stryker.currentTestId = test.id;
        const start = process.cpuUsage();
        const failureMessage = await failureOf(test);
        const timeSpentMs = processorTime(start);
        stryker.currentTestId = undefined;
        this.#times[test.id] = timeSpentMs;
        const outcome = failureMessage === undefined ? { status: 0 } : { status: 1, failureMessage };
        tests.push({ id: test.id, name: test.name, fileName: file, timeSpentMs, ...outcome });
      }
    }
    writeFileSync(TIMES, JSON.stringify(this.#times));
    return { status: "complete", tests, mutantCoverage: stryker.mutantCoverage };
  }

  async mutantRun({ testFilter, activeMutant, hitLimit, mutantActivation }) {
    const every = Number(process.env.TRIGRAD_MUTANTS_EVERY ?? 1);
    const { fileName, location, replacement } = activeMutant;
    if (!isInSample(every, fileName, location.start, replacement)) return { status: "error", errorMessage: "not in the sample" };
    const stryker = this.#stryker;
    Object.assign(stryker, { hitLimit, currentTestId: undefined, mutantCoverage: undefined });
    const ids = this.#inOrder(testFilter ?? Object.keys(this.#times), testOf(fileName));
    const atLoad = mutantActivation === "static";
    let result = await this.#run(ids, activeMutant.id, atLoad);
    // What an earlier mutant left behind, or what is computed once and kept, may decide a test: then it is run again from the start.
    const isDoubtful = async () => (result.status === "killed" ? await this.#failsAnyway(result.killedBy[0]) : stryker.hitCount === 0);
    if (!atLoad && (await isDoubtful())) {
      this.#loaded.clear();
      result = await this.#run(ids, activeMutant.id, false);
      this.#loaded.clear();
      if (result.status === "killed") result = await this.#unlessByItself(result, ids);
    }
    if (atLoad || result.status === "timeout") this.#loaded.clear();
    log(activeMutant, result);
    return result;
  }

  async #run(ids, mutant, atLoad) {
    const stryker = this.#stryker;
    if (atLoad) this.#loaded.clear();
    stryker.hitCount = 0;
    let failure;
    let nrOfTests = 0;
    let id;
    for (id of ids) {
      nrOfTests++;
      try {
        stryker.activeMutant = atLoad ? mutant : undefined;
        const test = this.#test(id);
        stryker.activeMutant = mutant;
        failure = test === undefined ? "the test is not announced any more" : await failureOf(test, patience(this.#times[id] ?? 0));
      } catch (error) {
        failure = `loading fails: ${error?.message ?? error}`;
      }
      stryker.activeMutant = undefined;
      if (failure !== undefined || stryker.hitCount > stryker.hitLimit) break;
    }
    if (failure === endless || stryker.hitCount > stryker.hitLimit) return { status: "timeout", reason: endless };
    if (failure === undefined) return { status: "survived", nrOfTests };
    this.#recent = [id, ...this.#recent.filter((other) => other !== id)].slice(0, 12);
    return { status: "killed", killedBy: [id], failureMessage: failure, nrOfTests };
  }

  /** A test that rests on those before it may fail in this order without any mutant: it finds nothing. */
  async #unlessByItself(result, ids) {
    const plain = await this.#run(ids.slice(0, result.nrOfTests), undefined, false);
    this.#loaded.clear();
    return plain.status === "survived"
      ? result
      : { status: "error", errorMessage: `in this order it fails in any case: ${plain.killedBy}` };
  }

  async #failsAnyway(id) {
    const test = this.#test(id);
    return test === undefined || (await failureOf(test)) !== undefined;
  }

  /** The source's own tests before the others of its folder, the quickest of each first; what found mutants of late counts as ten times as quick. */
  #inOrder(ids, own) {
    const distance = (id) => (id.startsWith(own) ? 0.1 : id.startsWith(dirname(own)) ? 1 : 5);
    const cost = (id) => (this.#times[id] ?? 0) * distance(id) * (this.#recent.includes(id) ? 0.1 : 1);
    const sorted = [...ids].sort((a, b) => cost(a) - cost(b));
    let left = budget;
    return sorted.filter((id) => {
      left -= this.#times[id] ?? 0;
      return left > 0;
    });
  }

  /** Each test file has sources of its own, as in vitest: what it registers is no other's affair. */
  #testsOf(file) {
    let tests = this.#loaded.get(file);
    if (tests === undefined) {
      const module = { exports: {} };
      this.#script.runInThisContext()(module.exports, requireFor, module);
      module.exports.load["tests/setup.ts"]();
      tests = collect(file, module.exports.load[file]).filter(({ id }) => !tooSlowTests.test(id));
      this.#loaded.set(file, tests);
    }
    return tests;
  }

  #test(id) {
    return this.#testsOf(id.split(" > ")[0]).find((test) => test.id === id);
  }
}

const endless = "the test runs on and on";
const startTest = new Script("globalThis.startTest()");
const processorTime = (start) => {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};

/** Why a test fails, if it does. One that takes more processor time than `most` is stopped. */
async function failureOf({ run }, most = 60_000) {
  globalThis.startTest = run;
  for (let wait = 2 * most; ; wait *= 2) {
    const start = process.cpuUsage();
    try {
      await startTest.runInThisContext({ timeout: Math.ceil(wait) });
      return undefined;
    } catch (error) {
      if (error?.code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") return String(error?.message ?? error).slice(0, 400);
      // Stopped by the clock; on a machine that is busy with other things that says nothing yet.
      if (processorTime(start) > most) return endless;
    }
  }
}

/** One line for each mutant as it is judged: Stryker's own report comes at the end of the run. */
function log({ fileName, location, mutatorName, replacement }, { status, killedBy = [] }) {
  const file = process.env.TRIGRAD_MUTANTS_LOG;
  if (file === undefined) return;
  const { start, end } = location;
  const place = [start.line + 1, start.column + 1, end.line + 1, end.column + 1];
  const source = fileName.replace(/^.*\bsrc\//, "src/");
  appendFileSync(file, `${JSON.stringify({ file: source, place, mutatorName, replacement, status, killedBy: killedBy[0] })}\n`);
}

/** tests/ mirrors src/. */
const testOf = (source) => source.replace(/^.*\bsrc\//, "tests/").replace(/\.ts$/, ".test.ts");

const plain = createRequire(import.meta.url);
const requireFor = (id) => (id === "vitest" ? vitest : plain(id));

/** The tests that judge mutants: of all rooms that are mutated, or of those that are asked for. */
export function testFiles() {
  return (process.env.TRIGRAD_MUTANTS_TESTS ?? "tests/core tests/verify")
    .split(" ")
    .flatMap((path) =>
      path.endsWith(".ts") ? [path] : readdirSync(path, { recursive: true, encoding: "utf8" }).map((file) => `${path}/${file}`),
    )
    .filter((file) => file.endsWith(".test.ts") && !tooSlow.test(file))
    .sort();
}

export const strykerPlugins = [{ kind: "TestRunner", name: "warm", injectableClass: WarmRunner }];
