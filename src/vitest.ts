// The door "trigrad/vitest": importing it gives vitest's `expect` the matchers, and TypeScript their types.

import { expect } from "vitest";
import { type DerivativeMatchers, matchers } from "./apps/matchers/index.js";

declare module "vitest" {
  interface Matchers<T> extends DerivativeMatchers {}
}

expect.extend(matchers);

export { type DerivativeMatchers, matchers };
