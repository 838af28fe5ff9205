// All functions with gradients written by hand.

import type { GradientFault } from "../fault.js";
import { faultsOf, type HandWrittenFunction } from "./hand-written.js";
import { networkFunctions } from "./networks.js";
import { scalarFunctions } from "./scalars.js";
import { vectorFunctions } from "./vectors.js";

export const handWrittenFunctions: readonly HandWrittenFunction[] = [...scalarFunctions, ...vectorFunctions, ...networkFunctions];
export const gradientFaults: readonly GradientFault[] = handWrittenFunctions.flatMap(faultsOf);
