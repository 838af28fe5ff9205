// What the page asks of the worker, and what comes back: plain data that can be cloned.

import type { CheckNetworkAnswer } from "./handlers/check-network.js";
import type { CompareAnswer, CompareQuestion } from "./handlers/compare.js";
import type { DerivationAnswer, DerivationQuestion } from "./handlers/derivation.js";
import type { GraphAnswer, GraphQuestion } from "./handlers/graph.js";
import type { LecturePage, LectureQuestion } from "./handlers/lecture.js";
import type { StepSizeAnswer, StepSizeQuestion } from "./handlers/step-size.js";
import type { TrainAnswer, TrainQuestion } from "./handlers/train.js";
import type { TreeAnswer, TreeQuestion } from "./handlers/tree.js";
import type { Progress, Report } from "./progress.js";

export type { Progress, Report } from "./progress.js";

/** One row for each kind of question. A view that calculates adds a row here and a handler in `handlers/index.ts`. */
export interface Questions {
  readonly compare: { readonly asks: CompareQuestion; readonly gives: CompareAnswer };
  readonly graph: { readonly asks: GraphQuestion; readonly gives: GraphAnswer };
  readonly tree: { readonly asks: TreeQuestion; readonly gives: TreeAnswer };
  readonly derivation: { readonly asks: DerivationQuestion; readonly gives: DerivationAnswer };
  readonly stepSize: { readonly asks: StepSizeQuestion; readonly gives: StepSizeAnswer };
  readonly lecture: { readonly asks: LectureQuestion; readonly gives: LecturePage };
  readonly train: { readonly asks: TrainQuestion; readonly gives: TrainAnswer };
  readonly checkNetwork: { readonly asks: TrainQuestion; readonly gives: CheckNetworkAnswer };
}

export type QuestionName = keyof Questions;

/**
 * What answers a question. A long calculation is a generator that yields its progress: between two yields it can be cancelled, and
 * other questions are answered.
 */
export type Handler<N extends QuestionName> = (
  question: Questions[N]["asks"],
  report: Report,
) => Questions[N]["gives"] | Generator<Progress, Questions[N]["gives"]> | AsyncGenerator<Progress, Questions[N]["gives"]>;

export type Handlers = { readonly [N in QuestionName]: () => Promise<Handler<N>> };

export type ToWorker =
  /** a question of this kind will come: what answers it is loaded */
  | { readonly kind: "prepare"; readonly name: QuestionName }
  | { readonly kind: "ask"; readonly id: number; readonly name: QuestionName; readonly question: unknown }
  | { readonly kind: "cancel"; readonly id: number };

export type FromWorker =
  | { readonly kind: "progress"; readonly id: number; readonly progress: Progress }
  | { readonly kind: "answer"; readonly id: number; readonly answer: unknown }
  | { readonly kind: "cancelled"; readonly id: number }
  /** a mistake of ours: mistakes of the input are answers */
  | { readonly kind: "failed"; readonly id: number; readonly message: string };
