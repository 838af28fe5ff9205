// What the entries of an address mean: each key reads text into a value, or says what it expected.

/** Text that a key cannot read; the message says what to write. */
export interface Unreadable {
  readonly expected: string;
}

export interface Key<T> {
  /** what holds when the address does not say */
  readonly default: T;
  read(text: string): T | Unreadable;
  write(value: T): string;
}

/** Keys of one view, by the names that stand in the address. */
export type Keys = Readonly<Record<string, Key<never> | Key<unknown>>>;

export type ValuesOf<K> = { readonly [N in keyof K]: K[N] extends Key<infer T> ? T : never };

/** Any text. */
export function text(initial: string): Key<string> {
  return { default: initial, read: (given) => given, write: (value) => value };
}

/** A whole number of a range. */
export function whole(initial: number, { min, max }: { readonly min: number; readonly max: number }): Key<number> {
  return {
    default: initial,
    read: (given) => {
      const value = /^-?\d{1,15}$/.test(given) ? Number(given) : Number.NaN;
      return value >= min && value <= max ? value : { expected: `a whole number from ${min} to ${max}` };
    },
    write: String,
  };
}

/** A finite number of a range. */
export function real(initial: number, { min, max }: { readonly min: number; readonly max: number }): Key<number> {
  return {
    default: initial,
    read: (given) => {
      const value = given.trim() === "" ? Number.NaN : Number(given);
      return value >= min && value <= max ? value : { expected: `a number from ${min} to ${max}` };
    },
    write: String,
  };
}

/** One of a list of words. */
export function choice<const W extends string>(words: readonly W[], initial: W): Key<W> {
  return {
    default: initial,
    read: (given) => words.find((word) => word === given) ?? { expected: `one of ${words.join(", ")}` },
    write: (value) => value,
  };
}

/** 1 or 0. */
export function flag(initial: boolean): Key<boolean> {
  return {
    default: initial,
    read: (given) => (given === "1" ? true : given === "0" ? false : { expected: "1 or 0" }),
    write: (value) => (value ? "1" : "0"),
  };
}

export function isUnreadable(value: unknown): value is Unreadable {
  return typeof value === "object" && value !== null && "expected" in value;
}

/**
 * The values of all keys; a key that cannot be read has its default, and a sentence says so.
 * @example
 * readEntries({ step: whole(0, { min: 0, max: 99 }) }, { step: "x" }).problems   // ['step=x: expected a whole number from 0 to 99. Shown instead: step=0.']
 */
export function readEntries<K extends Keys>(keys: K, entries: Readonly<Record<string, string>>) {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, key] of Object.entries(keys) as [string, Key<unknown>][]) {
    const given = Object.hasOwn(entries, name) ? entries[name] : undefined;
    const value = given === undefined ? key.default : key.read(given);
    if (isUnreadable(value)) {
      problems.push(`${name}=${shortened(given ?? "")}: expected ${value.expected}. Shown instead: ${name}=${key.write(key.default)}.`);
      values[name] = key.default;
    } else values[name] = value;
  }
  return { values: values as ValuesOf<K>, problems };
}

export function shortened(given: string): string {
  return given.length > 60 ? `${given.slice(0, 60)}...` : given;
}
