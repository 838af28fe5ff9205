// trigrad lab NAME: an experiment, with its question first.

import { writeFileSync } from "node:fs";
import { nearest } from "../../../core/formula/distance.js";
import { FormulaError } from "../../../core/formula/errors.js";
import { labs } from "../../../course/labs/index.js";
import type { Lab, LabReport } from "../../../course/labs/report.js";
import { schemaVersion } from "../../../verify/compare/record.js";
import { labListText, labOptionsText, labText, questionText } from "../../../views/lab.js";
import { plotsSvg } from "../../../views/plots/svg.js";
import type { Outcome } from "../errors.js";
import { errorText } from "../formula-error.js";
import { progressBar } from "../progress.js";
import { requireWritable } from "../require-writable.js";
import { terminalOptions } from "../terminal.js";

export interface LabOptions {
  readonly set?: readonly string[];
  readonly seed?: string;
  readonly svg?: string;
  readonly ascii?: boolean;
  readonly predict?: boolean;
  readonly list?: boolean;
  readonly json?: boolean;
}

type Settings = Readonly<Record<string, string | number>>;

/** What was asked for does not exist or has no such value. */
class LabError extends Error {
  override readonly name = "LabError";
  readonly kind: "unknown-lab" | "bad-setting";
  /** what a reader of the terminal is told besides */
  readonly help: string;
  constructor(kind: "unknown-lab" | "bad-setting", message: string, help = "") {
    super(message);
    this.kind = kind;
    this.help = help;
  }
}

/** @param all the labs to choose from */
export function labCommand(typedName: string | undefined, options: LabOptions, all: readonly Lab[] = labs): Outcome {
  const { json = false, ascii } = options;
  const { name, set } = nameAndSettings(typedName, options);
  try {
    if (options.list === true || name === undefined) return listed(all, options);
    const lab = labNamed(name, all);
    if (options.predict === true) return predicted(lab, options);
    if (options.svg !== undefined) requireWritable(options.svg);
    const given = readSettings(lab, set, options.seed);
    const report = run(lab, given);
    if (options.svg !== undefined) writeFileSync(options.svg, plotsSvg(report.plots, report.title));
    if (json) return { output: JSON.stringify({ schema: schemaVersion, ...report }, plainData), exitCode: 0 };
    const text = labText(report, given, terminalOptions(ascii));
    return { output: options.svg === undefined ? text : `${text}\n\nwrote ${options.svg}`, exitCode: 0 };
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    const { kind, message, help } = error;
    if (!json) throw new Error(help === "" ? message : `${message}\n\n${help}`);
    return { output: JSON.stringify({ schema: schemaVersion, name, verdict: "error", message, error: { kind, message } }), exitCode: 2 };
  }
}

/** `--set` takes every word behind it: a last one that sets nothing is the name of the lab. */
function nameAndSettings(
  name: string | undefined,
  { set = [] }: LabOptions,
): { readonly name: string | undefined; readonly set: readonly string[] } {
  const last = set.at(-1);
  return name === undefined && last !== undefined && !last.includes("=") ? { name: last, set: set.slice(0, -1) } : { name, set };
}

function listed(all: readonly Lab[], { json, ascii }: LabOptions): Outcome {
  if (json !== true) return { output: labListText(all, terminalOptions(ascii)), exitCode: 0 };
  const entries = all.map(({ name, title, question, predict, options }) => ({ name, title, question, predict, options }));
  return { output: JSON.stringify({ schema: schemaVersion, labs: entries }), exitCode: 0 };
}

function predicted(lab: Lab, { json, ascii }: LabOptions): Outcome {
  const { name, title, question, predict } = lab;
  if (json === true) return { output: JSON.stringify({ schema: schemaVersion, name, title, question, predict }), exitCode: 0 };
  return { output: `${questionText(lab, terminalOptions(ascii))}\n\nThen look: trigrad lab ${name}`, exitCode: 0 };
}

function labNamed(name: string, all: readonly Lab[]): Lab {
  const found = all.find((lab) => lab.name === name);
  if (found !== undefined) return found;
  const names = all.map((lab) => lab.name);
  const near = names.find((known) => name !== "" && known.startsWith(name)) ?? nearest(name, names);
  const meant = near === undefined ? "" : ` Did you mean ${near}?`;
  throw new LabError("unknown-lab", `there is no lab "${name}".${meant}`, `The labs are:\n${labListText(all, terminalOptions())}`);
}

/** Text stays text where the lab expects text; what a number may be, the lab itself decides. */
function readSettings(lab: Lab, set: readonly string[], seed: string | undefined): Settings {
  const settings: Record<string, string | number> = {};
  for (const pair of set) {
    const equals = pair.indexOf("=");
    if (equals < 1) throw badSetting(lab, `--set ${pair}: write a name and a value, such as --set ${example(lab, pair)}.`);
    const key = pair.slice(0, equals).trim();
    const text = pair.slice(equals + 1).trim();
    if (Object.hasOwn(settings, key)) throw badSetting(lab, `${key} is set twice.`);
    settings[key] = typeof lab.options[key]?.default === "string" || !isNumber(text) ? text : Number(text);
  }
  if (seed === undefined) return settings;
  if (!Object.hasOwn(lab.options, seedName)) throw badSetting(lab, `nothing in the lab ${lab.name} is random, so that it takes no --seed.`);
  if (!isNumber(seed)) throw badSetting(lab, `--seed ${seed}: a seed is a whole number.`);
  if (Object.hasOwn(settings, seedName)) throw badSetting(lab, `${seedName} is set twice, once by --seed.`);
  return { ...settings, [seedName]: Number(seed) };
}

const seedName = "randomSeed";
const isNumber = (text: string) => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);

function example({ options }: Lab, typed: string): string {
  const name = Object.hasOwn(options, typed) ? typed : Object.keys(options)[0];
  return name === undefined ? "key=value" : `${name}=${options[name]?.default}`;
}

function badSetting(lab: Lab, message: string): LabError {
  const known = labOptionsText(lab, terminalOptions());
  return new LabError("bad-setting", message, known === "" ? "" : `The settings of ${lab.name}, with what they are unless set:\n${known}`);
}

function run(lab: Lab, given: Settings): LabReport {
  const bar = progressBar({ label: lab.name });
  try {
    return lab.run(given, (fraction) => bar.update(fraction));
  } catch (error) {
    if (error instanceof RangeError) throw badSetting(lab, error.message);
    if (error instanceof FormulaError) {
      const { kind, message, text, position } = error;
      throw new LabError("bad-setting", errorText(text, { kind, message, ...(position === undefined ? {} : { position }) }).message);
    }
    throw error;
  } finally {
    bar.done();
  }
}

/** Typed arrays as lists; numbers that are not finite become null by JSON's own rule. */
function plainData(_: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as Float64Array) : value;
}
