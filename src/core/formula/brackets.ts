// The brackets that are open while a formula is read, and how deep they and the operators nest.

import { FormulaError } from "./errors.js";
import { limits } from "./lexer.js";

export type BracketKind = "(" | "call" | "[" | "index" | "|";

interface Frame {
  readonly kind: BracketKind | "formula";
  readonly position: number;
  /** positions of the question marks whose colon has not come */
  readonly questions: number[];
  /** unary signs and powers that wait for their operand; a recursive parser goes down one level for each */
  pending: number;
  /** levels that the conditionals of this bracket go down */
  conditionals: number;
}

export const closerOf: Readonly<Record<BracketKind, string>> = { "(": ")", call: ")", "[": "]", index: "]", "|": "|" };

/** A stack of open brackets. Depth counts what makes mathjs recurse: brackets, unary signs, powers and conditionals. */
export class Brackets {
  readonly #text: string;
  readonly #frames: Frame[] = [];
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#push("formula", 0);
  }

  get top(): Frame {
    return this.#frames.at(-1) as Frame;
  }

  open(kind: BracketKind, position: number): void {
    this.#push(kind, position);
    this.#deeper(1, position);
  }

  close(): void {
    const { pending, conditionals } = this.#frames.pop() as Frame;
    this.#depth -= 1 + pending + conditionals;
  }

  /** A unary sign or a power. */
  chain(position: number): void {
    this.top.pending++;
    this.#deeper(1, position);
  }

  /** Ends a chain of signs and powers: an operator that binds less tightly comes. */
  unchain(): void {
    this.#depth -= this.top.pending;
    this.top.pending = 0;
  }

  question(position: number): void {
    this.top.questions.push(position);
    // Two levels: the condition, and the brackets around its middle part.
    this.top.conditionals += 2;
    this.#deeper(2, position);
  }

  /** Ends the conditionals of this bracket: a comma or a semicolon comes. */
  next(): void {
    this.unchain();
    this.#depth -= this.top.conditionals;
    this.top.conditionals = 0;
  }

  #push(kind: Frame["kind"], position: number): void {
    this.#frames.push({ kind, position, questions: [], pending: 0, conditionals: 0 });
  }

  #deeper(by: number, position: number): void {
    this.#depth += by;
    if (this.#depth > limits.depth) {
      throw new FormulaError(
        "too-large",
        `The formula nests more than ${limits.depth} brackets, signs, powers and conditions: give the inner part a name and put its value in.`,
        { text: this.#text, position },
      );
    }
  }
}
