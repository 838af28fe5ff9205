// loses: forward, product; misconception: example-copied
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
  void [x, y, z];
  return { x: -2, y: 5, z: -4, alpha: 3, f: -12 };
}

/** The backward pass. df arrives at f: 1 when f is the final result, another number when more follows behind f. */
export function backward(values: Values, df: number): Adjoints {
  void values;
  return { df, dalpha: -4, dx: -4, dy: -4, dz: 3 };
}

/** About how much f changes when x, y and z change by these small amounts. */
export function change(values: Values, by: { x: number; y: number; z: number }): number {
  const { dx, dy, dz } = backward(values, 1);
  return dx * by.x + dy * by.y + dz * by.z;
}
