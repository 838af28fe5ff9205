// What may pass between a check and a student's program: plain values, and inwards functions to call.

/** Numbers (NaN, -0 and infinities among them), strings, booleans, null, undefined, and lists and records of these. */
export type Plain = undefined | null | boolean | number | string | readonly Plain[] | PlainRecord;
export interface PlainRecord {
  readonly [name: string]: Plain;
}

/** What a student's function is called with. */
export type Argument = undefined | null | boolean | number | string | Callback | readonly Argument[] | ArgumentRecord;
export interface ArgumentRecord {
  readonly [name: string]: Argument;
}

/** A function of the check that the student's program may call; it runs outside the sandbox. */
export class Callback {
  /** how reports write it, such as `f(t) = t^2`; what stands before the bracket is its name */
  readonly text: string;
  readonly run: (...args: Plain[]) => Plain;

  constructor(text: string, run: (...args: Plain[]) => Plain) {
    this.text = text;
    this.run = run;
  }

  get name(): string {
    return /^[^(=\s]+/.exec(this.text)?.[0] ?? "f";
  }
}

/**
 * A function of one number to hand to the student's program.
 * @param text how reports write it; what stands before the bracket is its name
 * @example
 * numberFunction("f(t) = t^2", (t) => t * t).run(3)   // 9
 */
export function numberFunction(text: string, f: (t: number) => number): Callback {
  const callback: Callback = new Callback(text, (t) => {
    // The message reaches the student, as an exception at the place of the call.
    if (typeof t !== "number") throw new TypeError(`${callback.name} takes one number`);
    return f(t);
  });
  return callback;
}
