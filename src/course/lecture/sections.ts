// The eight sections of the lecture: what each is called, shows and computes. Terminal and page take them from here.

import { type ActivationsData, activationsSection } from "./activations-section.js";
import { type ClaimsData, claimsSection } from "./claims-section.js";
import { contents, type SectionNumber, sectionNumbers } from "./contents.js";
import { type ExerciseData, exerciseSection } from "./erratum.js";
import type { Section } from "./figure.js";
import { type LossesData, lossesSection } from "./losses.js";
import { type MethodsData, methodsSection } from "./methods.js";
import { type NetworksData, networksSection } from "./networks-section.js";
import { circuitSection, type NodesData } from "./reproduce.js";
import { type RuleRow, rulesSection } from "./rules.js";

export { type SectionNumber, sectionNumbers } from "./contents.js";

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

/**
 * @example
 * sections["5"].compute().figures.every(({ right }) => right)   // true
 */
export const sections: { readonly [N in SectionNumber]: Section<SectionData[N]> } = {
  "1": { ...contents["1"], compute: networksSection },
  "2": { ...contents["2"], compute: lossesSection },
  "3": { ...contents["3"], compute: activationsSection },
  "4": { ...contents["4"], compute: rulesSection },
  "5": { ...contents["5"], compute: circuitSection },
  "6": { ...contents["6"], compute: exerciseSection },
  "7": { ...contents["7"], compute: methodsSection },
  "8": { ...contents["8"], compute: claimsSection },
};

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
