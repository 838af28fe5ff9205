// All contenders, in the order of the table.

import type { Contender } from "./contender.js";
import { handWritten } from "./hand-written/index.js";
import { handWrittenSimd } from "./hand-written/simd.js";
import { jaxFloat32, jaxFloat64 } from "./jax-js.js";
import { mathjs, mathjsNumber } from "./mathjs.js";
import { rose } from "./rose.js";
import { scalarTape } from "./scalar-tape.js";
import { simplegrad } from "./simplegrad.js";
import { tensorflowCpu, tensorflowWasm } from "./tensorflow.js";
import {
  forwardInterpreted,
  reverseInterpreted,
  symbolicInterpreted,
  trigradForward,
  trigradNumerical,
  trigradReverse,
  trigradSymbolic,
} from "./trigrad.js";

/** The first is what the others are compared with. */
export const yardsticks: readonly Contender[] = [handWritten, handWrittenSimd];
export const ours: readonly Contender[] = [
  trigradReverse,
  trigradForward,
  trigradSymbolic,
  reverseInterpreted,
  forwardInterpreted,
  symbolicInterpreted,
  trigradNumerical,
];
export const rivals: readonly Contender[] = [
  rose,
  simplegrad,
  scalarTape,
  mathjs,
  mathjsNumber,
  tensorflowCpu,
  tensorflowWasm,
  jaxFloat64,
  jaxFloat32,
];

export const contenders: readonly Contender[] = [...yardsticks, ...ours, ...rivals];
