// Who answers which question. Each handler is loaded when it is first asked.

import type { Handlers } from "../protocol.js";

export const handlers: Handlers = {
  compare: async () => (await import("./compare.js")).compareHandler,
  graph: async () => (await import("./graph.js")).graphHandler,
  tree: async () => (await import("./tree.js")).treeHandler,
  derivation: async () => (await import("./derivation.js")).derivationHandler,
  stepSize: async () => (await import("./step-size.js")).stepSizeHandler,
  lecture: async () => (await import("./lecture.js")).lectureHandler,
  train: async () => (await import("./train.js")).trainHandler,
  checkNetwork: async () => (await import("./check-network.js")).checkNetworkHandler,
};
