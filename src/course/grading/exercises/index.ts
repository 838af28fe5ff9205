// All exercises of the course, in their order.

import type { Exercise } from "../exercise.js";
import { differenceQuotient } from "./01-difference-quotient.js";
import { rewriteRules } from "./02-rewrite-rules.js";
import { dualNumbers } from "./03-dual-numbers.js";
import { reverseRules } from "./04-reverse-rules.js";
import { circuit } from "./05-circuit.js";
import { fourteenNodes } from "./06-fourteen-nodes.js";
import { topologicalOrder } from "./07-topological-order.js";
import { activations } from "./08-activations.js";
import { losses } from "./09-losses.js";
import { forwardPass } from "./10-forward-pass.js";
import { backpropagation } from "./11-backpropagation.js";
import { gradientCheck } from "./12-gradient-check.js";
import { learningXor } from "./13-learning-xor.js";
import { vanishingGradients } from "./14-vanishing-gradients.js";

export const exercises: readonly Exercise[] = [
  differenceQuotient,
  rewriteRules,
  dualNumbers,
  reverseRules,
  circuit,
  fourteenNodes,
  topologicalOrder,
  activations,
  losses,
  forwardPass,
  backpropagation,
  gradientCheck,
  learningXor,
  vanishingGradients,
];
