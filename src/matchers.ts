// The door "trigrad/matchers": for `expect.extend` of jest, or of another framework that has it.

export { type DerivativeMatchers, matchers } from "./apps/matchers/index.js";
