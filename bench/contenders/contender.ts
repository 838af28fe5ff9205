// What every contender brings: a prepared call for each problem that it can run, or the reason why not.

import type { Answer, Problem } from "../tasks/problem.js";

export interface Contender {
  readonly name: string;
  /** what it computes in */
  readonly precision: "float64" | "float32";
  /** ready to be called, or in a few words why this problem is not for it */
  prepare(problem: Problem): Promise<Ready | Unable>;
}

/** Inputs are in the contender's own form already. */
export interface Ready {
  /** Computes value and gradient; afterwards every number of it can be read without further work. */
  call(): void;
  /** the numbers of the last call */
  answer(): Answer;
}

/** Why a contender does not run a problem. */
export class Unable {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

export const noSecondOrder = new Unable("no second order");
