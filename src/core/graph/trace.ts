// Tracing: a function is called on placeholders that record what is done to them.

import { type Attribute, type Graph, GraphBuilder, type NodeId } from "./graph.js";
import type { Shape } from "./shape.js";
import { type Nested, type Point, type Tensor, toTensor } from "./tensor.js";

/** Thrown when a traced value is used where tracing cannot follow; the message says what to write instead. */
export class TraceError extends Error {
  override readonly name = "TraceError";
}

/** A placeholder for a value of the traced function. */
export class Traced {
  readonly trace: Trace;
  readonly node: NodeId;

  constructor(trace: Trace, node: NodeId) {
    this.trace = trace;
    this.node = node;
  }

  get shape(): Shape {
    return this.trace.builder.shape(this.node);
  }

  /** JavaScript's own operators would silently drop the derivative, so they are refused. */
  [Symbol.toPrimitive](): never {
    throw new TraceError(
      "JavaScript's operators cannot be traced: write add(x, y), mul(x, y), gt(x, y), ...; to branch on the number itself, use primal(x).",
    );
  }
}

/** What the functions of the primitives table take and give. */
export type Value = Nested | Traced;

/** One recording. Traces nest: an inner one takes the values of outer ones as further inputs. */
export class Trace {
  readonly builder = new GraphBuilder();
  readonly level: number;
  /** values of the inputs, for a function that looks at them */
  readonly point = new Map<NodeId, Tensor>();
  /** values of outer traces that the function closes over, with the input that stands for each */
  readonly captured = new Map<Traced, Traced>();
  /** for an input that stands for a traced value of an outer trace: that value */
  readonly origins = new Map<NodeId, Traced>();
  /** set when the function looked at a number: its graph then holds for this point only */
  lookedAtPoint = false;
  #open = true;

  constructor(level: number) {
    this.level = level;
  }

  input(name: string, shape: Shape, value?: Tensor): Traced {
    const node = this.builder.input(name, shape);
    if (value !== undefined) this.point.set(node, value);
    return new Traced(this, node);
  }

  record(primitive: string, operands: readonly Traced[], shape: Shape, attribute?: Attribute): Traced {
    return new Traced(
      this,
      this.builder.add(
        primitive,
        operands.map((operand) => operand.node),
        shape,
        attribute,
      ),
    );
  }

  /** A number, array or outer value as a value of this trace. */
  lift(value: Value): Traced {
    if (value instanceof Traced) {
      if (value.trace === this) return value;
      if (!value.trace.#open) throw new TraceError("A traced value was used after its trace ended: return it instead.");
      const known = this.captured.get(value);
      if (known !== undefined) return known;
      const stand = this.input(`captured#${this.captured.size}`, value.shape);
      this.captured.set(value, stand);
      return stand;
    }
    if (typeof value === "number") return new Traced(this, this.builder.constant(value));
    const { shape, data } = toTensor(value);
    return new Traced(this, this.builder.add("constant", [], shape, data));
  }

  close(): void {
    this.#open = false;
  }
}

const active: Trace[] = [];

/** Runs `body` in a new innermost trace. */
export function withTrace<T>(body: (trace: Trace) => T): T {
  const trace = new Trace(active.length);
  active.push(trace);
  try {
    return body(trace);
  } finally {
    active.pop();
    trace.close();
  }
}

/** The innermost trace that any of the values belongs to; undefined when all are plain numbers. */
export function traceOf(values: readonly Value[]): Trace | undefined {
  let innermost: Trace | undefined;
  for (const value of values) {
    if (value instanceof Traced && (innermost === undefined || value.trace.level > innermost.level)) {
      innermost = value.trace;
    }
  }
  return innermost;
}

/**
 * A function of named inputs, written with the functions of the primitives table. Declared as a method, so that a function which
 * names its inputs, `({ x }: { x: Value }) => ...`, fits too.
 */
export type TracedFunction = { call(inputs: Readonly<Record<string, Value>>): Value }["call"];

export interface Recording {
  readonly graph: Graph;
  /** values of enclosing traces that became the last inputs of the graph, in order */
  readonly captured: readonly Traced[];
  /** true when the function looked at its numbers, so that the graph holds for this point only */
  readonly lookedAtPoint: boolean;
}

/**
 * Traces `f` at a point: shapes come from the point; numbers are looked at only if `f` asks for them with `primal`.
 * @throws {TraceError} when f uses JavaScript's operators on traced values
 * @example
 * record(({ x, y }) => mul(add(x, y), x), { x: 1, y: 2 }).graph.length   // 4
 */
export function record(f: TracedFunction, point: Point): Recording {
  return withTrace((trace) => {
    const inputs: Record<string, Traced> = {};
    for (const [name, value] of Object.entries(point)) {
      const tensor = toTensor(value, name);
      inputs[name] = Object.freeze(trace.input(name, tensor.shape, tensor));
    }
    const output = trace.lift(call(f, inputs));
    const graph = trace.builder.finish([output.node]);
    return { graph, captured: [...trace.captured.keys()], lookedAtPoint: trace.lookedAtPoint };
  });
}

function call(f: TracedFunction, inputs: Record<string, Traced>): Value {
  try {
    const result = f(Object.freeze(inputs));
    if (result === undefined) throw new TraceError("The function returned nothing: return its value.");
    return result;
  } catch (error) {
    if (error instanceof TypeError && /read only|not extensible|Cannot delete/.test(error.message)) {
      throw new TraceError(`The function changes its input (${error.message}): make a new value instead.`);
    }
    throw error;
  }
}
