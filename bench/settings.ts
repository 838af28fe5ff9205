// What the command line asks for.

import { parseArgs } from "node:util";

export const usage = `npm run bench -- [--quick] [--task a,b,...] [--json FILE] [--output FILE]

Measures value and gradient of trigrad's methods beside code written by hand and other libraries: every answer is checked before its
time counts, all contenders take turns, times are medians. Prints the tables and writes docs/bench.md. Some minutes.

  --quick        shorter turns and smaller series: about a minute, rougher numbers; docs/bench.md is left alone
  --task LIST    only these: a (x + y) z, b log-loss, c Rosenbrock, d networks, e a long chain,
                 f preparation, g Hessian times vector, h throughput, i complexity; docs/bench.md is left alone
  --json FILE    every number, with the machine's cores and the version of Node
  --output FILE  writes the tables there, as docs/bench.md has them`;

export const taskNames = ["a", "b", "c", "d", "e", "f", "g", "h", "i"] as const;
export type TaskName = (typeof taskNames)[number];

export interface Wishes {
  readonly isQuick: boolean;
  readonly tasks: readonly TaskName[];
  readonly json?: string;
  readonly output?: string;
  readonly help: boolean;
}

const options = {
  quick: { type: "boolean", default: false },
  task: { type: "string" },
  json: { type: "string" },
  output: { type: "string" },
  help: { type: "boolean", default: false },
} as const;

/** @throws {Error} that says what is wrong, for options that are none */
export function wishesOf(args: readonly string[]): Wishes {
  const { quick, task, json, output, help } = parseArgs({ args: [...args], options }).values;
  const tasks = task?.split(",").map((name) => name.trim()) ?? [...taskNames];
  const unknown = tasks.find((name) => !(taskNames as readonly string[]).includes(name));
  if (unknown !== undefined)
    throw new Error(`--task takes letters from ${taskNames.join(",")}, with commas between, and not "${unknown}".`);
  // A part of the table would pass for the whole.
  const written = output ?? (quick || task !== undefined ? undefined : "docs/bench.md");
  return {
    isQuick: quick,
    tasks: tasks as TaskName[],
    help,
    ...(json === undefined ? {} : { json }),
    ...(written === undefined ? {} : { output: written }),
  };
}
