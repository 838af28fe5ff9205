// A formula with a caret under the place of a mistake.

/** Longer formulas are shown from a little before the mistake. */
const shown = 70;

/**
 * Two lines: the formula, or the part of it around the place, and a caret.
 * @param position counted from 0
 * @example
 * caretLines("x + * y", 4)   // ["x + * y", "    ^"]
 */
export function caretLines(formula: string, position: number): readonly [formula: string, caret: string] {
  const start = formula.length <= shown ? 0 : Math.max(0, position - 30);
  const excerpt = formula.slice(start, start + shown).replace(/\s/gu, " ");
  return [excerpt, `${" ".repeat(position - start)}^`];
}
