// All labs, in teaching order.

import type { Lab } from "./report.js";

export const labs: readonly Lab[] = [];
