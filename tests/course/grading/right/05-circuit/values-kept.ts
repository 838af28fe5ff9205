// A circuit is an object with nodes that keep their own values and adjoints, made anew from the inputs alone.

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

class Node {
  readonly value: number;
  adjoint = 0;
  readonly send: (delta: number) => void;
  constructor(value: number, send: (delta: number) => void = () => undefined) {
    this.value = value;
    this.send = send;
  }
  receive(delta: number): void {
    this.adjoint += delta;
    this.send(delta);
  }
}

function circuit(x: number, y: number, z: number) {
  const inputs = { x: new Node(x), y: new Node(y), z: new Node(z) };
  const alpha = new Node(x + y, (delta) => {
    inputs.x.receive(delta);
    inputs.y.receive(delta);
  });
  const f = new Node(alpha.value * z, (delta) => {
    inputs.z.receive(alpha.value * delta);
    alpha.receive(z * delta);
  });
  return { ...inputs, alpha, f };
}

export function forward(x: number, y: number, z: number): Values {
  return Object.fromEntries(Object.entries(circuit(x, y, z)).map(([name, { value }]) => [name, value])) as unknown as Values;
}

export function backward({ x, y, z }: Values, df: number): Adjoints {
  const nodes = circuit(x, y, z);
  nodes.f.receive(df);
  return Object.fromEntries(Object.entries(nodes).map(([name, { adjoint }]) => [`d${name}`, adjoint])) as unknown as Adjoints;
}

export function change({ x, y, z, alpha }: Values, by: { x: number; y: number; z: number }): number {
  return z * (by.x + by.y) + by.z * alpha + 0 * (x + y);
}
