// Sections that can be drawn, as SVG.

import type { SectionData, SectionNumber } from "../../course/lecture/sections.js";
import { drawNeuronsSvg } from "../network/svg.js";
import { plotsSvg } from "../plots/svg.js";
import { stackSvg } from "./stack.js";

const pictures: { readonly [N in SectionNumber]?: (data: SectionData[N]) => string } = {
  "1": ({ drawings }) =>
    stackSvg(
      drawings.map(({ neurons, title }) => drawNeuronsSvg(neurons, title)),
      "The drawn networks, with values and gradients",
    ),
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
