// The packages that the program needs to run, as npm has installed them, with a place for each in a folder of its own.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

export interface PlacedPackage {
  /** "" for the program itself, or such as "node_modules/chalk" */
  readonly at: string;
  readonly from: string;
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * Every package as high as it can stand, and below the one that needs it where another version is there already.
 * @throws {Error} naming a package that is not installed
 */
export function placedPackages(root: string): readonly PlacedPackage[] {
  const placed = new Map<string, string>([["", root]]);
  const edges: { readonly at: string; readonly name: string; readonly from: string }[] = [];
  for (const [at, from] of placed) {
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(readFileSync(join(from, "package.json"), "utf8")) as Manifest;
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const found = installed(name, from);
      if (found === undefined) {
        if (Object.hasOwn(optionalDependencies, name)) continue;
        throw new Error(`the package ${name}, which ${from} needs, is not installed: run npm install there.`);
      }
      edges.push({ at, name, from: found });
      const seen = visible(name, at, placed);
      // A map is walked through in the order in which it grows: what is placed here is looked at in its turn.
      if (seen === undefined) placed.set(`node_modules/${name}`, found);
      else if (placed.get(seen) !== found) placed.set(`${at === "" ? "" : `${at}/`}node_modules/${name}`, found);
    }
  }
  for (const { at, name, from } of edges) {
    if (placed.get(visible(name, at, placed) ?? "") !== from) throw new Error(`no place was found for ${name}, which ${at} needs.`);
  }
  return [...placed].map(([at, from]) => ({ at, from }));
}

/** As Node looks for it: in this folder's node_modules, then in those above. */
function installed(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return candidate;
    if (dirname(folder) === folder) return undefined;
  }
}

function visible(name: string, at: string, placed: ReadonlyMap<string, string>): string | undefined {
  const parts = at === "" ? [] : at.split("/node_modules/");
  for (let n = parts.length; n >= 0; n--) {
    const above = parts.slice(0, n).join("/node_modules/");
    const candidate = `${above === "" ? "" : `${above}/`}node_modules/${name}`;
    if (placed.has(candidate)) return candidate;
  }
  return undefined;
}
