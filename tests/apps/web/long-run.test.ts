// A network that is played for long: what is kept of it stays small, and nothing else changes.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Run } from "../../../src/apps/web/engine/network/run.js";
import { type ResolvedSetup, resolveSetup } from "../../../src/apps/web/engine/network/setup.js";
import { thinned } from "../../../src/apps/web/engine/network/thinned.js";
import { optimiserNamed, type TrainingState, trainSteps } from "../../../src/course/networks/training/index.js";

// Every step is an epoch, so that the history is as long as it can be.
const setup = resolveSetup({ set: "and", hidden: "none", bias: true, seed: 1, batch: 4 }) as ResolvedSetup;
const epochs = 2600;

const trained = (steps: number): Run => {
  const run = new Run(setup);
  for (let i = 0; i < steps; i++) expect(run.step()).toBe(true);
  return run;
};

describe("a long run", () => {
  test("has the weights and the last epoch of one that keeps everything, bit for bit", () => {
    const { data, spec, rate, batch, seed } = setup;
    let whole: TrainingState | undefined;
    for (const state of trainSteps({ data, network: spec, optimiser: optimiserNamed("sgd", { rate }), batch, seed, epochs })) whole = state;
    const { state, steps } = trained(epochs).at;
    expect(steps).toBe(epochs);
    expect({ ...state, history: state.history.at(-1) }).toEqual({ ...whole, history: whole?.history.at(-1) });
    expect(state.history.length).toBeLessThan(1300);
    expect(whole?.history).toEqual(expect.arrayContaining([...state.history]));
  });

  test("that is rewound shows again what it showed", () => {
    const run = trained(1500);
    run.keep();
    const { at } = run;
    for (let i = 0; i < 900; i++) run.step();
    run.rewind(1500);
    expect(run.at).toEqual(at);
    expect(run.step()).toBe(true);
    expect(run.at.state).toEqual(trained(1501).at.state);
  });
});

describe("the thinned course", () => {
  test("has the first and the last epoch, in order, and gaps of at most a few plot columns", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), (length) => {
        const kept = thinned(Array.from({ length }, (_, epoch) => ({ epoch }))).map(({ epoch }) => epoch);
        expect(kept.length).toBeLessThanOrEqual(1200);
        expect([kept[0], kept.at(-1)]).toEqual([0, length - 1]);
        const gaps = kept.slice(1).map((epoch, i) => epoch - (kept[i] as number));
        expect(Math.min(...gaps, 1)).toBeGreaterThan(0);
        expect(Math.max(...gaps, 1)).toBeLessThanOrEqual(Math.max(1, length / 300));
      }),
      { numRuns: 50 },
    );
  });
});
