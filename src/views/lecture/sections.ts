// The lecture as text: contents, every section, and how many figures were right.

import type { Tally } from "../../course/lecture/figure.js";
import { type SectionData, type SectionNumber, sectionNumbers, sections } from "../../course/lecture/sections.js";
import { type TableOptions, wrap } from "../comparison.js";
import { formatCount } from "../numbers.js";
import { activationsText } from "./activations.js";
import { claimsText } from "./claims.js";
import { lossesText } from "./losses.js";
import { methodsText } from "./methods.js";
import { networksText } from "./networks.js";
import { exerciseText, nodesText, rulesText } from "./reverse-mode.js";
import { item } from "./table.js";

const texts: { readonly [N in SectionNumber]: (data: SectionData[N], options: TableOptions) => string } = {
  "1": networksText,
  "2": lossesText,
  "3": activationsText,
  "4": rulesText,
  "5": nodesText,
  "6": exerciseText,
  "7": methodsText,
  "8": claimsText,
};

/** Heading and body of one section. */
export function sectionText<N extends SectionNumber>(number: N, data: SectionData[N], options: TableOptions): string {
  return `${wrap(options.paint.bold(`Section ${number}. ${sections[number].title}`), options.width)}\n${texts[number](data, options)}`;
}

/** One screen: what the lecture holds, and how to see a part of it. */
export function contentsText({ width, paint }: TableOptions): string {
  const lines = sectionNumbers.map((number) => {
    const { title, shows } = sections[number];
    return item(number, `${paint.bold(title)}: ${shows}`, width);
  });
  const hint = "trigrad lecture 3 shows one section, --json gives the numbers.";
  return [paint.bold("The lecture, run and checked"), "", ...lines, "", wrap(paint.dim(hint), width)].join("\n");
}

/** How many figures were checked and right, and which were not; nothing where there is none, as in section 8. */
export function tallyText({ checked, right, wrong }: Tally, { width, paint }: TableOptions): string {
  if (checked === 0) return "";
  const count = `${formatCount(checked)} figures were checked`;
  if (wrong.length === 0) return wrap(paint.good(`${count}. Every figure is reproduced.`), width);
  const head = wrap(paint.bad(`${count}, ${formatCount(right)} are right. These differ:`), width);
  return [head, ...wrong.map((says) => item("-", says, width))].join("\n");
}
