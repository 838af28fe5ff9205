// Features on one scale: centimetres next to thousands of euros train badly.

import type { DataSet } from "./data-set.js";

/** x becomes (x - mean) / deviation, feature by feature; reported, because new instances need the same. */
export interface Standardisation {
  readonly mean: readonly number[];
  /** 1 for a feature that does not vary */
  readonly deviation: readonly number[];
}

/**
 * The same data with mean 0 and standard deviation 1 (over the instances, divisor n) in every feature.
 * @example
 * import { dataSet } from "./data-sets.js";
 * standardise(dataSet("xor", { seed: 1 })).standardisation   // { mean: [0.5, 0.5], deviation: [0.5, 0.5] }
 */
export function standardise(data: DataSet): { readonly data: DataSet; readonly standardisation: Standardisation } {
  const columns = data.features.map((_, k) => data.inputs.map((row) => row[k] as number));
  const mean = columns.map(meanOf);
  const deviation = columns.map((column, k) => {
    const centre = mean[k] as number;
    const spread = Math.sqrt(meanOf(column.map((x) => (x - centre) ** 2)));
    // A constant feature can differ from its own mean by rounding.
    return spread > 1e-12 * Math.abs(centre) ? spread : 1;
  });
  const inputs = data.inputs.map((row) => row.map((x, k) => (x - (mean[k] as number)) / (deviation[k] as number)));
  return { data: { ...data, inputs }, standardisation: { mean, deviation } };
}

function meanOf(xs: readonly number[]): number {
  return xs.reduce((total, x) => total + x, 0) / xs.length;
}
