// Is a text still what it was? Against damage and mistakes, not against malice.

import type { DataSet } from "../data/data-set.js";
import { encodeDoubles } from "./base64.js";

/**
 * Sixteen hexadecimal digits: two hashes of 32 bits, FNV-1a and a multiplicative one, over the UTF-16 units.
 * @example
 * checksum("ab") === checksum("ba")   // false
 */
export function checksum(text: string): string {
  let [first, second] = [0x811c9dc5, 0x1000193];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second + unit, 0x5bd1e995) ^ (second >>> 15);
  }
  return [first, second].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}

/** Of every bit of the inputs and targets: two data sets with one checksum train alike. */
export function dataChecksum({ inputs, targets }: DataSet): string {
  return checksum([inputs, targets].map((part) => encodeDoubles(part.flat())).join(" "));
}
