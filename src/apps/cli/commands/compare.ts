// trigrad compare FORMULA --at POINT

import { parseFormula } from "../../../core/formula/index.js";
import { type CaseRecord, compareCase } from "../../../verify/compare/record.js";
import { comparisonText } from "../../../views/comparison.js";
import type { Outcome } from "../errors.js";
import { unprotected } from "../formula-argument.js";
import { errorText } from "../formula-error.js";
import { isNetworkPath } from "../load-network.js";
import { readArguments } from "../read-arguments.js";
import { terminalOptions } from "../terminal.js";
import { compareNetworkCommand } from "./compare-network.js";
import { exitCodeOf } from "./exit-code.js";

export interface CompareOptions {
  readonly at?: string;
  readonly wrt?: string;
  readonly json?: boolean;
}

export function compareCommand(typed: string, options: CompareOptions): Outcome {
  if (isNetworkPath(typed)) return compareNetworkCommand(unprotected(typed), options);
  const read = readArguments(typed, options, (text) => parseFormula(text).names);
  const record: CaseRecord = "error" in read ? read.error : compareCase(read);
  const exitCode = exitCodeOf(record);
  if (options.json === true) return { output: JSON.stringify(record), exitCode };
  if (record.error !== undefined) throw errorText(record.formula, record.error);
  return { output: comparisonText(record as Parameters<typeof comparisonText>[0], record.formula, terminalOptions()), exitCode };
}
