// (x + y) z

import type { Product } from "../../tasks/problem.js";
import type { Ready } from "../contender.js";

export function product({ parameters }: Product): Ready {
  const [x, y, z] = parameters.map(({ data }) => data) as [Float64Array, Float64Array, Float64Array];
  const gradient = new Float64Array(3);
  let value = 0;
  return {
    call() {
      const q = (x[0] as number) + (y[0] as number);
      const factor = z[0] as number;
      value = q * factor;
      gradient[0] = factor;
      gradient[1] = factor;
      gradient[2] = q;
    },
    answer: () => ({ value, parts: [gradient.slice(0, 1), gradient.slice(1, 2), gradient.slice(2, 3)] }),
  };
}
