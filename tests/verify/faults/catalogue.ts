// The catalogue of wrong rules: by hand in each table, and every rule off by a little.

import { arrayFaults, pushFaults } from "./array-faults.js";
import type { LibraryFault } from "./fault.js";
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
