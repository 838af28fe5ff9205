// The views of the page. A view is loaded when it is first opened.

import type { ComponentType } from "preact";
import type { Lane } from "../engine/ask.js";
import type { QuestionName } from "../engine/protocol.js";

export interface ViewEntry {
  /** in the list of views */
  readonly name: string;
  /** the question that it answers */
  readonly title: string;
  /** asked first, and of whom: the engine gets ready for it while the view is still loaded */
  readonly first?: readonly [Lane, QuestionName];
  readonly load: () => Promise<{ readonly View: ComponentType }>;
}

export const views: Readonly<Record<string, ViewEntry>> = {
  compare: {
    name: "Compare",
    title: "Four ways to a gradient, side by side",
    first: ["live", "compare"],
    load: () => import("./compare/view.js"),
  },
  graph: { name: "Graph", title: "The computation graph, step by step", first: ["live", "graph"], load: () => import("./graph/view.js") },
  derivation: {
    name: "Derivation",
    title: "The symbolic derivative, rule by rule",
    first: ["live", "derivation"],
    load: () => import("./derivation/view.js"),
  },
  network: {
    name: "Network",
    title: "A network that learns, and every gradient in it",
    first: ["long", "train"],
    load: () => import("./network/view.js"),
  },
  exercises: { name: "Exercises", title: "Write it yourself", load: () => import("./exercises/view.js") },
  lecture: { name: "Lecture", title: "The lecture, run and checked", first: ["long", "lecture"], load: () => import("./lecture/view.js") },
};
