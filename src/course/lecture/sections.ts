// The eight sections of the lecture: what each is called, shows and computes. Terminal and page take them from here.

import { type ActivationsData, activationsSection } from "./activations-section.js";
import { type ClaimsData, claimsSection } from "./claims-section.js";
import { type ExerciseData, exerciseSection } from "./erratum.js";
import type { Section } from "./figure.js";
import { type LossesData, lossesSection } from "./losses.js";
import { type MethodsData, methodsSection } from "./methods.js";
import { type NetworksData, networksSection } from "./networks-section.js";
import { circuitSection, type NodesData } from "./reproduce.js";
import { type RuleRow, rulesSection } from "./rules.js";

/** What each section computes. */
export interface SectionData {
  readonly "1": NetworksData;
  readonly "2": LossesData;
  readonly "3": ActivationsData;
  readonly "4": readonly RuleRow[];
  readonly "5": NodesData;
  readonly "6": ExerciseData;
  readonly "7": MethodsData;
  readonly "8": ClaimsData;
}

export type SectionNumber = keyof SectionData;

/**
 * @example
 * sections["5"].compute().figures.every(({ right }) => right)   // true
 */
export const sections: { readonly [N in SectionNumber]: Section<SectionData[N]> } = {
  "1": {
    title: "Networks, in the slides' notation",
    shows: "shapes of W, a, h; the objective; a step of SGD; the gradient in the shape of the weights",
    compute: networksSection,
  },
  "2": {
    title: "Losses",
    shows: "four losses at logits up to 10000, beside what the slide's formula gives when it is typed",
    compute: lossesSection,
  },
  "3": {
    title: "Activations",
    shows: "step, sigmoid, tanh, ReLU and Leaky ReLU measured and drawn; pros and cons",
    compute: activationsSection,
  },
  "4": { title: "The rules of reverse mode", shows: "what add, multiply, a function and a branch send back", compute: rulesSection },
  "5": {
    title: "The computation graph of (x + y) z",
    shows: "every value and gradient of the slide, by four methods",
    compute: circuitSection,
  },
  "6": {
    title: "The exercise: -log s(w . x)",
    shows: "its seventeen nodes, local derivatives and gradients; an erratum",
    compute: exerciseSection,
  },
  "7": {
    title: "Four methods that must not be confused",
    shows: "numerical, symbolic, forward and reverse mode side by side",
    compute: methodsSection,
  },
  "8": {
    title: "Claims to test by an experiment",
    shows: "six claims of the lecture, each tested by a small run of a lab: seen here, not seen here, or depends",
    compute: claimsSection,
  },
};

export const sectionNumbers = Object.keys(sections) as readonly SectionNumber[];

/** Thrown for a section that the lecture does not have; the message lists those that it has. */
export class UnknownSection extends Error {
  override readonly name = "UnknownSection";
  readonly asked: string;

  constructor(asked: string) {
    const known = sectionNumbers.map((number) => `  ${number}  ${sections[number].title}`);
    super(`the lecture has no section "${asked}". Its sections are:\n${known.join("\n")}`);
    this.asked = asked;
  }
}

/**
 * The section that a person means: "3", "section 3" and "Section 3" are read.
 * @throws {UnknownSection} listing the sections
 * @example
 * sectionNamed("Section 3")   // "3"
 */
export function sectionNamed(text: string): SectionNumber {
  const number = text.trim().replace(/^section\s*/i, "");
  const found = sectionNumbers.find((known) => known === number);
  if (found === undefined) throw new UnknownSection(text);
  return found;
}
