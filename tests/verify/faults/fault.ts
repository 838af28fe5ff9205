// What a fault of the catalogue is: where a wrong rule stands, what kind of mistake it is, and how large.

import type { Differentiator } from "../../../src/core/differentiators/differentiator.js";
import type { NestedArray } from "../../../src/core/graph/tensor.js";
import type { ArrayRow, PullRule } from "../../../src/core/primitives/row.js";
import type { TemplatePlace } from "./inject.js";

export type FaultKind =
  | "sign"
  | "factor"
  | "chain factor"
  | "swapped operands"
  | "branch"
  | "transpose"
  | "index"
  | "convention"
  | "formula"
  | "missing term"
  | "relative";

/** "gross": nothing like the right number at most points; else the relative size. */
export type FaultSize = "gross" | 1e-2 | 1e-4 | 1e-6;

export interface FaultOf<Where> {
  /** where and what, unique in the catalogue */
  readonly id: string;
  readonly kind: FaultKind;
  readonly size: FaultSize;
  readonly where: Where;
}

/** A derivative rule of the primitives table. */
export interface InRow {
  readonly table: "rows";
  readonly row: string;
  readonly operand: number;
  readonly wrong: (right: PullRule) => PullRule;
}

/** A tangent rule of an array row, which reverse mode does not use. */
export interface InPush {
  readonly table: "pushes";
  readonly row: string;
  readonly push: NonNullable<ArrayRow["push"]>;
}

/** What a sweep does with the shares of several uses. */
export interface InSweep {
  readonly table: "sweeps";
  readonly method: Differentiator;
}

/** A template of the symbolic method. */
export interface InTemplate extends TemplatePlace {
  readonly wrong: (right: string) => string;
  /** the row of formulas that use it */
  readonly row: string;
}

/** Numbers and nested arrays under the names of the inputs. */
export type Arrays = Readonly<Record<string, NestedArray>>;
export type HandWritten = (inputs: Arrays) => Arrays;

export type LibraryFault = FaultOf<InRow> | FaultOf<InPush> | FaultOf<InSweep> | FaultOf<InTemplate>;
