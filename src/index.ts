// The public door.

export * from "./core/primitives/index.js";
export { forward, reverse } from "./core/differentiators/automatic/index.js";
export { numerical, numericalWith } from "./core/differentiators/numerical/index.js";
export { record } from "./core/graph/trace.js";
export { interpreter } from "./core/execute/interpreter.js";
export { operations } from "./core/primitives/count.js";
export { lower } from "./core/primitives/lower.js";
