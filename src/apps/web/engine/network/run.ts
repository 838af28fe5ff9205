// The run that is being looked at: it goes on from where it was, or from a state that was shown before.

import { mlp, type Network } from "../../../../course/networks/mlp.js";
import { optimiserNamed, type TrainingResult, type TrainingState, trainSteps } from "../../../../course/networks/training/index.js";
import type { ResolvedSetup } from "./setup.js";
import { thinned } from "./thinned.js";

export interface Reached {
  readonly steps: number;
  readonly state: TrainingState;
  /** why there is no further step */
  readonly ending?: string;
}

/** A page shows states one after the other and goes back to the last few of them. */
const mostKept = 100;

/** More epochs than anyone waits for. */
const endless = 1e12;

export class Run {
  readonly network: Network;
  readonly #setup: ResolvedSetup;
  readonly #kept = new Map<number, Reached>();
  #steps: Generator<TrainingState, TrainingResult>;
  #at: Reached;

  constructor(setup: ResolvedSetup) {
    this.#setup = setup;
    this.network = mlp(setup.spec);
    this.#steps = this.#started();
    this.#at = this.#first();
  }

  get at(): Reached {
    return this.#at;
  }

  /** Goes back to the nearest state that is kept and not beyond; what is missing is trained by `step`. */
  rewind(steps: number): void {
    const nearest = Math.max(...[...this.#kept.keys()].filter((kept) => kept <= steps));
    if (this.#at.steps <= steps && this.#at.steps >= nearest) return;
    this.#goOn(this.#kept.get(nearest) as Reached);
  }

  /** One step further; false where there is none. */
  step(): boolean {
    if (this.#at.ending !== undefined) return false;
    const next = this.#steps.next();
    if (next.done === true) this.#at = { ...this.#at, ending: next.value.ending.message };
    else this.#reach(this.#at.steps + 1, next.value);
    return next.done !== true;
  }

  /** A state holds every epoch before it, and is copied at the end of each: a long run goes on from one that holds fewer. */
  #reach(steps: number, state: TrainingState): void {
    const history = thinned(state.history);
    if (history === state.history) this.#at = { steps, state };
    else this.#goOn({ steps, state: { ...state, history } });
  }

  #goOn(from: Reached): void {
    this.#steps = this.#started(from.state);
    this.#steps.next();
    this.#at = from;
  }

  /** Keeps the present state, so that going back to it is quick. */
  keep(): void {
    this.#kept.set(this.#at.steps, this.#at);
    for (const steps of this.#kept.keys()) {
      if (this.#kept.size <= mostKept) break;
      if (steps > 0) this.#kept.delete(steps);
    }
  }

  #first(): Reached {
    const first = this.#steps.next();
    if (first.done === true) throw new Error("a run begins with a state");
    this.#at = { steps: 0, state: first.value };
    this.keep();
    return this.#at;
  }

  #started(resume?: TrainingState): Generator<TrainingState, TrainingResult> {
    const { data, spec, rate, batch, seed, parameters } = this.#setup;
    return trainSteps({
      data,
      network: spec,
      optimiser: optimiserNamed("sgd", { rate }),
      batch,
      seed,
      epochs: endless,
      ...(parameters === undefined ? {} : { parameters }),
      ...(resume === undefined ? {} : { resume }),
    });
  }
}

let current: { readonly key: string; readonly run: Run } | undefined;

/** The run of a setup: the same as before as long as the setup is. */
export function runOf(setup: ResolvedSetup): Run {
  const key = JSON.stringify([setup.data.name, setup.spec, setup.rate, setup.batch, setup.seed]);
  if (current?.key !== key) current = { key, run: new Run(setup) };
  return current.run;
}
