// Mistakes in the use of a matcher are thrown, as they are neither "yes" nor "no"; a formula is shown with its place.

import { explain, FormulaError } from "../../core/formula/index.js";

/** @throws {Error} what `run` throws; for a formula that cannot be read, with a caret under the place */
export function readable<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof FormulaError) throw new FormulaError(error.kind, explain(error), error);
    throw error;
  }
}
