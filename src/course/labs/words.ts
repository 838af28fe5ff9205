// Numbers and lists as the sentences of a lab say them.

/**
 * A number to so many significant digits; very large and very small ones with an exponent.
 * @example
 * say(0.123456)   // "0.123"
 * say(2.6e-18)   // "2.6e-18"
 * say(12345)   // "12300"
 */
export function say(x: number, digits = 3): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? "undefined" : x > 0 ? "infinity" : "-infinity";
  const rounded = Number(x.toPrecision(digits));
  const size = Math.abs(rounded);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return rounded.toExponential();
  return String(rounded);
}

/**
 * The smallest to the largest of some numbers.
 * @example
 * span([0.3, 0.1, 0.2])   // "0.1 to 0.3"
 * span([2, 2])   // "2"
 */
export function span(numbers: readonly number[], digits = 3): string {
  const [low, high] = [say(Math.min(...numbers), digits), say(Math.max(...numbers), digits)];
  return low === high ? low : `${low} to ${high}`;
}

/**
 * @example
 * list(["a", "b", "c"])   // "a, b and c"
 */
export function list(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/**
 * @example
 * count(1, "seed")   // "1 seed"
 * count(3, "seed")   // "3 seeds"
 */
export function count(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? "" : "s"}`;
}

/**
 * A count with its commas; beyond 15 digits, in short.
 * @example
 * inFull(59768832)   // "59,768,832"
 * inFull(3.8e30)   // "3.8e+30"
 */
export function inFull(n: number): string {
  return Number.isSafeInteger(n) ? n.toLocaleString("en-US") : say(n);
}
