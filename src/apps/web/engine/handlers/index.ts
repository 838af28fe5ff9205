// Who answers which question. Each handler is loaded when it is first asked.

import type { Handlers } from "../protocol.js";

export const handlers: Handlers = {
  compare: async () => (await import("./compare.js")).compareHandler,
  stepSize: async () => (await import("./step-size.js")).stepSizeHandler,
};
