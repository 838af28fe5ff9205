// The catalogue of wrong rules: written by hand for each table, every rule off by a little, and gradients with typical mistakes.

import { arrayFaults, pushFaults } from "./array-faults.js";
import type { LibraryFault } from "./fault.js";
import type { HandWrittenFunction } from "./gradients/hand-written.js";
import { networkFunctions } from "./gradients/networks.js";
import { scalarFunctions } from "./gradients/scalars.js";
import { vectorFunctions } from "./gradients/vectors.js";
import { relativeRowFaults, relativeTemplateFaults } from "./relative-faults.js";
import { rowFaults } from "./row-faults.js";
import { sweepFaults } from "./sweep-faults.js";
import { templateFaults } from "./template-faults.js";

/** In the primitives table, the sweeps and the symbolic rules. */
export const libraryFaults: readonly LibraryFault[] = [
  ...rowFaults,
  ...arrayFaults,
  ...pushFaults,
  ...sweepFaults,
  ...templateFaults,
  ...relativeRowFaults,
  ...relativeTemplateFaults,
];

/** Functions with gradients written by hand: each once right, and with its mistakes. */
export const handWrittenFunctions: readonly HandWrittenFunction[] = [...scalarFunctions, ...vectorFunctions, ...networkFunctions];
