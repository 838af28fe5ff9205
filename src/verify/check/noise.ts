// How far a black box is from smooth: measured, not guessed. Float32 inside, iterations that stop early, or random digits all show here.

/**
 * Rounding noise of a function along a line: what is left when a cubic is taken away from its values at points nearby. Windows shrink
 * until the rest shrinks no more; a window so narrow that the function looks like a staircase (an input rounded to float32) counts not.
 * @param at  f at a distance from the point, in units of its scale
 * @returns |noise| of one value of f, at most about this
 * @see More & Wild, Estimating computational noise, SIAM J. Sci. Comput. 33 (2011) 1292
 */
export function noiseAlong(at: (distance: number) => number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const width of [1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7]) {
    const values = offsets.map((offset) => at(offset * width));
    if (!values.every(Number.isFinite)) continue;
    if (new Set(values).size < 0.7 * values.length) break;
    const rest = Math.max(...residuals(values).map(Math.abs));
    if (rest < least) least = rest;
  }
  return safety * (Number.isFinite(least) ? least : 0);
}

/** The largest of a few residuals is not yet the largest of all. */
const safety = 4;

/** Not equally spaced, so that no pattern of rounding fits them. */
const offsets = [-1, -0.83, -0.61, -0.45, -0.22, -0.07, 0.11, 0.29, 0.44, 0.66, 0.85, 0.97];

/** What a least-squares polynomial of degree 3 leaves, by orthogonal polynomials over the offsets. */
function residuals(values: readonly number[]): number[] {
  let rest = [...values];
  for (const basis of orthogonal) {
    const amount = rest.reduce((total, value, i) => total + value * (basis[i] as number), 0);
    rest = rest.map((value, i) => value - amount * (basis[i] as number));
  }
  return rest;
}

const orthogonal: readonly (readonly number[])[] = orthonormalised([0, 1, 2, 3].map((degree) => offsets.map((offset) => offset ** degree)));

/** Gram-Schmidt, twice, so that nothing of the first vectors is left in the later ones. */
function orthonormalised(vectors: readonly (readonly number[])[]): number[][] {
  const basis: number[][] = [];
  for (const vector of vectors) {
    let rest = [...vector];
    for (const known of [...basis, ...basis]) {
      const amount = inner(rest, known);
      rest = rest.map((entry, i) => entry - amount * (known[i] as number));
    }
    const norm = Math.sqrt(inner(rest, rest));
    basis.push(rest.map((entry) => entry / norm));
  }
  return basis;
}

function inner(a: readonly number[], b: readonly number[]): number {
  return a.reduce((total, entry, i) => total + entry * (b[i] as number), 0);
}
