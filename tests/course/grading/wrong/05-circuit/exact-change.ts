// loses: change; misconception: exact-change
/** What stands above the arrows. */
interface Values {
  x: number;
  y: number;
  z: number;
  /** x + y */
  alpha: number;
  /** (x + y) * z */
  f: number;
}

/** What stands below the arrows: the derivative of the final result with respect to each value. */
interface Adjoints {
  df: number;
  dalpha: number;
  dx: number;
  dy: number;
  dz: number;
}

/** The forward pass. */
export function forward(x: number, y: number, z: number): Values {
  const alpha = x + y;
  return { x, y, z, alpha, f: alpha * z };
}

/** The backward pass. df arrives at f: 1 when f is the final result, another number when more follows behind f. */
export function backward(values: Values, df: number): Adjoints {
  const dalpha = values.z * df;
  return { df, dalpha, dx: dalpha, dy: dalpha, dz: values.alpha * df };
}

/** About how much f changes when x, y and z change by these small amounts. */
export function change(values: Values, by: { x: number; y: number; z: number }): number {
  return forward(values.x + by.x, values.y + by.y, values.z + by.z).f - values.f;
}
