// Section 1: "SGD only needs the value of dl_n / dw_ij^(l) for every weight": by all four methods, in the shape of the weights.

import type { MethodName } from "../../core/differentiators/differentiator.js";
import { compare } from "../../verify/compare/compare.js";
import type { Comparison, MethodResult } from "../../verify/compare/comparison.js";
import { flatten } from "../../verify/compare/components.js";
import { losses } from "../networks/losses.js";
import type { Figure } from "./figure.js";
import type { Example, Matrix } from "./notation.js";

export interface MethodCost {
  readonly method: MethodName;
  /** correct decimal digits of the worst entry */
  readonly digits: number | undefined;
  readonly evaluations: number;
  readonly operations: number;
}

export interface WeightGradient {
  readonly network: string;
  readonly lossTitle: string;
  readonly loss: number;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** dl/dW^(l) by reverse mode, layer by layer */
  readonly gradient: readonly Matrix[];
  /** in the shape of the weights, by each method that answered */
  readonly sameShape: boolean;
  readonly verdict: Comparison["verdict"];
  readonly message: string;
  readonly methods: readonly MethodCost[];
}

export function weightGradient({ name, network, weights, x, y }: Example): WeightGradient {
  const names = Object.keys(weights);
  const { value, verdict, message, methods } = compare(network.lossFor(y), { x, ...weights }, { wrt: names });
  const results = (Object.entries(methods) as [MethodName, Comparison["methods"][MethodName]][]).filter(
    (entry): entry is [MethodName, MethodResult] => entry[1] !== undefined && !("unsupported" in entry[1]),
  );
  const gradientOf = ({ gradient }: MethodResult) => names.map((parameter) => gradient[parameter] as unknown as Matrix);
  const byReverse = results.find(([method]) => method === "reverse")?.[1];
  return {
    network: name,
    lossTitle: losses[network.spec.loss].title,
    loss: value as number,
    x,
    y,
    gradient: byReverse === undefined ? [] : gradientOf(byReverse),
    sameShape: results.length === 4 && results.every(([, result]) => gradientOf(result).every((W, i) => alike(W, weights[names[i] ?? ""]))),
    verdict,
    message,
    methods: results.map(([method, result]) => ({
      method,
      digits: worst(result.digits),
      evaluations: result.evaluations,
      operations: result.operations,
    })),
  };
}

const alike = (a: Matrix, b: Matrix | undefined) => a.length === b?.length && a.every((row, i) => row.length === b[i]?.length);

function worst(digits: MethodResult["digits"]): number | undefined {
  return digits === undefined ? undefined : Math.min(...Object.values(digits).flatMap(flatten));
}

export function gradientFigures({ network, sameShape, verdict }: WeightGradient): Figure[] {
  return [
    { says: `${network}: the gradient has the shape of the weights, by each of the four methods`, right: sameShape },
    { says: `${network}: the four methods agree on dl/dw_ij for every weight`, right: verdict === "agree" },
  ];
}
