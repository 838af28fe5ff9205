// Section 7: "we only need to implement the forward pass".

import { reverse } from "../../core/differentiators/automatic/index.js";
import type { Value } from "../../core/graph/trace.js";
import { dot, log, neg, sigmoid } from "../../core/primitives/index.js";
import { exercise, slideTolerance } from "./figures.js";

export interface ForwardOnly {
  /** the whole program */
  readonly program: string;
  readonly entries: readonly {
    readonly input: string;
    readonly derivative: number;
    readonly slide: number;
    readonly matches: boolean;
  }[];
}

const loss = ({ w, x }: { readonly w: Value; readonly x: Value }) => neg(log(sigmoid(dot(w, x))));

/** The exercise as one line of forward pass, and the backward pass that nobody wrote, beside section 6. */
export function forwardOnly(): ForwardOnly {
  const { w1, w2, w3, x1, x2, x3 } = exercise.at;
  const { gradient } = reverse.gradient(loss)({ w: [w1, w2, w3], x: [x1, x2, x3] });
  const computed = (["w", "x"] as const).flatMap((name) =>
    (gradient[name] as number[]).map((derivative, i) => ({ input: `${name}${i + 1}`, derivative })),
  );
  const entries = computed.map(({ input, derivative }) => {
    const slide = exercise.nodes.find(({ definition }) => definition === input)?.derivative ?? Number.NaN;
    return { input, derivative, slide, matches: Math.abs(derivative - slide) <= slideTolerance };
  });
  return { program: "({ w, x }) => neg(log(sigmoid(dot(w, x))))", entries };
}
