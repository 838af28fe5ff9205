// npm run study: measures how well wrong derivatives are found, and writes docs/verification-study.md.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { startVitest } from "vitest/node";

const usage = `npm run study -- [--seed N] [--times N]

Measures on the catalogue of wrong rules how often trigrad and the defaults of PyTorch and JAX find them, and how often they accuse
what is right; writes docs/verification-study.md and prints it. Some minutes.

  --seed N    the random seed, 20261124 unless given
  --times N   N times as many right rules and random formulas`;

const options = { seed: { type: "string", default: "20261124" }, times: { type: "string", default: "1" }, help: { type: "boolean" } };

function settings() {
  try {
    const { values } = parseArgs({ options });
    const [seed, times] = [Number(values.seed), Number(values.times)];
    if (!Number.isSafeInteger(seed)) throw new Error(`--seed is an integer, not ${values.seed}.`);
    if (!Number.isSafeInteger(times) || times < 1) throw new Error(`--times is an integer from 1 on, not ${values.times}.`);
    return { seed, times, help: values.help };
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
}

const { seed, times, help } = settings();
if (help) {
  console.log(usage);
  process.exit(0);
}

Object.assign(process.env, {
  // The study runs the sources.
  TRIGRAD_BUILD: "0",
  TRIGRAD_SEED: String(seed),
  TRIGRAD_STUDY_SEED: String(seed),
  TRIGRAD_STUDY_MOST: "200",
  TRIGRAD_STUDY_EACH: String(50 * times),
  TRIGRAD_STUDY_FORMULAS: String(1000 * times),
});

const vitest = await startVitest("test", [], {
  include: ["tests/verify/faults/study.run.ts"],
  watch: false,
  reporters: [{}],
  disableConsoleIntercept: true,
});
const errors = vitest.state
  .getTestModules()
  .flatMap((module) => [...module.errors(), ...[...module.children.allTests()].flatMap((test) => test.result().errors ?? [])]);
await vitest.close();
if (errors.length > 0) {
  for (const { message, stack } of errors) console.error(stack ?? message);
  process.exit(1);
}
console.log(readFileSync("docs/verification-study.md", "utf8"));
