// How long tracing a function and preparing its gradient take, as the function grows to a million nodes. What a gradient needs is made at
// its first evaluation, which counts as preparing.

import { reverse } from "../../src/core/differentiators/automatic/index.js";
import { record } from "../../src/core/graph/trace.js";
import { fitPowerLaw, type PowerLaw } from "../../src/course/labs/fit.js";
import { median } from "../../src/course/labs/statistics.js";
import { chain, rosenbrock } from "../tasks/problems.js";
import { pointOf, programOf } from "../tasks/program.js";

export interface PreparationRow {
  readonly nodes: number;
  /** seconds */
  readonly tracing: number;
  readonly preparing: number;
}

export interface Preparation {
  readonly title: string;
  readonly rows: readonly PreparationRow[];
  /** of the time of preparing over the nodes */
  readonly growth?: PowerLaw;
}

/** @param largest nodes of the longest chain */
export function measurePreparation(largest: number, repeats: number): readonly Preparation[] {
  const lengths = [1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000].filter((length) => length <= largest);
  const sizes = [100, 300, 1000, 3000, 10_000].filter((n) => 9 * n <= largest);
  return [
    series("chained scalar operations", lengths.map(chain), repeats),
    series(
      "Rosenbrock as one formula of scalars",
      sizes.map((n) => rosenbrock(n, "scalars")),
      repeats,
    ),
  ];
}

function series(title: string, problems: readonly Parameters<typeof programOf>[0][], repeats: number): Preparation {
  const [smallest] = problems;
  // Until JavaScript has compiled what runs often, the first size would seem slow.
  if (smallest !== undefined) for (let k = 0; k < 20; k++) once(smallest);
  const rows = problems.map((problem): PreparationRow => {
    const all = Array.from({ length: repeats }, () => once(problem));
    return {
      nodes: (all[0] as PreparationRow).nodes,
      tracing: median(all.map(({ tracing }) => tracing)),
      preparing: median(all.map(({ preparing }) => preparing)),
    };
  });
  const growth = fitPowerLaw(rows.map(({ nodes, preparing }) => ({ x: nodes, y: preparing })));
  return { title, rows, ...(growth === undefined ? {} : { growth }) };
}

function once(problem: Parameters<typeof programOf>[0]): PreparationRow {
  const program = programOf(problem);
  const point = pointOf(program);
  globalThis.gc?.({ type: "minor" });
  const start = performance.now();
  const { graph } = record(program.f, point);
  const traced = performance.now();
  reverse.prepare(graph, "gradient")(point);
  return { nodes: graph.length, tracing: (traced - start) / 1000, preparing: (performance.now() - traced) / 1000 };
}
