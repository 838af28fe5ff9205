// v <- v x, v <- v + y, in turn: a loop that stores its intermediates, and one backwards.

import type { Chain, Parameter } from "../../tasks/problem.js";
import type { Ready } from "../contender.js";

export function chain({ parameters, length }: Chain): Ready {
  const [xs, ys] = parameters.map(({ data }) => data) as [Parameter["data"], Parameter["data"]];
  const values = new Float64Array(length + 1);
  let value = 0;
  let gradient: [number, number] = [0, 0];
  return {
    call() {
      const x = xs[0] as number;
      const y = ys[0] as number;
      values[0] = x;
      for (let i = 0; i < length; i++) values[i + 1] = i % 2 === 0 ? (values[i] as number) * x : (values[i] as number) + y;
      value = values[length] as number;
      let adjoint = 1;
      let dx = 0;
      let dy = 0;
      for (let i = length - 1; i >= 0; i--) {
        if (i % 2 === 0) {
          dx += adjoint * (values[i] as number);
          adjoint *= x;
        } else dy += adjoint;
      }
      gradient = [dx + adjoint, dy];
    },
    answer: () => ({ value, parts: gradient.map((part) => Float64Array.of(part)) }),
  };
}
