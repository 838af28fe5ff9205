// trigrad compare NETWORK.json: the network as the program that it is, component by component.

import { PointError } from "../../../core/differentiators/errors.js";
import { NetworkFileError } from "../../../course/networks/network-json.js";
import { compare } from "../../../verify/compare/compare.js";
import { flatten } from "../../../verify/compare/components.js";
import { describeError, schemaVersion } from "../../../verify/compare/record.js";
import { comparisonText } from "../../../views/comparison.js";
import { describeNetwork } from "../../../views/network.js";
import { formatCount } from "../../../views/numbers.js";
import type { Outcome } from "../errors.js";
import { loadNetwork } from "../load-network.js";
import { terminalOptions } from "../terminal.js";
import { exitCodeOf } from "./exit-code.js";

/** Components that a table can show so that somebody still reads it. */
const mostComponents = 100;

export function compareNetworkCommand(
  path: string,
  { at, wrt, json }: { readonly at?: string; readonly wrt?: string; readonly json?: boolean },
): Outcome {
  if (at !== undefined) throw new Error("--at is for formulas: a network file brings its own input.");
  try {
    const file = loadNetwork(path);
    const names = wrt?.split(",").map((name) => name.trim());
    const components = (names ?? Object.keys(file.point)).reduce(
      (total, name) => total + flatten((file.point[name] ?? 0) as number).length,
      0,
    );
    if (json !== true && components > mostComponents) {
      throw new Error(
        `${formatCount(components)} components are too many for a table: choose some with --wrt ${Object.keys(file.point).join(" or ")}, or use trigrad network ${path}.`,
      );
    }
    const comparison = compare(file.network.lossFor(file.target), file.point, names === undefined ? {} : { wrt: names });
    const exitCode = exitCodeOf(comparison);
    if (json === true) return { output: JSON.stringify({ schema: schemaVersion, network: path, ...comparison }), exitCode };
    return { output: comparisonText(comparison, describeNetwork(file), terminalOptions()), exitCode };
  } catch (error) {
    if (json !== true || !(error instanceof NetworkFileError || error instanceof PointError)) throw error;
    const described =
      error instanceof PointError ? describeError(error) : { kind: "bad-value", message: error.message, place: error.place };
    return {
      output: JSON.stringify({ schema: schemaVersion, network: path, verdict: "error", message: error.message, error: described }),
      exitCode: 2,
    };
  }
}
