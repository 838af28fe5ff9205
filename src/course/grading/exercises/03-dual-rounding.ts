// How far a right pass of dual numbers of exercise 03 may be off by rounding.

import { u } from "../verdict.js";

/** A dual number, and how far each of its parts may be off. */
export interface Rough {
  readonly primal: number;
  readonly tangent: number;
  readonly ofPrimal: number;
  readonly ofTangent: number;
}

/** Each rule may be written in several ways, with up to so many roundings of what is added up in it. */
const roundings = 8 * u;
const size = Math.abs;

function add(a: Rough, b: Rough): Rough {
  const [primal, tangent] = [a.primal + b.primal, a.tangent + b.tangent];
  return {
    primal,
    tangent,
    ofPrimal: a.ofPrimal + b.ofPrimal + roundings * size(primal),
    ofTangent: a.ofTangent + b.ofTangent + roundings * size(tangent),
  };
}

function multiply(a: Rough, b: Rough): Rough {
  const terms = [a.primal * b.tangent, b.primal * a.tangent] as const;
  // What should be 0 may be off, too: the products of two errors count.
  const sizes = (x: number, error: number) => size(x) + error;
  return {
    primal: a.primal * b.primal,
    tangent: terms[0] + terms[1],
    ofPrimal: sizes(a.primal, a.ofPrimal) * b.ofPrimal + size(b.primal) * a.ofPrimal + roundings * size(a.primal * b.primal),
    ofTangent:
      sizes(a.tangent, a.ofTangent) * b.ofPrimal +
      sizes(b.tangent, b.ofTangent) * a.ofPrimal +
      size(a.primal) * b.ofTangent +
      size(b.primal) * a.ofTangent +
      roundings * (size(terms[0]) + size(terms[1])),
  };
}

/**
 * One that goes by way of another function, such as sin(x + pi/2) for cos(x) or 2^(x/log 2) for exp(x), rounds its argument, too.
 * @param terms what is added up in the slope, without signs
 */
function through(value: number, slope: number, bend: number, terms = size(slope)): (a: Rough) => Rough {
  return ({ primal, tangent, ofPrimal, ofTangent }) => {
    const argument = 1 + size(primal);
    return {
      primal: value,
      tangent: slope * tangent,
      ofPrimal: size(slope) * ofPrimal + roundings * (size(value) + size(slope) * argument),
      ofTangent: size(slope) * ofTangent + size(bend * tangent) * ofPrimal + roundings * size(tangent) * (terms + size(bend) * argument),
    };
  };
}

/** The slope may be the sum of two terms: 1 - 2 sin^2(x/2), or cos^2(x/2) - sin^2(x/2). */
const sin = (a: Rough) => through(Math.sin(a.primal), Math.cos(a.primal), Math.sin(a.primal), 3)(a);
const exp = (a: Rough) => through(Math.exp(a.primal), Math.exp(a.primal), Math.exp(a.primal))(a);
const log = (a: Rough) => through(Math.log(a.primal), 1 / a.primal, a.primal ** -2)(a);
const reciprocal = (a: Rough) => through(1 / a.primal, -(a.primal ** -2), 2 * a.primal ** -3)(a);
const divide = (a: Rough, b: Rough) => multiply(a, reciprocal(b));

export const roughly = { add, multiply, divide, sin, exp, log } as const satisfies Record<string, (a: Rough, b: Rough) => Rough>;
