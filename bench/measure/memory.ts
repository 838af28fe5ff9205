// Memory: how far one derivative of a long chain pushes the peak of a process that does nothing else.

import { type Contender, Unable } from "../contenders/contender.js";
import { chain } from "../tasks/problems.js";

export interface Memory {
  readonly contender: string;
  readonly length: number;
  /** of the whole process, above what it held before the function was traced */
  readonly bytesPerOperation: number;
}

/** Tracing, preparing and one call, as a user would run it. */
export async function measureMemory(contender: Contender, length: number): Promise<Memory | undefined> {
  const problem = chain(length);
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const ready = await contender.prepare(problem);
  if (ready instanceof Unable) return undefined;
  ready.call();
  // In kilobytes. A peak that lies before, in starting up, would hide the difference: here it is small against the chain.
  const peak = process.resourceUsage().maxRSS * 1024;
  return { contender: contender.name, length, bytesPerOperation: (peak - before) / length };
}
