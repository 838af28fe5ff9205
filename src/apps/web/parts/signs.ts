// Sentences of the lecture with their signs as a slide shows them: Greek letters, arrows, indices below and exponents above.

const greek =
  "alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ vartheta ϑ kappa κ lambda λ mu μ nu ν xi ξ pi π varpi ϖ rho ρ sigma σ";
const letters = new Map<string, string>();
for (const [, word = "", letter = ""] of greek.matchAll(/(\w+) (\S)/gu)) letters.set(word, letter);

export interface Piece {
  readonly text: string;
  readonly place?: "sub" | "sup";
}

/**
 * @example
 * piecesOf("W^(1) x_n")   // [{ text: "W" }, { text: "(1)", place: "sup" }, { text: " x" }, { text: "n", place: "sub" }]
 */
export function piecesOf(text: string): readonly Piece[] {
  const spelled = text
    .replaceAll("<-", "←")
    .replace(
      /(?<![A-Za-z.])(d?)([a-z]+)(?![A-Za-z(])/gu,
      (whole, d: string, rest: string) => letters.get(whole) ?? `${d}${letters.get(rest) ?? rest}`,
    );
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of spelled.matchAll(
    /(?<=(?<![\p{L}\d])(?:d?\p{L}|sum))_(\p{L}{1,2}|\d{1,2})(?![\p{L}\d])|\^(\([^()]*\)|-?[\p{L}\d]+)/gu,
  )) {
    const [whole, below, above] = found;
    if (found.index > from) pieces.push({ text: spelled.slice(from, found.index) });
    pieces.push(below === undefined ? { text: above ?? "", place: "sup" } : { text: below, place: "sub" });
    from = found.index + whole.length;
  }
  if (from < spelled.length) pieces.push({ text: spelled.slice(from) });
  return pieces;
}
