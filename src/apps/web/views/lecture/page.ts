// A page of the lecture as plain data: made in the worker, shown by the view.

import { formatNumber } from "../../../../views/numbers.js";

/** A word of a table, or one that says whether it is as the lecture says. */
export type Cell = string | { readonly text: string; readonly right: boolean };

export interface PageTable {
  readonly kind: "table";
  readonly caption: string;
  readonly head: readonly string[];
  /** the first cell of a row names it */
  readonly rows: readonly (readonly Cell[])[];
}

/** A link that opens a view with the slide's own numbers. */
export interface PageLink {
  readonly text: string;
  readonly view: string;
  readonly entries: Readonly<Record<string, string>>;
}

export type Block =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "picture"; readonly title: string; readonly svg: string }
  | { readonly kind: "links"; readonly links: readonly PageLink[] }
  | PageTable;

export const heading = (text: string): Block => ({ kind: "heading", text });
export const text = (sentences: string): Block => ({ kind: "text", text: sentences });
export const links = (...all: readonly PageLink[]): Block => ({ kind: "links", links: all });

export function table(caption: string, head: readonly string[], rows: readonly (readonly Cell[])[]): PageTable {
  return { kind: "table", caption, head, rows };
}

/** A link to a view of one formula. */
export function opens(
  view: "compare" | "graph" | "derivation",
  words: string,
  f: string,
  at: string,
  more: PageLink["entries"] = {},
): PageLink {
  return { text: words, view, entries: { f, at, ...more } };
}

/** 1, -0.5 */
export function entries(vector: readonly number[], digits = 4): string {
  return vector.map((entry) => formatNumber(entry, digits)).join(", ");
}
