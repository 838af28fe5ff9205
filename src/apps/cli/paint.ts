// Colours of the terminal; the only place that knows chalk.

import { Chalk } from "chalk";
import type { Paint } from "../../views/paint.js";

/** NO_COLOR, TERM=dumb and pipes switch colours off; chalk itself does not look at NO_COLOR. */
export function terminalPaint(): Paint {
  const off = process.env["NO_COLOR"] !== undefined && process.env["NO_COLOR"] !== "";
  const forced = process.env["FORCE_COLOR"] !== undefined;
  const terminal = process.stdout.isTTY === true && process.env["TERM"] !== "dumb";
  const chalk = off || !(terminal || forced) ? new Chalk({ level: 0 }) : new Chalk();
  return {
    bold: chalk.bold,
    dim: chalk.dim,
    value: chalk.blueBright,
    gradient: chalk.yellow,
    good: chalk.green,
    bad: chalk.red,
    note: chalk.cyan,
  };
}
