// A function with a gradient written by hand, once right and in several ways wrong.

import type { NestedArray } from "../../../../src/core/graph/tensor.js";
import type { TracedFunction, Value } from "../../../../src/index.js";
import type { InputDomain } from "../../../../src/verify/check/domain.js";
import type { Arrays, FaultKind, FaultSize, HandWritten } from "../fault.js";

export interface Mistake {
  readonly kind: FaultKind;
  readonly what: string;
  readonly size: FaultSize;
  readonly gradient: HandWritten;
}

export interface HandWrittenFunction {
  readonly name: string;
  readonly f: TracedFunction;
  readonly inputs: Readonly<Record<string, InputDomain>>;
  readonly right: HandWritten;
  readonly mistakes: readonly Mistake[];
}

/** `I` is the type of the inputs, for those who write gradients. */
interface Written<I> {
  readonly name: string;
  readonly f: (inputs: { readonly [name in keyof I]: Value }) => Value;
  readonly inputs: { readonly [name in keyof I]: InputDomain };
  readonly right: (inputs: I) => Arrays;
  readonly wrong: readonly (readonly [kind: FaultKind, what: string, gradient: (inputs: I) => Arrays])[];
}

const sizes = [1e-2, 1e-4, 1e-6] as const;

/** With the mistakes given, and one component off by a small factor of each size. */
export function handWritten<I>({ name, f, inputs, right, wrong }: Written<I>): HandWrittenFunction {
  const exact = right as unknown as HandWritten;
  const names = Object.keys(inputs);
  const gross = wrong.map(
    ([kind, what, gradient]): Mistake => ({ kind, what, size: "gross", gradient: gradient as unknown as HandWritten }),
  );
  const relative = sizes.map((size, i): Mistake => {
    const part = names[i % names.length] as string;
    const gradient: HandWritten = (at) => ({ ...exact(at), [part]: off(exact(at)[part] as NestedArray, 1 + size) });
    return { kind: "relative", what: `one entry by ${part} off by ${size}`, size, gradient };
  });
  return { name, f: f as unknown as TracedFunction, inputs, right: exact, mistakes: [...gross, ...relative] };
}

/** The last entry times a factor. */
function off(part: NestedArray, factor: number): NestedArray {
  if (typeof part === "number") return part * factor;
  return part.map((entry, i) => (i === part.length - 1 ? off(entry, factor) : entry));
}
