// Code that runs inside the sandbox, before the student's: it copies what goes in and out, and cannot be reached from there.

// biome-ignore-all lint/style/useTemplate: QuickJS joins a template by String.prototype.concat, which a program can patch.

/** What the sandbox keeps of the guard; none of it is visible to the student's program. */
export interface Guard {
  /** @returns an outcome as JSON */
  call(f: unknown, args: string): string;
  output(): string;
}

export interface GuardSettings {
  readonly randomSeed: number;
  readonly output: number;
  /** values in one result, its lists and records counted too */
  readonly values: number;
  readonly depth: number;
}

/**
 * Sent into the sandbox as its own source text, so it uses nothing of this module. It takes its tools before the student's
 * program runs and calls no method after that: patched prototypes do not matter to it.
 * @param callHost runs a callback of the check outside: number of the callback, arguments as JSON; gives "=" and JSON, or "!" and a message
 */
export function guard(callHost: (id: number, args: string) => string, settings: GuardSettings): Guard {
  const { apply, ownKeys, getOwnPropertyDescriptor, getPrototypeOf, defineProperty, deleteProperty } = Reflect;
  const { isArray } = Array;
  const { parse, stringify } = JSON;
  const { imul } = Math;
  const { hasOwn } = Object;
  const { slice } = String.prototype;
  const text = String;
  const HostError = Error;
  const HostTypeError = TypeError;
  const ordinary = Object.prototype;
  // Objects whose content is not in their properties: a copy of the properties would be a lie.
  const exotic: readonly unknown[] = [
    [Map.prototype, "a Map"],
    [Set.prototype, "a Set"],
    [WeakMap.prototype, "a WeakMap"],
    [WeakSet.prototype, "a WeakSet"],
    [Promise.prototype, "a Promise (the function must give its result directly: without async)"],
    [RegExp.prototype, "a regular expression"],
    [Error.prototype, "an Error that was returned (throw it instead)"],
    [ArrayBuffer.prototype, "an ArrayBuffer"],
    [getPrototypeOf(Float64Array.prototype), "a typed array (make it an ordinary one: Array.from(...))"],
    [Number.prototype, "a Number object (use a plain number)"],
    [String.prototype, "a String object (use a plain string)"],
    [Boolean.prototype, "a Boolean object (use true or false)"],
    [getPrototypeOf(getPrototypeOf([].values()) as object), "an iterator (make it an ordinary list: Array.from(...))"],
  ];
  const world = globalThis as unknown as Record<string, unknown>;
  const noPlainValue = { refused: "" };
  let room = 0;
  let written = "";

  // No clock, and no objects that answer as they like: the same program gives the same results.
  for (const name of ["Proxy", "Date", "performance", "queueMicrotask", "WeakRef", "FinalizationRegistry"]) deleteProperty(world, name);
  let state = settings.randomSeed | 0;
  // mulberry32: 32 bits a draw, from the seed of the run.
  set(Math, "random", () => {
    state = (state + 0x6d2b79f5) | 0;
    let z = imul(state ^ (state >>> 15), state | 1);
    z ^= z + imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 4294967296;
  });
  set(HostError, "prepareStackTrace", undefined);
  const shown = (...values: unknown[]) => {
    for (let i = 0; i < values.length && written.length < settings.output; i++) written += (i === 0 ? "" : " ") + forConsole(values[i]);
    if (written.length < settings.output) written += "\n";
    else written = part(written, 0, settings.output);
  };
  // Students know it from Node and from browsers, where it is no part of the language.
  set(world, "structuredClone", (value: unknown) => decode(parse(encodeWhole(value, "structuredClone copies plain values only, not "))));
  set(world, "console", { log: shown, info: shown, warn: shown, error: shown, debug: shown, table: shown, dir: shown, trace: shown });

  function set(object: object, name: string, value: unknown): void {
    defineProperty(object, name, { value, writable: true, configurable: true, enumerable: false });
  }

  function part(whole: string, from: number, to?: number): string {
    return apply(slice, whole, [from, to]);
  }

  function refuse(what: string): never {
    noPlainValue.refused = what;
    throw noPlainValue;
  }

  /** Strings carry a letter that says what they stand for: s a string, n a number that JSON lacks, u undefined, f a function. */
  function encode(value: unknown, depth: number): string {
    room--;
    if (room < 0) refuse("more than " + settings.values + " values at once");
    if (value === null || value === true || value === false) return text(value);
    if (value === undefined) return '"u"';
    if (typeof value === "number") return encodeNumber(value);
    if (typeof value === "string") {
      room -= value.length / 8;
      return room < 0 ? refuse("a text that is too long") : stringify("s" + value);
    }
    if (typeof value === "bigint") return refuse("a BigInt (use a plain number)");
    if (typeof value === "symbol") return refuse("a Symbol");
    if (typeof value === "function") return refuse("a function");
    if (depth <= 0) return refuse("a value that contains itself, or is nested deeper than " + settings.depth + " levels");
    return isArray(value) ? encodeList(value, depth) : encodeRecord(value as object, depth);
  }

  function encodeNumber(x: number): string {
    if (x === 0) return 1 / x < 0 ? '"n-0"' : "0";
    return x - x === 0 ? text(x) : '"n' + x + '"';
  }

  function encodeList(list: readonly unknown[], depth: number): string {
    if (list.length > room) refuse("more than " + settings.values + " values at once");
    let json = "[";
    for (let i = 0; i < list.length; i++) json += (i === 0 ? "" : ",") + encode(dataOf(list, text(i)), depth - 1);
    return json + "]";
  }

  function encodeRecord(record: object, depth: number): string {
    for (let link: object | null = record; link !== null; link = getPrototypeOf(link)) {
      for (let i = 0; i < exotic.length; i++) {
        const row = exotic[i] as readonly [object, string];
        if (row[0] === link) refuse(row[1]);
      }
      if (link === ordinary) break;
    }
    const names = ownKeys(record);
    let json = "{";
    for (let i = 0; i < names.length; i++) {
      const name = names[i];
      if (typeof name !== "string") refuse("a record with a Symbol as a name");
      if (getOwnPropertyDescriptor(record, name as string)?.enumerable !== true) continue;
      json += (json === "{" ? "" : ",") + stringify(name) + ":" + encode(dataOf(record, name as string), depth - 1);
    }
    return json + "}";
  }

  /** Only what is stored: a getter could answer differently each time. */
  function dataOf(object: object, name: string): unknown {
    const found = getOwnPropertyDescriptor(object, name);
    if (found === undefined) return undefined;
    return hasOwn(found, "value") ? found.value : refuse("a getter (" + name + "): store the value itself");
  }

  /** In place: what JSON.parse made has its properties of its own, so no setter of a prototype is asked. */
  function decode(json: unknown): unknown {
    if (typeof json === "string") return decodeText(json);
    if (typeof json !== "object" || json === null) return json;
    const holder = json as Record<string, unknown>;
    const names = ownKeys(holder);
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string;
      if (!isArray(json) || name !== "length") holder[name] = decode(holder[name]);
    }
    return json;
  }

  function decodeText(json: string): unknown {
    const rest = part(json, 1);
    if (json[0] === "s") return rest;
    if (json[0] === "u") return undefined;
    return json[0] === "n" ? +rest : (...args: unknown[]) => callback(+rest, args);
  }

  function encodeWhole(value: unknown, otherwise: string): string {
    room = settings.values;
    try {
      return encode(value, settings.depth);
    } catch (thrown) {
      // The student's program may catch what is thrown here, and must not get hold of the guard's own object.
      throw thrown === noPlainValue ? new HostTypeError(otherwise + noPlainValue.refused) : thrown;
    }
  }

  function callback(id: number, args: readonly unknown[]): unknown {
    const reply = callHost(id, encodeWhole(args, "a function of the exercise was called with "));
    if (reply[0] !== "=") throw new HostError(part(reply, 1));
    return decode(parse(part(reply, 1)));
  }

  /** One line about whatever was thrown, without running any code of it. */
  function describe(thrown: unknown): string {
    if (thrown === noPlainValue) return '{"kind":"not-plain-value","what":' + stringify(noPlainValue.refused) + "}";
    if (typeof thrown !== "object" || thrown === null)
      return (
        '{"kind":"threw","what":' +
        stringify(typeof thrown === "function" ? "a function" : thrown === undefined ? "undefined" : typeof thrown + " " + text(thrown)) +
        "}"
      );
    const message = inherited(thrown, "message");
    const stack = inherited(thrown, "stack");
    const kind =
      message === "out of memory"
        ? "memory"
        : message === "Maximum call stack size exceeded" || message === "stack overflow"
          ? "stack"
          : "threw";
    const name = inherited(thrown, "name");
    const what = name === "" && message === "" ? "an object without a message" : name + (message === "" ? "" : ": " + message);
    return '{"kind":"' + kind + '","what":' + stringify(what) + ',"stack":' + stringify(stack) + "}";
  }

  function inherited(object: object, name: string): string {
    let links = 0;
    for (let link: object | null = object; link !== null && links < 20; link = getPrototypeOf(link)) {
      const found = getOwnPropertyDescriptor(link, name);
      if (found !== undefined) return typeof found.value === "string" ? found.value : "";
      links++;
    }
    return "";
  }

  function forConsole(value: unknown): string {
    if (typeof value === "string") return value;
    room = 1_000;
    try {
      return value === undefined ? "undefined" : typeof value === "number" ? text(value) : encode(value, 8);
    } catch {
      return "[" + noPlainValue.refused + "]";
    }
  }

  return {
    call(f, args) {
      try {
        const given = decode(parse(args)) as readonly unknown[];
        const value = apply(f as () => unknown, undefined, given);
        room = settings.values;
        return '{"kind":"value","value":' + encode(value, settings.depth) + "}";
      } catch (thrown) {
        return describe(thrown);
      }
    },
    output: () => written,
  };
}
