// Names of files as a reader sees them: a line end, or a letter that turns the direction of writing, is shown, not obeyed.

/**
 * Different names stay different.
 * @example
 * visible("ann\nbob")   // "ann\\u000abob"
 */
export function visible(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (letter) =>
    Array.from({ length: letter.length }, (_, i) => `\\u${letter.charCodeAt(i).toString(16).padStart(4, "0")}`).join(""),
  );
}
