// What comes out of the sandbox, as plain data.

import type { Progress } from "../engine/progress.js";
import type { GradeAnswer } from "./grade.js";

export type FromSandbox =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "answer"; readonly answer: GradeAnswer }
  /** a mistake of ours: mistakes of the student are answers */
  | { readonly kind: "failed"; readonly message: string };
