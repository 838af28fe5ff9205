// Section 3: activations.

import { activationFigures } from "./activation-figures.js";
import { slideActivations } from "./activation-notes.js";
import { type ActivationFigures, measure } from "./activations.js";
import type { Computed } from "./figure.js";
import { type StepNetwork, stepFigure, stepNetwork } from "./step-network.js";

export interface ActivationsData {
  readonly activations: readonly ActivationFigures[];
  readonly stepNetwork: StepNetwork;
}

export function activationsSection(progress: (fraction: number) => void = () => undefined): Computed<ActivationsData> {
  const activations = slideActivations.map((name, i) => {
    progress(i / slideActivations.length);
    return measure(name);
  });
  const data = { activations, stepNetwork: stepNetwork() };
  return { data, figures: [...activationFigures(activations), stepFigure(data.stepNetwork)] };
}
