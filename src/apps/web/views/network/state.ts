// The address of the view Network: data, network, training, and what is looked at.

import { batch, computed, signal } from "@preact/signals";
import { activationNames } from "../../../../course/networks/activations.js";
import { choice, flag, real, text, whole } from "../../address/keys.js";
import { change, stateOf } from "../../address/state.js";
import type { Snapshot, TrainQuestion } from "../../engine/handlers/train.js";

/** Names of data sets, and the networks that the lecture draws. */
export const sets = ["xor", "and", "circles", "moons", "spirals", "curve", "iris", "2-3-2-2", "2-3-2-1"] as const;
export const lossChoices = ["usual", "squared", "binary-cross-entropy", "cross-entropy"] as const;

/** Weeks of playing. */
export const mostSteps = 1e9;

/** Steps a second of slow playing. */
const slow = 4;

export const state = stateOf({
  set: choice(sets, "circles"),
  hidden: text(""),
  act: choice(["usual", ...activationNames], "usual"),
  loss: choice(lossChoices, "usual"),
  rate: real(0, { min: 0, max: 1000 }),
  batch: whole(0, { min: 0, max: 1000 }),
  bias: flag(true),
  seed: whole(1, { min: 0, max: 999_999 }),
  steps: whole(0, { min: 0, max: mostSteps }),
  instance: whole(1, { min: 1, max: 1000 }),
  neuron: text(""),
  pace: choice(["fast", "slow"], "fast"),
});

export const playing = signal(false);

/** What was seen last, also in the middle of training. */
export const latest = signal<Snapshot | undefined>(undefined);

export const chosenNeuron = computed(() => {
  const found = /^(\d{1,2}):(\d{1,3})$/.exec(state.value.values.neuron);
  return found === null ? undefined : { layer: Number(found[1]), neuron: Number(found[2]) };
});

export const question = computed((): TrainQuestion => {
  const { set, hidden, act, loss, rate, batch: size, bias, seed, steps, instance, pace } = state.value.values;
  const neuron = chosenNeuron.value;
  const plays = playing.value;
  return {
    setup: {
      set,
      hidden,
      bias,
      seed,
      ...(act === "usual" ? {} : { activation: act }),
      ...(loss === "usual" ? {} : { loss }),
      ...(rate === 0 ? {} : { rate }),
      ...(size === 0 ? {} : { batch: size }),
    },
    steps: plays ? mostSteps : steps,
    instance,
    ...(neuron === undefined ? {} : { neuron }),
    ...(plays && pace === "slow" ? { pace: slow } : {}),
  };
});

export function play(): void {
  playing.value = true;
}

/** Stays where training is now: the address says so. */
export function pause(): void {
  batch(() => {
    playing.value = false;
    change({ steps: String(latest.peek()?.steps ?? 0) }, "steps");
  });
}

/** Something else is to be trained: from the first weights. */
export function changeSetup(entries: Readonly<Record<string, string | undefined>>, of?: string): void {
  batch(() => {
    playing.value = false;
    change({ ...entries, steps: undefined, neuron: undefined }, of);
  });
}
