// A counterexample in words.

import type { Nested } from "../../core/graph/tensor.js";
import type { Counterexample } from "./report.js";
import type { CheckedOperator } from "./trusted.js";

interface Check {
  readonly operator: CheckedOperator;
  readonly randomSeed: number;
}

/** What is wrong, where, by how much; what it looks like; who says so; how to see it again. */
export function messageOf(counterexample: Counterexample, { operator, randomSeed }: Check): string {
  const { at, direction, component, claimed, expected, bound, trusted, looksLike, node } = counterexample;
  const what = operator === "jvp" ? capital(component) : `The derivative by ${component}`;
  const along =
    direction === undefined
      ? ""
      : operator === "jvp"
        ? `, along ${listed(direction, "d")}`
        : `, for the adjoint ${JSON.stringify(direction)}`;
  return [
    `${what} is wrong at ${listed(at)}${along}: claimed ${claimed}, and it is ${expected} (${exactness(bound)}).`,
    ...(looksLike === undefined ? [] : [looksLike]),
    ...(node === undefined ? [] : [node]),
    `Trusted: ${trusted}.`,
    `Repeat it with { seed: ${randomSeed} }.`,
  ].join("\n");
}

/** Bounds of a few denormal numbers guard against underflow and say nothing to a reader. */
const exactness = (bound: number) => (bound < 2 ** -1000 ? "exactly" : `off by at most ${bound.toExponential(1)}`);

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function listed(values: unknown, prefix = ""): string {
  return Object.entries(values as Readonly<Record<string, Nested>>)
    .map(([name, value]) => `${prefix}${name} = ${shortened(JSON.stringify(value))}`)
    .join(", ");
}

/** A whole layer of weights is in the report; in a sentence it would bury the rest. */
const shortened = (text: string) => (text.length > mostCharacters ? `${text.slice(0, mostCharacters)}...` : text);
const mostCharacters = 200;
