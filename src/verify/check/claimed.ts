// What somebody's derivative returns, put beside the numbers that are trusted.

import { describeShape, type Shape, sameShape } from "../../core/graph/shape.js";
import type { NestedArray, Point } from "../../core/graph/tensor.js";
import { calledSafely, NotAFunction } from "./black-box.js";
import type { TrustedEntry, TrustedPart } from "./trusted.js";

/** A claimed derivative: takes the point (and a direction), gives numbers in the structure that the documentation of each check states. */
export type Claim = (inputs: Readonly<Record<string, NestedArray>>, direction?: unknown) => unknown;

export interface ClaimedEntry {
  readonly claimed: number;
  readonly trusted: TrustedEntry;
}

/**
 * Calls the claim and pairs its numbers with the trusted ones.
 * @throws {NotAFunction} when it is random, changes its arguments, or returns another structure; the message says what is expected where
 */
export function claimedAt(claim: Claim, point: Point, direction: unknown, parts: readonly TrustedPart[]): readonly ClaimedEntry[] {
  const given = calledSafely("the claimed derivative", (inputs) => claim(inputs, direction), point);
  const names = new Set(parts.map(({ keys }) => keys[0]));
  // With a single input its name may be left out.
  const isBare = names.size === 1 && (typeof given === "number" || Array.isArray(given));
  if (!isBare && parts[0]?.keys.length !== 0 && (typeof given !== "object" || given === null || Array.isArray(given))) {
    throw new NotAFunction(
      `the claimed derivative is ${shown(given)}: expected { ${[...names].map((name) => `${name}: ...`).join(", ")} }.`,
    );
  }
  return parts.flatMap(({ keys, shape, entries }) => {
    const path = keys.map((key) => `.${key}`).join("");
    let part = given;
    if (!isBare)
      for (const key of keys) part = typeof part === "object" && part !== null ? (part as Record<string, unknown>)[key] : undefined;
    const place = `the claimed derivative${isBare ? "" : path}`;
    return numbersIn(part, shape, place).map((claimed, i) => ({ claimed, trusted: entries[i] as TrustedEntry }));
  });
}

const shown = (value: unknown) => JSON.stringify(value)?.slice(0, 60) ?? "nothing";

function numbersIn(part: unknown, shape: Shape, place: string): number[] {
  const found = shapeIn(part);
  if (found === undefined || !sameShape(found, shape)) {
    const received = found === undefined ? shown(part) : describeShape(found);
    throw new NotAFunction(`${place} is ${received}: expected ${describeShape(shape)}.`);
  }
  return [part].flat(shape.length) as number[];
}

/** Undefined for anything but a number or nested arrays of numbers. */
function shapeIn(part: unknown): Shape | undefined {
  if (typeof part === "number") return [];
  if (!Array.isArray(part)) return undefined;
  // Unlike map, this looks into the holes of new Array(3) too.
  const inner = Array.from(part, shapeIn);
  const [first] = inner;
  if (first === undefined || inner.some((shape) => shape === undefined || !sameShape(shape, first))) return undefined;
  return [part.length, ...first];
}
