// Files that are no program: one message with the place and a caret.

/** The files cannot be read as a program at all; nothing of them was run. */
export class SubmissionError extends Error {
  override readonly name = "SubmissionError";
  readonly kind: "syntax" | "import" | "missing-file" | "too-large";
  readonly file: string;
  /** counted from 1; undefined where the whole file is meant */
  readonly line: number | undefined;

  constructor(
    kind: SubmissionError["kind"],
    message: string,
    { file, line }: { readonly file: string; readonly line?: number | undefined },
  ) {
    super(message);
    this.kind = kind;
    this.file = file;
    this.line = line;
  }
}

/**
 * The line in question, with a caret below the place where that is known.
 * @param place counted from 1
 * @example
 * pointAt("let x = ;", { line: 1, column: 9 })   // "  1 | let x = ;\n    |         ^"
 */
export function pointAt(source: string, { line, column }: { readonly line: number; readonly column?: number }): string {
  // Tabs would move the caret, escape codes would reach a terminal, and a minified line would hide the place.
  const text = (source.split(/\r?\n/)[line - 1] ?? "").replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, " ");
  const from = Math.max(0, (column ?? 0) - 60);
  const gutter = `  ${line} | `;
  const shown = `${gutter}${text.slice(from, from + 100)}`;
  return column === undefined ? shown : `${shown}\n${" ".repeat(gutter.length - 2)}| ${" ".repeat(Math.max(0, column - 1 - from))}^`;
}
