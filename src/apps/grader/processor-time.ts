// The clock of the grader.

/**
 * Milliseconds of processor time of this process, all its threads together. A grader's thread is the only one that works in its process,
 * so this is its own time: a busy machine, or one that sleeps, uses up nobody's limit.
 */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
