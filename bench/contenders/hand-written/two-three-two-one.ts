// The lecture's small network on one instance, tanh and squared error, written out: no loop is as fast as none.

import type { Network } from "../../tasks/problem.js";
import type { Ready } from "../contender.js";

export function isTwoThreeTwoOne({ widths, activation, loss, batch }: Network): boolean {
  return widths.join("-") === "2-3-2-1" && activation === "tanh" && loss === "squared" && batch === 1;
}

type Six = [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];

export function twoThreeTwoOne({ parameters, x, y }: Network): Ready {
  const [W1, b1, W2, b2, W3, b3] = parameters.map(({ data }) => data) as Six;
  const [dW1, db1, dW2, db2, dW3, db3] = parameters.map(({ data }) => new Float64Array(data.length)) as Six;
  let value = 0;
  return {
    call() {
      const x1 = x[0] as number;
      const x2 = x[1] as number;
      const h1 = Math.tanh((W1[0] as number) * x1 + (W1[1] as number) * x2 + (b1[0] as number));
      const h2 = Math.tanh((W1[2] as number) * x1 + (W1[3] as number) * x2 + (b1[1] as number));
      const h3 = Math.tanh((W1[4] as number) * x1 + (W1[5] as number) * x2 + (b1[2] as number));
      const v11 = W2[0] as number;
      const v12 = W2[1] as number;
      const v13 = W2[2] as number;
      const v21 = W2[3] as number;
      const v22 = W2[4] as number;
      const v23 = W2[5] as number;
      const k1 = Math.tanh(v11 * h1 + v12 * h2 + v13 * h3 + (b2[0] as number));
      const k2 = Math.tanh(v21 * h1 + v22 * h2 + v23 * h3 + (b2[1] as number));
      const u1 = W3[0] as number;
      const u2 = W3[1] as number;
      const error = u1 * k1 + u2 * k2 + (b3[0] as number) - (y[0] as number);
      value = (error * error) / 2;
      dW3[0] = error * k1;
      dW3[1] = error * k2;
      db3[0] = error;
      const d1 = error * u1 * (1 - k1 * k1);
      const d2 = error * u2 * (1 - k2 * k2);
      dW2[0] = d1 * h1;
      dW2[1] = d1 * h2;
      dW2[2] = d1 * h3;
      dW2[3] = d2 * h1;
      dW2[4] = d2 * h2;
      dW2[5] = d2 * h3;
      db2[0] = d1;
      db2[1] = d2;
      const e1 = (d1 * v11 + d2 * v21) * (1 - h1 * h1);
      const e2 = (d1 * v12 + d2 * v22) * (1 - h2 * h2);
      const e3 = (d1 * v13 + d2 * v23) * (1 - h3 * h3);
      dW1[0] = e1 * x1;
      dW1[1] = e1 * x2;
      dW1[2] = e2 * x1;
      dW1[3] = e2 * x2;
      dW1[4] = e3 * x1;
      dW1[5] = e3 * x2;
      db1[0] = e1;
      db1[1] = e2;
      db1[2] = e3;
    },
    answer: () => ({ value, parts: [dW1, db1, dW2, db2, dW3, db3].map((part) => part.slice()) }),
  };
}
