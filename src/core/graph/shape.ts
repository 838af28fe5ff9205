// Shapes of values: [] a scalar, [n] a vector, [m, n] a matrix of m rows.

export type Shape = readonly number[];

export const scalarShape: Shape = [];

/** Thrown when the shapes of operands do not fit; the message names the operation and both shapes. */
export class ShapeError extends Error {
  override readonly name = "ShapeError";
}

/** Number of scalars in a value of this shape. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const extent of shape) size *= extent;
  return size;
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a === b || (a.length === b.length && a.every((extent, axis) => extent === b[axis]));
}

/** "a scalar", "a vector of 3", "a 2 x 3 matrix". */
export function describeShape(shape: Shape): string {
  if (shape.length === 0) return "a scalar";
  if (shape.length === 1) return `a vector of ${shape[0]}`;
  return `a ${shape.join(" x ")} matrix`;
}

/**
 * The shape of an elementwise result: a scalar goes with anything, an extent of 1 stretches, a vector meets the rows of a matrix.
 * @throws {ShapeError} when two extents differ and neither is 1
 */
export function broadcastShape(a: Shape, b: Shape, operation: string): Shape {
  if (sameShape(a, b)) return a;
  const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
  const offset = longer.length - shorter.length;
  return longer.map((extent, axis) => {
    const other = axis < offset ? 1 : (shorter[axis - offset] ?? 1);
    if (extent === other || other === 1) return extent;
    if (extent === 1) return other;
    throw new ShapeError(`${operation}: ${describeShape(a)} and ${describeShape(b)} do not fit together element by element.`);
  });
}
