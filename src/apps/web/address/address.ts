// The address holds the whole state of the page behind the "#": readable, and never sent to a server.

export const version = "1";

export interface Address {
  /** the name of a view, known or not */
  readonly view: string;
  /** everything else, by key, in the order of the address */
  readonly entries: Readonly<Record<string, string>>;
}

/** An address may be long, but nobody types a million letters. */
const longest = 200_000;

/**
 * Reads what stands behind the "#". What cannot be read is left out, and a sentence says so.
 * @example
 * readAddress("#v=1&view=graph&f=(x+y)*z").address   // { view: "graph", entries: { f: "(x+y)*z" } }
 */
export function readAddress(hash: string, home: string): { readonly address: Address; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const entries: Record<string, string> = Object.create(null) as Record<string, string>;
  if (hash.length > longest) problems.push(`The address has ${hash.length} letters, at most ${longest} are read: it was left out.`);
  const parts = hash.length > longest ? [] : hash.replace(/^#/, "").split("&");
  for (const part of parts) {
    if (part === "") continue;
    const sign = part.indexOf("=");
    const name = decoded(sign < 0 ? part : part.slice(0, sign));
    const value = sign < 0 ? undefined : decoded(part.slice(sign + 1));
    if (name === undefined || value === undefined || !/^[a-z][a-z-]*$/i.test(name))
      problems.push(`"${part.slice(0, 60)}" in the address cannot be read: it was left out. A part reads key=value.`);
    else if (Object.hasOwn(entries, name)) problems.push(`${name} stands in the address twice: the first counts.`);
    else entries[name] = value;
  }
  const { v = version, view = home, ...rest } = entries;
  if (v !== version)
    problems.push(
      `The link was made for version ${v.slice(0, 20)} of this page, which is version ${version}: it is read as well as can be.`,
    );
  return { address: { view, entries: rest }, problems };
}

/**
 * The text behind the "#", with the letters of formulas left readable.
 * @example
 * writeAddress({ view: "graph", entries: { f: "(x + y)*z", at: "x:-2" } })   // "v=1&view=graph&f=(x%20+%20y)*z&at=x:-2"
 */
export function writeAddress({ view, entries }: Address): string {
  return Object.entries({ v: version, view, ...entries })
    .map(([name, value]) => `${name}=${encoded(value)}`)
    .join("&");
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

const readable = /[\w\-.~!$'()*+,;:@/?=^|[\]]/;

/** A lone half of a surrogate pair has no encoding. */
function encoded(text: string): string {
  return [...text.replace(/\p{Surrogate}/gu, "\u{FFFD}")]
    .map((letter) => (readable.test(letter) ? letter : encodeURIComponent(letter)))
    .join("");
}
