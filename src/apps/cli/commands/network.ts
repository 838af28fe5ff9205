// trigrad network FILE: loss and all gradients of a network by every method.

import type { Differentiator } from "../../../core/differentiators/differentiator.js";
import { nearest } from "../../../core/formula/distance.js";
import { compareNetwork } from "../../../course/networks/compare-network.js";
import { NetworkFileError } from "../../../course/networks/network-json.js";
import { schemaVersion } from "../../../verify/compare/record.js";
import { boundedMethods } from "../../../verify/methods.js";
import { networkText } from "../../../views/network.js";
import type { Outcome } from "../errors.js";
import { loadNetwork } from "../load-network.js";
import { terminalOptions } from "../terminal.js";
import { exitCodeOf } from "./exit-code.js";

export interface NetworkOptions {
  readonly json?: boolean;
  readonly methods?: string;
}

export function networkCommand(path: string, { json, methods }: NetworkOptions): Outcome {
  try {
    const file = loadNetwork(path);
    // A method that is asked for by name may take its time.
    const chosen = methods === undefined ? {} : { methods: methodsNamed(methods), budget: Number.POSITIVE_INFINITY };
    const comparison = compareNetwork(file, chosen);
    const exitCode = exitCodeOf(comparison);
    if (json === true) return { output: JSON.stringify({ schema: schemaVersion, ...comparison }), exitCode };
    return { output: networkText(comparison, file, terminalOptions()), exitCode };
  } catch (error) {
    if (!(error instanceof NetworkFileError) || json !== true) throw error;
    const { message, place } = error;
    const record = { schema: schemaVersion, verdict: "error", message, error: { kind: "bad-value", message, place } };
    return { output: JSON.stringify(record), exitCode: 2 };
  }
}

function methodsNamed(text: string): readonly Differentiator[] {
  return text.split(",").map((typed) => {
    const name = typed.trim();
    const found = boundedMethods.find((method) => method.name === name);
    if (found !== undefined) return found;
    const known = boundedMethods.map((method) => method.name);
    const meant = nearest(name, known);
    throw new Error(`there is no method "${name}"${meant === undefined ? "" : `: did you mean ${meant}?`} There are ${known.join(", ")}.`);
  });
}
