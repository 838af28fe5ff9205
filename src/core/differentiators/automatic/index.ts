// Forward and reverse mode behind the common interface.

import { adaptive } from "../../execute/compiled.js";
import type { Evaluator } from "../../execute/evaluator.js";

import { type Differentiator, differentiator } from "../differentiator.js";
import { graphFunction, graphMethod, type Linearise } from "../graph-method.js";
import { operatorGraph } from "../operator-graph.js";
import { pullback, pushforward } from "./linearise.js";

/** Forward mode; every evaluation of its graphs goes through `evaluator`. */
export function forwardMode(evaluator: Evaluator): Differentiator {
  return automatic("forward", "push", pushforward, evaluator);
}

/** Reverse mode; every evaluation of its graphs goes through `evaluator`. */
export function reverseMode(evaluator: Evaluator): Differentiator {
  return automatic("reverse", "pull", pullback, evaluator);
}

function automatic(name: "forward" | "reverse", direction: "push" | "pull", linearise: Linearise, evaluator: Evaluator): Differentiator {
  return differentiator({
    name,
    method: graphMethod(direction, linearise, evaluator),
    lift: (graphAt, inputs) => graphFunction(graphAt(inputs)),
    supports: () => true,
    operatorGraph: (graph, operator, wrt) => operatorGraph({ direction, linearise }, graph, operator, wrt),
  });
}

/** Values, and the derivative along one tangent, in one forward pass. */
export const forward: Differentiator = forwardMode(adaptive);

/** Values in a forward pass, then all adjoints in one backward pass. */
export const reverse: Differentiator = reverseMode(adaptive);
