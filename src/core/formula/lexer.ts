// From typed text to tokens with positions, in linear time; every character that is not listed here is refused.

import { FormulaError, type FormulaErrorKind } from "./errors.js";

export interface Token {
  readonly kind: "number" | "name" | "operator";
  /** in plain spelling: π is pi, × is *, a number is written shortest */
  readonly text: string;
  /** index in the typed text */
  readonly position: number;
}

/** What a formula may be at most; larger ones are refused before they are parsed. */
export const limits = { characters: 100_000, tokens: 20_000, depth: 200 } as const;

const spaces = /\s+/uy;
const numbers = /(?:\d+(?:\.(?![*/^])\d*)?|\.\d+)(?:[eE][+-]?\d+)?/uy;
const names = /[A-Za-z_\u0391-\u03A9\u03B1-\u03C9\u00B5\u03D1\u03D5\u03F5][\w\u0391-\u03A9\u03B1-\u03C9\u00B5\u03D1\u03D5\u03F5₀-₉]*/uy;
const superscripts = /[⁺⁻]?[⁰¹²³⁴-⁹]+/uy;
// The longest first, so that ** is not read as two products.
const operators = /\*\*|&&|\|\||<=|>=|==|!=|\.[*/^]|[-+*/^<>?:,;()[\]|'.]|[−–×÷·⋅≤≥≠]/uy;

const plain = new Map([
  ["**", "^"],
  ["&&", "and"],
  ["−", "-"],
  ["–", "-"],
  ["×", "*"],
  ["÷", "/"],
  ["·", "."],
  ["⋅", "."],
  ["≤", "<="],
  ["≥", ">="],
  ["≠", "!="],
]);

/** Words that stand for operators. */
const words = new Set(["and", "or", "not"]);

/**
 * The tokens of a formula.
 * @throws {FormulaError} for a character that no formula has, a malformed or too large number, or too long a text
 * @example
 * tokenise("2π").map((token) => token.text)   // ["2", "pi"]
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  if (text.length > limits.characters) {
    throw new FormulaError(
      "too-large",
      `The formula has ${text.length} characters, at most ${limits.characters} are read: split it into parts, or write a TypeScript function.`,
      { text, position: limits.characters },
    );
  }
  for (let position = 0; position < text.length; ) {
    const space = match(spaces, text, position);
    if (space !== undefined) {
      position += space.length;
      continue;
    }
    const length = read(text, position, tokens);
    position += length;
    if (tokens.length > limits.tokens) {
      throw new FormulaError(
        "too-large",
        `The formula has more than ${limits.tokens} numbers, names and operators: split it into parts, or write a TypeScript function.`,
        { text, position },
      );
    }
  }
  return tokens;
}

/** True for a text that is one name and nothing else. */
export function isName(text: string): boolean {
  return match(names, text, 0) === text && !words.has(text);
}

function match(pattern: RegExp, text: string, position: number): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0];
}

/** Appends the token at `position` and returns how many characters it takes. */
function read(text: string, position: number, tokens: Token[]): number {
  const number = match(numbers, text, position);
  if (number !== undefined) {
    tokens.push({ kind: "number", text: checkedNumber(number, text, position), position });
    return number.length;
  }
  const name = match(names, text, position);
  if (name !== undefined) {
    tokens.push({ kind: words.has(name) ? "operator" : "name", text: plainName(name), position });
    return name.length;
  }
  const power = match(superscripts, text, position);
  if (power !== undefined) {
    tokens.push({ kind: "operator", text: "^", position });
    const digits = power.replace(/[⁰¹²³⁴-⁹]/gu, (digit) => `${"⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(digit)}`);
    if (/^[⁺⁻]/u.test(power)) tokens.push({ kind: "operator", text: power.startsWith("⁻") ? "-" : "+", position });
    const unsigned = digits.replace(/^[⁺⁻]/u, "");
    tokens.push({ kind: "number", text: checkedNumber(unsigned, text, position), position });
    return power.length;
  }
  const operator = match(operators, text, position);
  if (operator !== undefined) {
    tokens.push({ kind: "operator", text: plain.get(operator) ?? operator, position });
    return operator.length;
  }
  throw unknownCharacter(text, position);
}

function plainName(name: string): string {
  if (name === "π") return "pi";
  return name.replaceAll("\u00B5", "μ").replace(/[₀-₉]/gu, (digit) => `${digit.charCodeAt(0) - 0x2080}`);
}

function checkedNumber(number: string, text: string, position: number): string {
  const after = position + number.length;
  const rest = text.slice(after, after + 2);
  if (/^\.\d/u.test(rest) || (number.includes(".") && /^\.(?![*/^])/u.test(rest))) {
    throw new FormulaError("syntax", `"${number}${rest}" is not a number: it has two decimal points. Write one, as in 1.25.`, {
      text,
      position: after,
    });
  }
  if (number === "0" && /^[xXbBoO][\da-fA-F]/u.test(rest)) {
    throw new FormulaError("unsupported", `Numbers are decimal: write "0${rest}..." in the usual digits, or a product as 0*${rest[0]}.`, {
      text,
      position,
    });
  }
  if (number.endsWith(".") && /^[A-Za-z_(]/u.test(rest)) {
    throw new FormulaError(
      "syntax",
      `A point after ${number.slice(0, -1)} and before "${rest[0]}" can mean two things: write ${number}0*${rest[0]} or ${number.slice(0, -1)}*${rest[0]}.`,
      { text, position: after - 1 },
    );
  }
  const value = Number(number);
  const size = number.length > 20 ? `${number.slice(0, 20)}...` : number;
  if (value === Number.POSITIVE_INFINITY) {
    throw new FormulaError("bad-value", `${size} is too large for a number of 64 bits: the largest is about 1.8e308.`, { text, position });
  }
  if (value === 0 && /[1-9]/u.test(number.replace(/[eE].*/u, ""))) {
    throw new FormulaError("bad-value", `${size} is too small for a number of 64 bits and would become 0: the smallest is about 5e-324.`, {
      text,
      position,
    });
  }
  return String(value);
}

/** Advice for characters that people type, by what they meant. */
const advice: readonly (readonly [characters: string, kind: FormulaErrorKind, message: string])[] = [
  ["=:", "unsupported", 'A formula assigns nothing: leave the "=" out and give values with --at, or write == to compare.'],
  ['"`“”‘’„«»', "unsupported", "A formula has no text in quotes: write names and numbers only."],
  ["{}", "unsupported", "Curly brackets mean nothing here: write ( ) to group and [ ] for vectors."],
  ["!", "unsupported", '"!" means nothing here: write "not x" for logical not and "x != y" for unequal; there is no factorial.'],
  ["%", "unsupported", 'There is no "%": write x/100 for percent; a remainder is x - y*floor(x/y).'],
  ["&", "unsupported", '"&" means nothing here: write "and".'],
  ["√", "unsupported", "Write the root as sqrt(x), the cube root as cbrt(x)."],
  ["∞", "unsupported", "Infinity is not a number that a formula can use: write a large number such as 1e300."],
  ["∑∏∫∂∇", "unsupported", "A formula uses + - * / ^ and named functions only: write sums with + or sum([a, b])."],
  ["\\", "unsupported", "This looks like TeX: write the formula plainly, as in sqrt(x)/2."],
  ["$@#~", "unsupported", "It means nothing in a formula: leave it out."],
];

function unknownCharacter(text: string, position: number): FormulaError {
  const character = String.fromCodePoint(text.codePointAt(position) as number);
  for (const [characters, kind, message] of advice) {
    if (characters.includes(character)) return new FormulaError(kind, message, { text, position });
  }
  const code = (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0");
  const shown = /[\p{C}\p{Z}\p{M}]/u.test(character) ? "an invisible character" : `the character "${character}"`;
  return new FormulaError(
    "syntax",
    `A formula cannot have ${shown} (U+${code}): use letters, Greek letters, digits and + - * / ^ ( ) [ ].`,
    {
      text,
      position,
    },
  );
}
