// Superscripts and subscripts in an SVG: small raised or lowered digits, which most fonts draw better than their own such letters.

import { escapeXml } from "./xml.js";

const scripts = [
  { letters: "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾ᵀ", shift: -0.35 },
  { letters: "₀₁₂₃₄₅₆₇₈₉", shift: 0.2 },
] as const;
const plain = "0123456789()T";
const size = 0.7;

/** A run of raised or of lowered characters, commas between digits included, or a run of others. */
const runs = /([⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾ᵀ]+)|([₀₁₂₃₄₅₆₇₈₉]+(?:,[₀₁₂₃₄₅₆₇₈₉]+)*)|[^⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾ᵀ₀₁₂₃₄₅₆₇₈₉]+/gu;

/**
 * Text for the content of a `text` element; what follows a script stands on the line again.
 * @example
 * scriptMarkup("a⁽¹⁾ > 0")   // 'a<tspan font-size="70%" dy="-0.5em">(1)</tspan><tspan dy="0.35em"> &#62; 0</tspan>'
 */
export function scriptMarkup(text: string): string {
  let height = 0;
  return text.replace(runs, (run: string, raised?: string, lowered?: string) => {
    const script = raised !== undefined ? scripts[0] : lowered !== undefined ? scripts[1] : undefined;
    const shift = (script?.shift ?? 0) - height;
    height = script?.shift ?? 0;
    if (script !== undefined) return `<tspan font-size="${100 * size}%" dy="${em(shift / size)}">${digitsOf(run, script.letters)}</tspan>`;
    return shift === 0 ? escapeXml(run) : `<tspan dy="${em(shift)}">${escapeXml(run)}</tspan>`;
  });
}

function digitsOf(run: string, letters: string): string {
  return [...run].map((letter) => (letter === "," ? letter : plain[letters.indexOf(letter)])).join("");
}

function em(shift: number): string {
  return `${Number(shift.toFixed(2))}em`;
}
