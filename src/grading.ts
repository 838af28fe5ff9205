// The door "trigrad/grading": what the check of a course's own exercise is written with, and what runs it.

export { default as fc } from "fast-check";
export {
  type Exercise,
  exercise,
  type Hints,
  type Misconception,
  type Property,
  type PropertyParts,
  property,
  type Trial,
} from "./course/grading/exercise.js";
export { type GradeOptions, grade } from "./course/grading/grade.js";
export { type Argument, Callback, numberFunction, type Plain } from "./course/grading/plain.js";
export type { Failure, GradeReport, PropertyReport } from "./course/grading/report.js";
export { quickJsSandbox } from "./course/grading/sandbox/quickjs.js";
export type { Failed, Files, Limits, Outcome, Sandbox, Submission } from "./course/grading/sandbox/sandbox.js";
export type { Student } from "./course/grading/student.js";
export { type Agreement, agree, type Mistake, mistake, type Passed, passed, same, u, type Verdict } from "./course/grading/verdict.js";
