// The yardstick: value and gradient of each problem as a careful programmer writes them, on typed arrays allocated once.

import type { Problem } from "../../tasks/problem.js";
import type { Contender, Ready, Unable } from "../contender.js";
import { chain } from "./chain.js";
import { logLoss } from "./log-loss.js";
import { plainMatrices } from "./matrices.js";
import { network } from "./network.js";
import { networkProduct } from "./network-product.js";
import { perceptron } from "./perceptron.js";
import { product } from "./product.js";
import { rosenbrock, rosenbrockProduct } from "./rosenbrock.js";
import { isTwoThreeTwoOne, twoThreeTwoOne } from "./two-three-two-one.js";

export const handWritten: Contender = {
  name: "hand-written",
  precision: "float64",
  prepare: async (problem) => codeFor(problem),
};

function codeFor(problem: Problem): Ready | Unable {
  switch (problem.kind) {
    case "product":
      return product(problem);
    case "log-loss":
      return logLoss(problem);
    case "rosenbrock":
      return problem.direction === undefined ? rosenbrock(problem) : rosenbrockProduct(problem);
    case "network":
      if (problem.direction !== undefined) return networkProduct(problem, plainMatrices);
      if (isTwoThreeTwoOne(problem)) return twoThreeTwoOne(problem);
      return problem.batch === 1 ? perceptron(problem) : network(problem, plainMatrices);
    case "chain":
      return chain(problem);
  }
}
