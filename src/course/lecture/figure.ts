// A fact of the lecture that was run, and what a section gives.

export interface Figure {
  /** the fact, with the place where it stands */
  readonly says: string;
  /** it came out so */
  readonly right: boolean;
}

export interface Computed<Data> {
  readonly data: Data;
  readonly figures: readonly Figure[];
}

export interface Section<Data> {
  readonly title: string;
  /** one line for the contents */
  readonly shows: string;
  /** @param progress called with a fraction from 0 to 1 now and then */
  compute(progress?: (fraction: number) => void): Computed<Data>;
}

/**
 * How many facts were run, and how many came out as the lecture says.
 * @example
 * tally([{ says: "1 + 1 = 2", right: true }, { says: "1 + 1 = 3", right: false }])   // { checked: 2, right: 1, wrong: ["1 + 1 = 3"] }
 */
export function tally(figures: readonly Figure[]): Tally {
  const wrong = figures.filter(({ right }) => !right).map(({ says }) => says);
  return { checked: figures.length, right: figures.length - wrong.length, wrong };
}

export interface Tally {
  readonly checked: number;
  readonly right: number;
  /** what did not come out so */
  readonly wrong: readonly string[];
}
