// The page of each section, from what the section computes.

import type { SectionData, SectionNumber } from "../../../../../course/lecture/sections.js";
import type { Block } from "../page.js";
import { activationsPage } from "./activations.js";
import { claimsPage } from "./claims.js";
import { lossesPage } from "./losses.js";
import { methodsPage } from "./methods.js";
import { networksPage } from "./networks.js";
import { circuitPage, exercisePage, rulesPage } from "./reverse-mode.js";

export const pages: { readonly [N in SectionNumber]: (data: SectionData[N]) => readonly Block[] } = {
  "1": networksPage,
  "2": lossesPage,
  "3": activationsPage,
  "4": rulesPage,
  "5": circuitPage,
  "6": exercisePage,
  "7": methodsPage,
  "8": ({ claims }) => claimsPage(claims),
};
