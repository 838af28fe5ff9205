// One case of `trigrad check` that is a network: the loss, its gradients and what somebody claims of them, as a record.

import { type ClaimVerdict, judgeClaim } from "../../verify/compare/claim.js";
import { compare } from "../../verify/compare/compare.js";
import { schemaVersion } from "../../verify/compare/record.js";
import { type NetworkComparison, networkComparison } from "./compare-network.js";
import { readNetwork } from "./network-file.js";
import { NetworkFileError } from "./network-json.js";

export interface NetworkCase {
  readonly id?: unknown;
  /** in the form of a network file */
  readonly network: unknown;
  /** claimed: `{ "weights": [...], "bias": [...], "input": [...] }`, or by the names of the program: `{ "W1": ..., "b1": ..., "x": ... }` */
  readonly gradient?: unknown;
  readonly value?: unknown;
}

export interface NetworkRecord extends Partial<NetworkComparison> {
  readonly schema: typeof schemaVersion;
  readonly id?: unknown;
  readonly verdict: NetworkComparison["verdict"];
  readonly message: string;
  readonly error?: { readonly kind: "bad-value"; readonly message: string; readonly place: string };
  readonly claim?: ClaimVerdict;
}

/**
 * Compares a network by every method and judges the claim. Bad input does not throw: it becomes a record with the verdict "error".
 * @example
 * const network = { layers: [{ weights: [[3]], activation: "identity" }], loss: "squared", input: [2], target: 5 };
 * checkNetwork({ network, gradient: { weights: [[[2]]] } }).claim   // { verdict: "right" }
 */
export function checkNetwork({ id, network, gradient, value }: NetworkCase): NetworkRecord {
  const head = { schema: schemaVersion, ...(id === undefined ? {} : { id }) } as const;
  try {
    const file = readNetwork(network);
    const comparison = compare(file.network.lossFor(file.target), file.point);
    const claim = judgeClaim(comparison, { value, gradient: byNames(gradient) });
    return { ...head, ...networkComparison(file, comparison), ...(claim === undefined ? {} : { claim }) };
  } catch (error) {
    if (!(error instanceof NetworkFileError)) throw error;
    const { message, place } = error;
    return { ...head, verdict: "error", message, error: { kind: "bad-value", message, place } };
  }
}

/** Gradients in the shape of the file under the names of the program. */
function byNames(claimed: unknown): unknown {
  if (typeof claimed !== "object" || claimed === null || Array.isArray(claimed)) return claimed;
  const { weights, bias, input, ...named } = claimed as Record<string, unknown>;
  const numbered = (letter: string, parts: unknown) =>
    Array.isArray(parts) ? parts.flatMap((part: unknown, i) => (part === null ? [] : [[`${letter}${i + 1}`, part] as const])) : [];
  return {
    ...named,
    ...Object.fromEntries([...numbered("W", weights), ...numbered("b", bias)]),
    ...(input === undefined ? {} : { x: input }),
  };
}
