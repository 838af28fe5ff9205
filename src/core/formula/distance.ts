// How many typing errors lie between two words.

/**
 * Edits that turn one word into the other: insert, remove, replace a letter, or swap two neighbours (optimal string alignment).
 * @example
 * editDistance("snig", "sing")   // 1
 */
export function editDistance(a: string, b: string): number {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => table[i * width + j] as number;
  for (let i = 0; i <= a.length; i++) {
    for (let j = 0; j <= b.length; j++) {
      let best =
        i === 0 ? j : j === 0 ? i : Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, at(i - 2, j - 2) + 1);
      table[i * width + j] = best;
    }
  }
  return at(a.length, b.length);
}

/**
 * The known word that was probably meant; undefined when none is near.
 * @example
 * nearest("sine", ["cos", "sin"])   // "sin"
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  // Longer words than any known name are not worth the comparison.
  if (word.length > 30) return undefined;
  let best: string | undefined;
  let bestDistance = Math.min(2, Math.floor(word.length / 2)) + 0.5;
  for (const candidate of known) {
    const distance = candidate.toLowerCase() === word.toLowerCase() ? 0.25 : editDistance(word, candidate);
    // A name that only goes on is likelier than one with another letter: sine is sin, not sinh.
    const likely = distance - (word.startsWith(candidate) && candidate.length > 1 ? 0.5 : 0);
    if (likely < bestDistance) [best, bestDistance] = [candidate, likely];
  }
  return best;
}
