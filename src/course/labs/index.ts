// All labs, in teaching order.

import { convergence } from "./convergence.js";
import { cost } from "./cost.js";
import { depth } from "./depth.js";
import { kinks } from "./kinks.js";
import { losses } from "./losses.js";
import type { Lab } from "./report.js";
import { stepSize } from "./step-size.js";
import { stochastic } from "./stochastic.js";
import { swell } from "./swell.js";
import { vanishing } from "./vanishing.js";

export const labs: readonly Lab[] = [stepSize, swell, cost, kinks, vanishing, losses, depth, convergence, stochastic];
