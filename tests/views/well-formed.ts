// Whether an SVG of ours is well-formed XML.

import { expect } from "vitest";

/** Tags in order, after checking that each closes; our output uses double quotes only. */
export function tags(svg: string): string[] {
  const open: string[] = [];
  const seen: string[] = [];
  const rest = svg.replace(
    /<(\/?)([a-z]+)((?: [\w:-]+="[^"<>]*")*)(\/?)>/g,
    (_, closes: string, name: string, _attributes: string, isEmpty: string) => {
      if (closes === "/") expect(open.pop()).toBe(name);
      else {
        seen.push(name);
        if (isEmpty === "") open.push(name);
      }
      return "";
    },
  );
  expect(open).toEqual([]);
  expect(rest, "no stray markup").not.toMatch(/[<>]|&(?!#\d+;)/);
  return seen;
}
