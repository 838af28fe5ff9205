// Numbers in a range, and what is simpler than a number: whole ones before decimals, both before doubles with all their digits.

import fc from "fast-check";

/** @param decimals of a decimal fraction n / decimals */
export class Real extends fc.Arbitrary<number> {
  readonly #drawn: fc.Arbitrary<number>;
  readonly #min: number;
  readonly #max: number;
  readonly #decimals: number;

  constructor(
    drawn: fc.Arbitrary<number>,
    { min, max, decimals }: { readonly min: number; readonly max: number; readonly decimals: number },
  ) {
    super();
    this.#drawn = drawn;
    this.#min = min;
    this.#max = max;
    this.#decimals = decimals;
  }

  generate(random: fc.Random, bias: number | undefined): fc.Value<number> {
    return new fc.Value(this.#drawn.generate(random, bias).value, undefined);
  }

  canShrinkWithoutContext(value: unknown): value is number {
    return typeof value === "number" && this.#holds(value);
  }

  shrink(value: number): fc.Stream<fc.Value<number>> {
    const simpler = Number.isInteger(value)
      ? halfway(value, this.#least(1), 1)
      : [
          ...rounded(value, 1),
          ...(this.#isDecimal(value) ? halfway(value, this.#least(this.#decimals), this.#decimals) : rounded(value, this.#decimals)),
        ];
    return fc.stream(
      simpler
        .filter((candidate) => candidate !== value && this.#holds(candidate))
        .map((candidate) => new fc.Value(candidate, undefined))
        [Symbol.iterator](),
    );
  }

  #holds(value: number): boolean {
    return this.#min <= value && value <= this.#max;
  }

  #isDecimal(value: number): boolean {
    return Math.round(value * this.#decimals) / this.#decimals === value;
  }

  /** The fraction in the range that is nearest to 0. */
  #least(denominator: number): number {
    if (this.#min > 0) return Math.ceil(this.#min * denominator) / denominator;
    return this.#max < 0 ? Math.floor(this.#max * denominator) / denominator : 0;
  }
}

/** The fractions on both sides of what is none, the one nearer to 0 first. Adding 0 takes the sign from -0. */
function rounded(value: number, denominator: number): number[] {
  const [down, up] = [Math.floor(value * denominator) / denominator, Math.ceil(value * denominator) / denominator + 0];
  return value > 0 ? [down, up] : [up, down];
}

/** From the least fraction on, always half of the rest of the way. */
function halfway(value: number, least: number, denominator: number): number[] {
  const way = Math.round((value - least) * denominator);
  const from = Math.round(value * denominator);
  // Beyond, not every fraction is a double.
  if (!Number.isSafeInteger(from)) return [least];
  const steps: number[] = [];
  for (let rest = way; rest !== 0; rest = Math.trunc(rest / 2)) steps.push((from - rest) / denominator);
  return steps;
}
