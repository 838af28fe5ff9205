// Every derivative is the change of f over a step of 1, which is exact for a function that is linear in each input.

export interface Values {
  x: number;
  y: number;
  z: number;
  alpha: number;
  f: number;
}

export interface Adjoints {
  df: number;
  dalpha: number;
  dx: number;
  dy: number;
  dz: number;
}

export function forward(x: number, y: number, z: number): Values {
  return { f: x * z + y * z, alpha: y + x, z, y, x };
}

export function backward({ x, y, z, f }: Values, df: number): Adjoints {
  const by = (dx: number, dy: number, dz: number) => df * (forward(x + dx, y + dy, z + dz).f - f);
  return { dz: by(0, 0, 1), dy: by(0, 1, 0), dx: by(1, 0, 0), dalpha: by(1, 0, 0), df };
}

export function change(values: Values, by: { x: number; y: number; z: number }): number {
  let sum = 0;
  for (const name of ["z", "y", "x"] as const) sum += by[name] * backward(values, 1)[`d${name}`];
  return sum;
}
