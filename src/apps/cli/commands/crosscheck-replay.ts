// trigrad crosscheck --replay TEXT: one case of a cross-check again.

import { parseFormula } from "../../../core/formula/index.js";
import { networkCaseText, networkSuite } from "../../../course/networks/crosscheck-networks.js";
import { readNetwork } from "../../../course/networks/network-file.js";
import { describeError, schemaVersion } from "../../../verify/compare/record.js";
import { requirePoint } from "../../../verify/compare/require-point.js";
import { type Judged, judge, type Suite } from "../../../verify/crosscheck.js";
import { formulaCaseText, formulaSuite } from "../../../verify/crosscheck-formulas.js";
import { comparisonText } from "../../../views/comparison.js";
import { type CrosscheckOptions, crosscheckSettings } from "../crosscheck-settings.js";
import type { Outcome } from "../errors.js";
import { errorText } from "../formula-error.js";
import { OptionError } from "../option-value.js";
import { terminalOptions } from "../terminal.js";

interface Replayed extends Judged {
  readonly text: string;
  readonly title: string;
}

/** @throws {OptionError} for a text that is no case; as formulas and network files do for what is wrong inside */
export function replay(text: string, options: CrosscheckOptions & { readonly json?: boolean }): Outcome {
  const { text: written, title, comparison, contradiction } = replayed(text, options);
  const exitCode = contradiction === undefined ? 0 : 1;
  if (options.json === true) {
    return {
      output: JSON.stringify({ schema: schemaVersion, case: written, ...comparison, contradiction: contradiction ?? null }),
      exitCode,
    };
  }
  const { paint, ...rest } = terminalOptions();
  const ending =
    contradiction === undefined
      ? paint.good("No contradiction.")
      : paint.bad(`CONTRADICTION (${contradiction.kind}): ${contradiction.message}`);
  return {
    output: [...(comparison === undefined ? [title] : [comparisonText(comparison, title, { paint, ...rest })]), ending].join("\n"),
    exitCode,
  };
}

const numbered = /^(\d+)\/(0(?::\d+)*)$/;

function replayed(text: string, options: CrosscheckOptions): Replayed {
  const [, n, path] = numbered.exec(text) ?? [];
  if (n !== undefined && path !== undefined) return byNumber(Number(n), path, options);
  const given = parsed(text);
  if (typeof given["formula"] === "string") return formulaCase(given["formula"], given["at"] ?? {});
  if (given["network"] !== undefined) return networkCase(given["network"]);
  throw expected(text);
}

function expected(text: string): OptionError {
  const shown = text.length > 60 ? `${text.slice(0, 60)}...` : text;
  return new OptionError(`--replay ${shown}: expected a case as crosscheck prints it, such as {"formula":"x^2","at":{"x":3}} or 17/0:1.`);
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  } catch {
    // Said below.
  }
  throw expected(text);
}

function formulaCase(formula: string, at: unknown): Replayed {
  try {
    const f = parseFormula(formula);
    requirePoint(f, at);
    // A value that is missing is a mistake in the text, and no contradiction.
    f.evaluate(at);
    return { ...judge({ f, point: at }), title: formula, text: formulaCaseText({ formula, at }) };
  } catch (error) {
    throw errorText(formula, describeError(error));
  }
}

function networkCase(network: unknown): Replayed {
  const file = readNetwork(network);
  const { subject, options } = networkSuite({ size: 1 });
  const given = { network: file.network, point: file.point, target: file.target };
  return { ...judge(subject(given), options), title: "the network", text: networkCaseText(given) };
}

/** A path that was written by hand, or for other options, may lead nowhere. */
function found<Case>(at: () => Case, typed: string): Case {
  try {
    return at();
  } catch {
    throw new OptionError(`--replay ${typed}: there is no such case. Give the --seed, --size and kind of the run that printed it too.`);
  }
}

function byNumber(n: number, path: string, options: CrosscheckOptions): Replayed {
  const { what, seed, size, wild } = crosscheckSettings(options);
  const look = <Case>({ cases, subject, write, options: settings }: Suite<Case>, title: (given: Case) => string): Replayed => {
    const given = found(() => cases.at(seed, n, path), `${n}/${path}`);
    return { ...judge(subject(given), settings), title: title(given), text: write(given) };
  };
  return what === "formulas"
    ? look(formulaSuite({ size, kind: wild ? "wild" : "inside" }), ({ formula }) => formula)
    : look(networkSuite({ size }), () => "the network");
}
