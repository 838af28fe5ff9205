// What a teacher may lock away with hide=..., by the names that stand in the address.

import { computed } from "@preact/signals";
import { shortened } from "../address/keys.js";
import { address } from "../address/state.js";

/** Each control, and what is gone without it. */
export const controls = {
  nav: "the way to other views",
  formula: "the field of the formula",
  point: "sliders and fields of the variables",
  examples: "the lecture's formulas",
  methods: "the four methods",
  numerical: "the numerical method",
  symbolic: "the symbolic method",
  forward: "forward mode",
  reverse: "reverse mode",
  verdict: "the verdict",
  curve: "the curve of the step size",
  play: "the buttons that play the graph",
  backward: "the backward pass",
  tree: "the expression tree",
  export: "saving pictures",
  simplified: "the simplified derivative",
  answer: "the finished derivative",
  settings: "the choice of data and network",
  train: "the buttons that train",
  norms: "the gradient by layer",
  neurons: "the network neuron by neuron",
  check: "the check of all methods on a network",
  hints: "the hints of exercises",
} as const;

export type ControlName = keyof typeof controls;

const asked = computed(() => {
  const text = Object.hasOwn(address.value.entries, "hide") ? (address.value.entries["hide"] as string) : "";
  return text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
});

export function isHidden(name: ControlName): boolean {
  return asked.value.includes(name);
}

/** A sentence for names that are no control. */
export const hideProblems = computed(() =>
  asked.value
    .filter((name) => !Object.hasOwn(controls, name))
    .map((name) => `hide=${shortened(name)}: there is no such control. There are ${Object.keys(controls).join(", ")}.`),
);
