// The one place where text becomes code. The text is made of names that the compiler counts up, operators and numbers: nothing that
// a user wrote, names included, ever gets into it.

let allowed: boolean | undefined;

/** False where a Content-Security-Policy forbids `new Function`; tried once. */
export function mayGenerate(): boolean {
  if (allowed === undefined) {
    try {
      allowed = new Function("return true")() === true;
    } catch {
      allowed = false;
    }
  }
  return allowed;
}

/** For a page whose policy forbids it: there even trying would be reported as an attack. */
export function forbidGenerating(): void {
  allowed = false;
}

/** What generated code can reach, by the names it has there. */
export interface Surroundings {
  /** the memory */
  readonly m: Float64Array;
  /** functions of the elementwise rows */
  readonly f: readonly ((x: number, y: number, w: number) => number)[];
  /** calls of array rows, each bound to its place in the memory */
  readonly calls: readonly (() => void)[];
  /** matrix product on the memory */
  readonly product: (...numbers: readonly number[]) => void;
}

/** Source of a function without parameters. `called` are the functions it uses. */
export interface Piece {
  readonly body: string;
  readonly called: ReadonlySet<number>;
}

/** One function for each piece, so that the engine optimises each on its own, and one that runs them all. */
export function generate(pieces: readonly Piece[], { m, f, calls, product }: Surroundings): () => void {
  const runs = pieces.map(({ body, called }) => {
    // A function in parentheses is read once: any other is skimmed first, and read at its first call.
    const functions = [...called].map((number) => `const f${number} = f[${number}];\n`).join("");
    const make = new Function("m", "f", "calls", "product", `"use strict";\n${functions}return (function () {\n${body}});`);
    return make(m, f, calls, product) as () => void;
  });
  if (runs.length === 1) return runs[0] as () => void;
  return () => {
    for (const run of runs) run();
  };
}
