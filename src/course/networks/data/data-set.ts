// A data set: what a network learns from.

import type { Target } from "../targets.js";

export interface DataSet {
  readonly name: string;
  readonly title: string;
  /** one row of features for each instance */
  readonly inputs: readonly (readonly number[])[];
  /** 0 or 1 where there are two classes, a class from 0 where there are more, a number in a regression */
  readonly targets: readonly Target[];
  readonly task: "classification" | "regression";
  /** names of the columns of `inputs` */
  readonly features: readonly string[];
  /** names of the classes, in the order of their numbers */
  readonly classes?: readonly string[];
  readonly source?: string;
}

/** The row counts and noise that a user may choose for data that are made, not measured. */
export interface Draw {
  /** number of instances */
  readonly size: number;
  /** standard deviation of the normal noise, in the units of what it is added to */
  readonly noise: number;
}
