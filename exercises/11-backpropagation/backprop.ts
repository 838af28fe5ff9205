// Exercise 11: backpropagation by hand for one hidden layer, and by a reverse mode of your own.

/** The loss, and its derivative with respect to every weight, in the shapes of W1 and W2. */
export interface Gradient {
  loss: number;
  W1: number[][];
  W2: number[][];
}

/** A line of a Wengert list; operands are the numbers of earlier lines. */
export type Node =
  | { primitive: "input"; value: number }
  | { primitive: "add" | "subtract" | "multiply"; operands: [number, number] }
  | { primitive: "sigmoid"; operands: [number] };

/** 1/2 ||y - a2||^2 with h = s(W1 x) and a2 = W2 h, by formulas that were derived on paper. */
export function byHand(W1: number[][], W2: number[][], x: number[], y: number[]): Gradient {
  throw new Error("not yet written: byHand");
}

/** The value of every line, and the derivative of the last line with respect to every line. */
export function reverseMode(list: Node[]): { values: number[]; adjoints: number[] } {
  throw new Error("not yet written: reverseMode");
}

/** The loss of byHand as a Wengert list, and the numbers of the lines where the weights stand, in the shapes of W1 and W2. */
export function lossList(W1: number[][], W2: number[][], x: number[], y: number[]): { list: Node[]; W1: number[][]; W2: number[][] } {
  throw new Error("not yet written: lossList");
}
