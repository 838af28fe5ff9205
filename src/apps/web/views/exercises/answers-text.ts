// A student's answers as text: in the browser's storage, and in the file that is exported and imported.

/** The files of one answer, and the best that was made of it. */
export interface Answer {
  readonly files: Readonly<Record<string, string>>;
  readonly best?: { readonly points: number; readonly outOf: number };
}

/** By the names of the exercises' folders. */
export type Answers = Readonly<Record<string, Answer>>;

const format = "trigrad exercises";
const version = 1;

/** More than all answers together. */
export const largestText = 5_000_000;

export function writeAnswers(answers: Answers): string {
  return JSON.stringify({ format, version, answers });
}

/**
 * The answers of a text, or a sentence that says what is wrong with it.
 * @param known names of the exercises: others are left out
 * @example
 * readAnswers(writeAnswers({ "01-a": { files: { "a.ts": "x" } } }), ["01-a"])   // { "01-a": { files: { "a.ts": "x" } } }
 */
export function readAnswers(text: string, known: readonly string[]): Answers | { readonly refused: string } {
  if (text.length > largestText) return { refused: "The file is too large to hold answers." };
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return { refused: "The file is no JSON. Choose one that this page exported." };
  }
  if (!isRecord(file) || file["format"] !== format || !isRecord(file["answers"]))
    return { refused: "The file holds no answers. Choose one that this page exported." };
  if (file["version"] !== version)
    return { refused: `The file was written by another version of this page, which reads version ${version}.` };
  const given = file["answers"];
  const answers: Record<string, Answer> = {};
  for (const name of known) {
    const answer = Object.hasOwn(given, name) ? answerOf(given[name]) : undefined;
    if (answer !== undefined) answers[name] = answer;
  }
  return answers;
}

function answerOf(given: unknown): Answer | undefined {
  if (!isRecord(given) || !isRecord(given["files"])) return undefined;
  const files = Object.entries(given["files"]).filter((pair): pair is [string, string] => typeof pair[1] === "string");
  const best = given["best"];
  const kept = isRecord(best) && isCount(best["points"]) && isCount(best["outOf"]) && best["points"] <= best["outOf"];
  return {
    files: Object.fromEntries(files),
    ...(kept ? { best: { points: best["points"] as number, outOf: best["outOf"] as number } } : {}),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
