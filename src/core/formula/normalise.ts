// From tokens to a text that mathjs reads as it was meant. Whatever mathjs would take differently, or reject, is refused here.

import { type BracketKind, Brackets, closerOf } from "./brackets.js";
import { FormulaError, type FormulaErrorKind } from "./errors.js";
import type { Token } from "./lexer.js";
import { functionName, variableName } from "./naming.js";
import { isUnit } from "./vocabulary.js";

/** What mathjs gets: a token that was typed, or a bracket of abs( ) for a bar. */
export interface Piece {
  readonly role: "number" | "name" | "function" | "array" | "operator" | "punctuation";
  readonly text: string;
  readonly position: number;
}

const binary = new Set(["+", "-", "*", "/", "^", ".*", "./", ".^", "<", "<=", ">", ">=", "==", "!=", "and", "or", "."]);
const powers = new Set(["^", ".^"]);
const brackets = new Set(["(", ")", "[", "]", "|", "||"]);

/**
 * Checks the order of the tokens and spells them for mathjs: |x| becomes abs(x), a point between operands becomes `mod`,
 * which binds like a product, names of functions become their first name.
 * @throws {FormulaError} with the place of what cannot stand there
 */
export function normalise(text: string, tokens: readonly Token[]): Piece[] {
  return new Normaliser(text, tokens).run();
}

class Normaliser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #open: Brackets;
  readonly #pieces: Piece[] = [];
  /** true where a number, a name or an opening bracket must come */
  #expectsOperand = true;
  #before: Token | undefined;

  constructor(text: string, tokens: readonly Token[]) {
    this.#text = text;
    this.#tokens = tokens;
    this.#open = new Brackets(text);
  }

  run(): Piece[] {
    if (this.#tokens.length === 0) throw this.#error("syntax", "The formula is empty: write one such as (x + y) * z.", 0);
    for (let i = 0; i < this.#tokens.length; i++) {
      const token = this.#tokens[i] as Token;
      const after = this.#tokens[i + 1];
      if (token.kind === "number") this.#number(token);
      else if (token.kind === "name") this.#name(token, i);
      else if (brackets.has(token.text)) {
        const both = token.text === "||" && !this.#isOr();
        for (let k = 0; k < (both ? 2 : 1); k++)
          this.#bracket({ ...token, text: both ? "|" : token.text, position: token.position + k }, after);
      } else this.#operator(token);
      this.#before = token;
    }
    this.#finish();
    return this.#pieces;
  }

  #error(kind: FormulaErrorKind, message: string, position: number, suggestion?: string): FormulaError {
    return new FormulaError(kind, message, { text: this.#text, position, suggestion });
  }

  #put(role: Piece["role"], text: string, position: number): void {
    this.#pieces.push({ role, text, position });
  }

  #number(token: Token): void {
    const { text, position } = token;
    if (!this.#expectsOperand) {
      const before = this.#before?.text ?? "";
      const advice =
        this.#before?.kind === "number"
          ? "put an operator, or in a vector a comma, between them"
          : `write ${before}*${text} or ${before}^${text}`;
      throw this.#error("syntax", `The number ${text} stands directly after "${before}": ${advice}.`, position);
    }
    this.#put("number", text, position);
    this.#expectsOperand = false;
  }

  #name(token: Token, i: number): void {
    const { position } = token;
    if (this.#before?.kind === "number" && isUnit(token.text)) {
      throw this.#error(
        "unsupported",
        `A formula has no units: leave "${token.text}" out and convert the number ${this.#before.text} first.`,
        position,
      );
    }
    const after = this.#tokens[i + 1];
    const called = after?.text === "(";
    const name = called
      ? functionName(token, this.#text, this.#tokens)
      : variableName(token, this.#text, this.#tokens[i + 1], this.#tokens[i + 2]);
    // Implicit products are left to mathjs: they bind more tightly than a written one, so that 1/2x is (1/2) x and x/2y is x/(2y).
    if (!this.#expectsOperand && this.#before?.text === "'") {
      throw this.#error("syntax", `After a transpose the product must be written: put * before "${token.text}".`, position);
    }
    this.#put(called ? "function" : "name", name, position);
    this.#expectsOperand = false;
  }

  /** Two bars after an operand that no bar waits for: a logical or. */
  #isOr(): boolean {
    return !this.#expectsOperand && this.#open.top.kind !== "|";
  }

  #bracket(token: Token, after: Token | undefined): void {
    const { text, position } = token;
    if (text === "||") this.#operator({ ...token, text: "or" });
    else if (text === "|") {
      if (!this.#expectsOperand && this.#open.top.kind === "|") this.#close("|", position);
      else {
        this.#put("function", "abs", position);
        this.#enter("|", "(", position);
      }
    } else if (text === "(") this.#enter(this.#expectsOperand || this.#before?.kind !== "name" ? "(" : "call", "(", position);
    else if (text === "[") this.#enter(this.#expectsOperand ? "[" : "index", "[", position);
    else {
      // f() and [] have no operand, but say so better than "something is missing".
      if (this.#expectsOperand && (this.#before?.text === "(" || this.#before?.text === "[") && after !== undefined) {
        throw this.#error("syntax", "There is nothing between these brackets: put a number, a name or a formula in.", position);
      }
      this.#close(text, position);
    }
  }

  #enter(kind: BracketKind, spelled: string, position: number): void {
    if (!this.#expectsOperand) {
      if (kind === "index" && (this.#before?.kind === "number" || this.#before?.text === "|")) {
        throw this.#error("syntax", `A vector stands directly after "${this.#before.text}": put * between them.`, position);
      }
      if (spelled === "(" && (this.#before?.text === "]" || this.#before?.text === "'")) {
        throw this.#error("syntax", `A bracket stands directly after "${this.#before.text}": put * between them.`, position);
      }
    }
    this.#put(kind === "[" ? "array" : "punctuation", spelled, position);
    this.#open.open(kind, position);
    this.#expectsOperand = true;
  }

  #close(closer: string, position: number): void {
    const { kind, position: opened, questions } = this.#open.top;
    if (this.#expectsOperand) throw this.#missing(`before "${closer}"`, position);
    if (kind === "formula")
      throw this.#error("syntax", `This "${closer}" closes a bracket that was never opened: remove it, or open one before.`, position);
    if (closerOf[kind] !== closer) {
      throw this.#error(
        "syntax",
        `"${closerOf[kind]}" was expected here, for the "${this.#text[opened]}" at position ${opened + 1}, not "${closer}".`,
        position,
      );
    }
    this.#answered(questions);
    this.#put("punctuation", closer === "|" ? ")" : closer, position);
    this.#open.close();
    this.#expectsOperand = false;
  }

  #operator({ text, position }: Token): void {
    if (text === "," || text === ";") this.#separator(text, position);
    else if (text === "?" || text === ":") this.#conditional(text, position);
    else if (this.#expectsOperand) {
      if (text !== "+" && text !== "-" && text !== "not") throw this.#missing(`before "${text}"`, position);
      this.#put("operator", text, position);
      this.#open.chain(position);
    } else if (text === "'") this.#put("operator", "'", position);
    else if (binary.has(text)) {
      this.#put("operator", text === "." ? "mod" : text, position);
      if (powers.has(text)) this.#open.chain(position);
      else this.#open.unchain();
      this.#expectsOperand = true;
    } else
      throw this.#error(
        "syntax",
        `"${text}" cannot stand directly after "${this.#before?.text}": write "and", "or" or * before it.`,
        position,
      );
  }

  #separator(text: string, position: number): void {
    const { kind, questions } = this.#open.top;
    if (text === ";" && kind !== "[") {
      throw this.#error("unsupported", 'One formula at a time: ";" may only separate the rows of a matrix, as in [1, 2; 3, 4].', position);
    }
    if (kind !== "call" && kind !== "[" && kind !== "index") {
      throw this.#error(
        "syntax",
        "A comma may only separate arguments and entries: a decimal number has a point (2.5), a vector has square brackets ([1, 2]).",
        position,
      );
    }
    if (this.#expectsOperand) throw this.#missing(`before "${text}"`, position);
    this.#answered(questions);
    this.#open.next();
    this.#put("punctuation", text, position);
    this.#expectsOperand = true;
  }

  #conditional(text: string, position: number): void {
    if (this.#expectsOperand) throw this.#missing(`before "${text}"`, position);
    if (text === "?") this.#open.question(position);
    else if (this.#open.top.questions.pop() === undefined) {
      throw this.#error(
        "unsupported",
        'A ":" belongs to a condition, as in x > 0 ? x : 0: there are no ranges and no definitions.',
        position,
      );
    }
    this.#open.unchain();
    // mathjs does not read a condition inside the middle part unless it stands in brackets.
    for (const piece of text === "?" ? ["?", "("] : [")", ":"]) this.#put("punctuation", piece, position);
    this.#expectsOperand = true;
  }

  #finish(): void {
    const { kind, position, questions } = this.#open.top;
    if (this.#expectsOperand) throw this.#missing(`after "${this.#before?.text}"`, this.#text.length);
    if (kind !== "formula") {
      throw this.#error(
        "syntax",
        `The "${this.#text[position]}" at position ${position + 1} is never closed: add "${closerOf[kind]}".`,
        position,
      );
    }
    this.#answered(questions);
  }

  #answered(questions: readonly number[]): void {
    const open = questions.at(-1);
    if (open !== undefined) throw this.#error("syntax", 'This condition has no ":" part: write condition ? value : other value.', open);
  }

  #missing(where: string, position: number): FormulaError {
    return this.#error("syntax", `Something is missing ${where}: a number, a name or a bracket must come here.`, position);
  }
}

/** The text for mathjs, and where each piece begins in it. */
export function spell(pieces: readonly Piece[]): { readonly spelled: string; readonly starts: readonly number[] } {
  const starts: number[] = [];
  let length = 0;
  for (const { text } of pieces) {
    starts.push(length);
    length += text.length + 1;
  }
  return { spelled: pieces.map(({ text }) => text).join(" "), starts };
}
