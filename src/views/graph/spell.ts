/** Text that a terminal can show in one line: no control characters and, without Unicode, no letters beyond ASCII. */
import type { GraphPicture } from "./picture.js";

const greek =
  "α alpha β beta γ gamma δ delta ε epsilon ϵ epsilon ζ zeta η eta θ theta ϑ vartheta ι iota κ kappa λ lambda μ mu µ mu ν nu ξ xi ο omicron " +
  "π pi ϖ varpi ρ rho ϱ varrho σ sigma ς sigma τ tau υ upsilon φ phi ϕ phi χ chi ψ psi ω omega Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi " +
  "Σ Sigma Φ Phi Ψ Psi Ω Omega ∂ d ∇ grad · * × * ⋅ * ÷ / − - √ sqrt ∞ inf ≤ <= ≥ >= ≠ != ≈ ~ … ... ← <- → -> ᵀ ^T";
const words = greek.split(" ");
const spelling = new Map<string, string>();
for (let i = 0; i + 1 < words.length; i += 2) spelling.set(words[i] as string, words[i + 1] as string);

/**
 * ASCII for a text: Greek letters and signs by name, anything unknown as "?".
 * @example
 * spellAscii("∂α")   // "dalpha"
 */
export function spellAscii(text: string): string {
  let spelled = "";
  for (const character of text) {
    // Decomposition turns subscripts into digits and takes accents off.
    const decomposed = spelling.get(character) ?? character.normalize("NFKD").replace(/\p{M}/gu, "");
    for (const part of decomposed) spelled += part <= "~" ? part : (spelling.get(part) ?? "?");
  }
  return spelled;
}

/** A node's label may come from a file: an escape sequence in it must not reach the terminal. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ");
}

/** The picture with every text made fit for a terminal. */
export function spellPicture(picture: GraphPicture, unicode: boolean): GraphPicture {
  const spell = (text: string): string => (unicode ? oneLine(text) : spellAscii(oneLine(text)));
  const nodes = picture.nodes.map((node) => ({
    ...node,
    label: spell(node.label),
    value: spell(node.value),
    adjoint: node.adjoint === undefined ? undefined : spell(node.adjoint),
    ...(node.name === undefined ? {} : { name: spell(node.name) }),
    ...(node.matrix === undefined ? {} : { matrix: { value: node.matrix.value.map(spell), adjoint: node.matrix.adjoint?.map(spell) } }),
  }));
  return { ...picture, nodes };
}
