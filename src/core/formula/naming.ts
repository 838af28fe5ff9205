// Which names may stand where: functions before a bracket, variables elsewhere, with advice for the usual slips.

import { nearest } from "./distance.js";
import { FormulaError } from "./errors.js";
import type { Token } from "./lexer.js";
import { constants, functions, greekName, isGreek, refusal } from "./vocabulary.js";

/**
 * The first name of the function that is called.
 * @throws {FormulaError} when no function has this name, with the one that was probably meant
 */
export function functionName({ text: name, position }: Token, text: string, tokens: readonly Token[]): string {
  const known = functions();
  const found = known.get(name);
  if (found !== undefined) return found.name;
  const refused = refusal(name);
  if (refused !== undefined) throw new FormulaError("unknown-name", refused, { text, position });
  const isVariable = name.length === 1 || constants.has(name) || isGreek(name) || usedAsVariable(name, tokens);
  if (isVariable) {
    throw new FormulaError("unknown-name", `"${name}" is not a function: for a product write ${name}*(...).`, {
      text,
      position,
      suggestion: `${name}*(`,
    });
  }
  const meant = nearest(name, known.keys());
  if (meant !== undefined) {
    throw new FormulaError("unknown-name", `There is no function "${name}": did you mean ${meant}?`, { text, position, suggestion: meant });
  }
  const some = [...new Set([...known.values()].map((f) => f.name))].join(", ");
  throw new FormulaError("unknown-name", `There is no function "${clipped(name)}": a formula can use ${some}; for a product write *.`, {
    text,
    position,
  });
}

function usedAsVariable(name: string, tokens: readonly Token[]): boolean {
  return tokens.some((token, i) => token.kind === "name" && token.text === name && tokens[i + 1]?.text !== "(");
}

/**
 * The name of a variable or constant.
 * @throws {FormulaError} for the name of a function without its brackets, and for names that nothing may have
 */
export function variableName({ text: name, position }: Token, text: string, next: Token | undefined, second: Token | undefined): string {
  const refused = refusal(name);
  if (refused !== undefined) {
    throw new FormulaError(refused.includes("JavaScript") ? "unknown-name" : "unsupported", refused, { text, position });
  }
  if (isGreek(name) || constants.has(name) || !functions().has(name)) return name;
  const [advice, suggestion] = withBrackets(name, next, second);
  throw new FormulaError("syntax", `"${name}" is a function: ${advice}`, { text, position, suggestion });
}

function withBrackets(name: string, next: Token | undefined, second: Token | undefined): readonly [advice: string, suggestion: string] {
  if (next?.text === "^") {
    const power = `${name}(x)^${second?.kind === "number" ? second.text : "2"}`;
    return [`the power stands after its brackets, write ${power}.`, power];
  }
  const argument = next !== undefined && next.kind !== "operator" ? next.text : "x";
  return [`its argument stands in brackets, write ${name}(${argument}).`, `${name}(${argument})`];
}

/**
 * Why a name has no value, seen beside the names that have one.
 * @example
 * noValue("xy", ["xy"], ["x", "y"], { text: "xy", position: 0 }).suggestion   // "x*y"
 */
export function noValue(
  name: string,
  needed: readonly string[],
  given: readonly string[],
  place: { text: string; position: number | undefined },
): FormulaError {
  const parts = split(name, new Set([...given, ...needed.filter((other) => other !== name && other.length === 1)]));
  if (parts !== undefined) {
    const product = parts.join("*");
    return new FormulaError("unknown-name", `"${name}" is one name: write ${product} for the product.`, { ...place, suggestion: product });
  }
  const base = name.replace(/\d+$/u, "");
  if (base !== name && given.includes(base)) {
    const number = name.slice(base.length);
    const message = `"${name}" is one name: write ${base}*${number} for the product, ${base}^${number} for the power, ${base}[${number}] for the entry.`;
    return new FormulaError("unknown-name", message, { ...place, suggestion: `${base}*${number}` });
  }
  const meant =
    given.find((other) => greekName(other) === name || greekName(name) === other) ??
    nearest(name, [...given.filter((other) => !needed.includes(other)), ...(name.length > 1 ? constants.keys() : [])]);
  if (meant !== undefined && (name.length > 1 || isGreek(name))) {
    return new FormulaError("unknown-name", `There is no value for "${name}": did you mean ${meant}?`, { ...place, suggestion: meant });
  }
  const example = needed.map((other) => `${other}=1`).join(",");
  const list =
    needed.length === 1 ? `The formula needs a value for ${needed[0]}` : `The formula needs values for ${clipped(needed.join(", "))}`;
  const which = needed.length === 1 ? "none is given" : `${clipped(name)} has none`;
  return new FormulaError("missing-value", `${list}, and ${which}: give it as in --at ${clipped(example)}.`, {
    ...place,
    suggestion: `--at ${clipped(example)}`,
  });
}

/** The name as known names written one after another; undefined when it is not. */
function split(name: string, known: ReadonlySet<string>): readonly string[] | undefined {
  if (name.length > 30) return undefined;
  // ways[end]: the known names that make up the first `end` letters
  const ways: (readonly string[] | undefined)[] = [[]];
  for (let end = 1; end <= name.length; end++) {
    for (let start = 0; start < end && ways[end] === undefined; start++) {
      const before = ways[start];
      const part = name.slice(start, end);
      if (before !== undefined && known.has(part)) ways[end] = [...before, part];
    }
  }
  const parts = ways[name.length];
  return parts !== undefined && parts.length > 1 ? parts : undefined;
}

function clipped(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}...` : text;
}
