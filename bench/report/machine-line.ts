// Where and how the numbers were made.

import type { Report } from "../run.js";

export function machineLine({ machine, isQuick }: Report): string {
  const { processor, cores, gigabytes, node, v8 } = machine;
  const run = isQuick ? "A quick run" : "A run";
  return `${run} on ${cores} core${cores === 1 ? "" : "s"} of ${processor}, ${gigabytes} GB, Node ${node} (V8 ${v8}).`;
}
