// A tape of scalar objects that is recorded anew at each call, as in micrograd; without its recursion, so that any length fits.

import { type Answer, scalarOperations } from "../tasks/problem.js";
import { type Scalars, valueInScalars } from "../tasks/scalars.js";
import { type Contender, noSecondOrder, Unable } from "./contender.js";

/** A number, and how its adjoint reaches what it was made of. */
interface Entry {
  readonly data: number;
  grad: number;
  readonly backward: (own: Entry) => void;
}

const leaf = () => {};

class Tape implements Scalars<Entry> {
  readonly entries: Entry[] = [];

  constant = (data: number): Entry => ({ data, grad: 0, backward: leaf });

  #record(data: number, backward: Entry["backward"]): Entry {
    const entry = { data, grad: 0, backward };
    this.entries.push(entry);
    return entry;
  }

  add = (x: Entry, y: Entry): Entry =>
    this.#record(x.data + y.data, ({ grad }) => {
      x.grad += grad;
      y.grad += grad;
    });

  sub = (x: Entry, y: Entry): Entry =>
    this.#record(x.data - y.data, ({ grad }) => {
      x.grad += grad;
      y.grad -= grad;
    });

  mul = (x: Entry, y: Entry): Entry =>
    this.#record(x.data * y.data, ({ grad }) => {
      x.grad += grad * y.data;
      y.grad += grad * x.data;
    });

  exp = (x: Entry): Entry =>
    this.#record(Math.exp(x.data), ({ grad, data }) => {
      x.grad += grad * data;
    });

  log = (x: Entry): Entry =>
    this.#record(Math.log(x.data), ({ grad }) => {
      x.grad += grad / x.data;
    });

  tanh = (x: Entry): Entry =>
    this.#record(Math.tanh(x.data), ({ grad, data }) => {
      x.grad += grad * (1 - data * data);
    });

  relu = (x: Entry): Entry =>
    this.#record(Math.max(0, x.data), ({ grad }) => {
      if (x.data > 0) x.grad += grad;
    });

  /** From the last entry back: it is the result. */
  sweep(): void {
    const last = this.entries.at(-1) as Entry;
    last.grad = 1;
    for (let i = this.entries.length - 1; i >= 0; i--) {
      const entry = this.entries[i] as Entry;
      entry.backward(entry);
    }
  }
}

/** A tape of more than these takes seconds, and a gigabyte. */
const mostOperations = 2_000_000;

export const scalarTape: Contender = {
  name: "scalar tape",
  precision: "float64",
  prepare: async (problem) => {
    if (problem.direction !== undefined) return noSecondOrder;
    if (scalarOperations(problem) > mostOperations) return new Unable("too many operations");
    let result: Answer = { value: Number.NaN, parts: [] };
    return {
      call() {
        const tape = new Tape();
        const parameters = problem.parameters.map(({ data }) => Array.from(data, tape.constant));
        const { data: value } = valueInScalars(problem, tape, parameters);
        tape.sweep();
        result = { value, parts: parameters.map((part) => Float64Array.from(part, ({ grad }) => grad)) };
      },
      answer: () => result,
    };
  },
};
