// How long to measure.

export interface Settings {
  /** turns that each contender gets */
  readonly rounds: number;
  /** of one turn, in milliseconds: as many calls as fill it, at least one; short, so that most turns pass without an interruption */
  readonly turn: number;
  /** calls before anything counts, in milliseconds */
  readonly warmUp: number;
  /** all turns of one contender in one row, in milliseconds; a slow one gets fewer turns */
  readonly budget: number;
  /** nothing heard of a contender for so long, in milliseconds: it is given up */
  readonly patience: number;
}

export const usual: Settings = { rounds: 31, turn: 2, warmUp: 1200, budget: 1500, patience: 60_000 };

/** A minute for everything. */
export const quick: Settings = { rounds: 9, turn: 1, warmUp: 40, budget: 150, patience: 15_000 };
