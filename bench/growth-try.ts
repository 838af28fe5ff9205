import { computed } from "/work/main/bench/measure/interleaved.js";
import { costSweep } from "/work/main/src/course/labs/cost-measure.js";
import { logLoss, rosenbrock } from "/work/main/src/course/labs/cost-problems.js";

const [which, largest, most, repeats] = process.argv.slice(2);
const sizes = Array.from({ length: Math.log2(Number(largest)) - 1 }, (_, i) => 4 * 2 ** i);
const s = costSweep(
  which === "l" ? logLoss : rosenbrock,
  sizes,
  { repeats: Number(repeats), mostOperations: Number(most), mostNodes: 2e4 },
  () => {},
  computed,
);
for (const r of s.rows)
  console.log(
    String(r.inputs).padStart(6),
    "f",
    (r.f.seconds * 1e6).toFixed(2),
    ...Object.entries(r.methods).map(
      ([k, m]) =>
        `${k} ${(m.seconds / r.f.seconds).toFixed(2)} /ev ${((m.seconds / m.evaluations) * 1e6).toFixed(2)} r/ev ${(m.seconds / m.evaluations / r.f.seconds).toFixed(2)}`,
    ),
  );
