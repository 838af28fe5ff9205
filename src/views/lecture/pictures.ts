// Sections that can be drawn, as SVG.

import type { SectionData, SectionNumber } from "../../course/lecture/sections.js";
import { plotsSvg } from "../plots/svg.js";

const pictures: { readonly [N in SectionNumber]?: (data: SectionData[N]) => string } = {
  "3": ({ activations }) =>
    plotsSvg(
      activations.map(({ plot }) => plot),
      "Activations: value and derivative",
    ),
};

export const drawnSections = Object.keys(pictures) as readonly SectionNumber[];

/** Undefined for a section without a picture. */
export function sectionSvg<N extends SectionNumber>(number: N, data: SectionData[N]): string | undefined {
  return pictures[number]?.(data);
}
