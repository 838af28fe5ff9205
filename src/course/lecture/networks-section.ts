// Section 1: networks in the slides' notation.

import { type Design, design, designFigures } from "./designer.js";
import { type Drawing, drawingFigures, drawings } from "./drawings.js";
import { examples, instances } from "./examples.js";
import type { Computed } from "./figure.js";
import { type Example, type NotationFacts, notationFacts, notationFigures } from "./notation.js";
import { type Objective, objective, objectiveFigures } from "./objective.js";
import { type SgdStep, sgdFigures, sgdStep } from "./sgd-step.js";
import { gradientFigures, type WeightGradient, weightGradient } from "./weight-gradient.js";

export interface NetworksData {
  readonly notation: readonly NotationFacts[];
  readonly drawings: readonly Drawing[];
  readonly design: Design;
  readonly objective: Objective;
  readonly sgdStep: SgdStep;
  readonly gradients: readonly WeightGradient[];
}

export function networksSection(progress: (fraction: number) => void = () => undefined): Computed<NetworksData> {
  const notation = examples.map(notationFacts);
  progress(0.2);
  const gradients = examples.map(weightGradient);
  progress(0.8);
  const single = examples.find(({ y }) => y.length === 1) as Example;
  const data = {
    notation,
    drawings: drawings(),
    design: design(),
    objective: objective(single, instances),
    sgdStep: sgdStep(single, instances),
    gradients,
  };
  const figures = [
    ...data.notation.flatMap(notationFigures),
    ...data.drawings.flatMap(drawingFigures),
    ...designFigures(data.design),
    ...objectiveFigures(data.objective),
    ...sgdFigures(data.sgdStep),
    ...data.gradients.flatMap(gradientFigures),
  ];
  return { data, figures };
}
