// Reads what an example promises after `//`, and says whether a value keeps the promise.

/** What a value is compared with; the dots of an abbreviated list, object or number stand for anything. */
export type Expected =
  | { readonly kind: "value"; readonly value: string | number | boolean | null | undefined }
  | { readonly kind: "digits"; readonly digits: string }
  | { readonly kind: "list"; readonly items: readonly Expected[]; readonly open: boolean }
  | { readonly kind: "record"; readonly entries: ReadonlyMap<string, Expected>; readonly open: boolean }
  | { readonly kind: "throws"; readonly error: string; readonly message: string };

const relativeTolerance = 1e-12;
const token =
  /\s*(?:(?<string>"(?:[^"\\]|\\.)*"|'[^']*')|(?<digits>-?\d+\.\d*?\d)\.\.\.|(?<number>-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|-?Infinity|NaN)(?![\w.])|(?<word>[A-Za-z_$][\w$]*)|(?<dots>\.\.\.|…)|(?<mark>[[\]{},:]))/y;
const words: ReadonlyMap<string, boolean | null | undefined> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
  ["undefined", undefined],
]);

/**
 * A value as TypeScript writes it, or `throws ErrorName` or `throws ErrorName: part of the message`. A remark in
 * parentheses may follow a value. `[1, ...]`, `{ x: 1, ... }` and `1.4142...` leave the rest open.
 * @throws {SyntaxError} when the comment is no such value
 */
export function readExpected(comment: string): Expected {
  const text = comment.trim().replace(/^=>\s*/, "");
  const thrown = /^throws (\w+)(?:: (.+))?$/.exec(text);
  if (thrown) return { kind: "throws", error: thrown[1] ?? "", message: thrown[2] ?? "" };
  const reader = new Reader(text);
  const expected = reader.value();
  if (!/^\s*(\(.*\))?$/.test(reader.rest())) throw new SyntaxError(`cannot read the expected value "${text}"`);
  return expected;
}

/** Undefined when the value is as expected; else the place where it differs, "" for the value itself. */
export function difference(actual: unknown, expected: Expected, place = ""): string | undefined {
  switch (expected.kind) {
    case "value":
      return same(actual, expected.value) ? undefined : place;
    case "digits":
      return String(actual).startsWith(expected.digits) ? undefined : place;
    case "list": {
      const items = asList(actual);
      if (items === undefined || (expected.open ? items.length < expected.items.length : items.length !== expected.items.length))
        return place;
      return firstDifference(expected.items.entries(), (i, item) => difference(items[i], item, `${place}[${i}]`));
    }
    case "record": {
      if (typeof actual !== "object" || actual === null || asList(actual) !== undefined) return place;
      const fields = new Map(Object.entries(actual));
      const surplus = [...fields].find(([key, value]) => value !== undefined && !expected.entries.has(key));
      if (surplus !== undefined && !expected.open) return `${place}.${surplus[0]}`;
      return firstDifference(expected.entries, (key, entry) => difference(fields.get(key), entry, `${place}.${key}`));
    }
    case "throws":
      return place;
  }
}

function firstDifference<K>(
  entries: Iterable<readonly [K, Expected]>,
  compare: (key: K, entry: Expected) => string | undefined,
): string | undefined {
  for (const [key, entry] of entries) {
    const found = compare(key, entry);
    if (found !== undefined) return found;
  }
  return undefined;
}

function same(actual: unknown, expected: string | number | boolean | null | undefined): boolean {
  if (typeof expected !== "number")
    return actual === expected || (typeof expected === "string" && isPrintable(actual) && String(actual) === expected);
  const value = typeof actual === "number" ? actual : isPrintable(actual) ? Number(String(actual)) : undefined;
  if (value === undefined) return false;
  return Object.is(value, expected) || value === expected || Math.abs(value - expected) <= relativeTolerance * Math.abs(expected);
}

/** Numbers of other classes, such as decimal ones, count as what they print. */
function isPrintable(value: unknown): boolean {
  return (
    typeof value === "bigint" ||
    (typeof value === "object" && value !== null && asList(value) === undefined && /^[-\d.INe]/.test(String(value)))
  );
}

function asList(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  return ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as unknown as ArrayLike<unknown>) : undefined;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  rest(): string {
    return this.#text.slice(this.#at);
  }

  value(): Expected {
    const { string, digits, number, word, mark } = this.#next();
    if (string !== undefined) return { kind: "value", value: unquote(string) };
    if (digits !== undefined) return { kind: "digits", digits };
    if (number !== undefined) return { kind: "value", value: Number(number) };
    if (word !== undefined && words.has(word)) return { kind: "value", value: words.get(word) };
    if (mark === "[") return this.#list();
    if (mark === "{") return this.#record();
    throw this.#unreadable();
  }

  #list(): Expected {
    const items: Expected[] = [];
    const open = this.#until("]", () => items.push(this.value()));
    return { kind: "list", items, open };
  }

  #record(): Expected {
    const entries = new Map<string, Expected>();
    const open = this.#until("}", () => {
      const { word, string, number } = this.#next();
      const key = word ?? number ?? (string === undefined ? undefined : unquote(string));
      if (key === undefined || this.#next().mark !== ":") throw this.#unreadable();
      entries.set(key, this.value());
    });
    return { kind: "record", entries, open };
  }

  /** Reads parts up to the closing mark; true when dots stand for further ones. */
  #until(close: string, part: () => void): boolean {
    let open = false;
    for (;;) {
      const start = this.#at;
      const { mark, dots } = this.#next();
      if (mark === close) return open;
      if (dots !== undefined) open = true;
      else {
        this.#at = start;
        part();
      }
      const separator = this.#next().mark;
      if (separator === close) return open;
      if (separator !== ",") throw this.#unreadable();
    }
  }

  #next(): Readonly<Record<string, string | undefined>> {
    token.lastIndex = this.#at;
    const match = token.exec(this.#text);
    if (match === null) throw this.#unreadable();
    this.#at = token.lastIndex;
    return match.groups ?? {};
  }

  #unreadable(): SyntaxError {
    return new SyntaxError(`cannot read the expected value "${this.#text}"`);
  }
}

function unquote(text: string): string {
  return text.startsWith("'") ? text.slice(1, -1) : (JSON.parse(text) as string);
}
