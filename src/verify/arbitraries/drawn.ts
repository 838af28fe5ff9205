// An arbitrary made of two plain functions: one that draws a value, one that says what is simpler.

import fc, { type Random } from "fast-check";

export interface DrawnSpec<T> {
  readonly draw: (random: Random) => T;
  /** simplest first; each must be simpler than the value by some measure, or shrinking would not end */
  readonly simpler: (value: T) => Iterable<T>;
}

/** Shrinking looks at the value alone, so that what belongs together (a formula and its point) shrinks together. */
export function drawn<T>({ draw, simpler }: DrawnSpec<T>): fc.Arbitrary<T> {
  return new Drawn(draw, simpler);
}

class Drawn<T> extends fc.Arbitrary<T> {
  readonly #draw: DrawnSpec<T>["draw"];
  readonly #simpler: DrawnSpec<T>["simpler"];

  constructor(draw: DrawnSpec<T>["draw"], simpler: DrawnSpec<T>["simpler"]) {
    super();
    this.#draw = draw;
    this.#simpler = simpler;
  }

  override generate(random: Random): fc.Value<T> {
    return new fc.Value(this.#draw(random), undefined);
  }

  override canShrinkWithoutContext(_value: unknown): _value is T {
    return false;
  }

  override shrink(value: T): fc.Stream<fc.Value<T>> {
    return fc.stream(wrapped(this.#simpler(value)));
  }
}

function* wrapped<T>(values: Iterable<T>): Generator<fc.Value<T>> {
  for (const value of values) yield new fc.Value(value, undefined);
}
