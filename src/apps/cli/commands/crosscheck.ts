// trigrad crosscheck: random formulas or networks, each compared by all methods.

import { networkSuite } from "../../../course/networks/crosscheck-networks.js";
import { schemaVersion } from "../../../verify/compare/record.js";
import type { Suite, Totals } from "../../../verify/crosscheck.js";
import { formulaSuite } from "../../../verify/crosscheck-formulas.js";
import { type CounterexampleReport, type CrosscheckReport, crosscheckText, type ShownCounterexample } from "../../../views/crosscheck.js";
import { watchCrosscheck } from "../crosscheck-run.js";
import {
  type CrosscheckOptions,
  type CrosscheckRun,
  type CrosscheckSettings,
  crosscheckSettings,
  optionsOf,
} from "../crosscheck-settings.js";
import { CrosscheckStateError, readCrosscheck, requireSameCrosscheck, writeCrosscheck } from "../crosscheck-state-file.js";
import type { Outcome } from "../errors.js";
import { OptionError } from "../option-value.js";
import { requireReplaceable } from "../require-writable.js";
import { terminalOptions } from "../terminal.js";
import { replay } from "./crosscheck-replay.js";

export interface CrosscheckCommandOptions extends CrosscheckOptions {
  readonly state?: string;
  readonly replay?: string;
  readonly json?: boolean;
}

export async function crosscheckCommand(options: CrosscheckCommandOptions): Promise<Outcome> {
  try {
    if (options.replay !== undefined) return replay(options.replay, options);
    return await run(options);
  } catch (error) {
    const kind = error instanceof OptionError ? "bad-setting" : error instanceof CrosscheckStateError ? "bad-state" : undefined;
    if (options.json !== true || kind === undefined) throw error;
    const { message } = error as Error;
    return { output: JSON.stringify({ schema: schemaVersion, verdict: "error", message, error: { kind, message } }), exitCode: 2 };
  }
}

async function run(options: CrosscheckCommandOptions): Promise<Outcome> {
  const { state: path, json } = options;
  if (path !== undefined) requireReplaceable(path);
  const stored = path === undefined ? undefined : readCrosscheck(path);
  const settings = crosscheckSettings(options, stored?.run);
  if (path !== undefined && stored !== undefined) requireSameCrosscheck(path, stored.run, settings);
  const { what, seed, size, wild, count } = settings;
  const kept: CrosscheckRun = { what, seed, size, wild };
  const keep = (totals: Totals, seconds: number) => {
    if (path !== undefined) writeCrosscheck(path, { run: kept, totals, seconds });
  };
  const watch = <Case>(suite: Suite<Case>) => watchCrosscheck(suite, settings, { from: stored, keep });
  const { signal, counterexample, ...watched } = await (what === "formulas"
    ? watch(formulaSuite({ size, kind: wild ? "wild" : "inside" }))
    : watch(networkSuite({ size })));
  const report: CrosscheckReport = {
    ...kept,
    count,
    ...watched,
    ...(counterexample === undefined ? {} : { counterexample: withReplay(counterexample, settings) }),
    ...(path !== undefined && watched.totals.done < count && counterexample === undefined
      ? { resume: `trigrad crosscheck --state ${path} --count ${count}` }
      : {}),
  };
  const exitCode = signal === "SIGINT" ? 130 : signal === "SIGTERM" ? 143 : counterexample === undefined ? 0 : 1;
  if (json !== true) return { output: crosscheckText(report, terminalOptions()), exitCode };
  return { output: JSON.stringify({ schema: schemaVersion, ...report, perSecond: report.totals.done / report.seconds }), exitCode };
}

/** A case that is longer than this is given by its number, and not as text. */
const longestText = 2000;

function withReplay(found: ShownCounterexample, settings: CrosscheckSettings): CounterexampleReport {
  const command =
    found.text.length <= longestText
      ? `trigrad crosscheck --replay ${quoted(found.text)}`
      : `trigrad crosscheck ${optionsOf(settings)} --replay ${found.n}/${found.path}`;
  return { ...found, replay: command };
}

/** For a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
