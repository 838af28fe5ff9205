// The walls of ARCHITECTURE.md as rules. `npm run walls` applies them; tests/house/walls.test.ts shows that each can fail.

const core = "^src/core/";
const methods = "^src/core/differentiators/";

/** Packages that only some folders may know. */
const packages = [
  { name: "mathjs", homes: ["^src/core/formula/", `${methods}symbolic/`] },
  { name: "decimal.js", homes: ["^src/verify/reference/"] },
  { name: "chalk", homes: ["^src/apps/cli/"] },
  { name: "commander", homes: ["^src/apps/cli/"] },
  { name: "@dagrejs/dagre", homes: ["^src/views/"] },
  {
    name: "fast-check",
    homes: ["^src/verify/(arbitraries|check)/", "^src/course/networks/arbitrary\\.ts$", "^src/course/grading/", "^src/grading\\.ts$"],
  },
  { name: "cli-table3", homes: ["^src/views/"] },
  { name: "d3-scale", homes: ["^src/views/plots/"] },
  { name: "d3-shape", homes: ["^src/views/plots/"] },
  { name: "csv-parse", homes: ["^src/course/networks/data/"] },
  { name: "csv-stringify", homes: ["^src/views/class/"] },
  { name: "bullmq", homes: ["^src/apps/class/"] },
  { name: "ioredis", homes: ["^src/apps/class/"] },
  { name: "jsonc-parser", homes: ["^src/course/networks/network-json\\.ts$"] },
  { name: "pure-rand", homes: ["^src/course/networks/random\\.ts$"] },
  { name: "quickjs-emscripten-core", homes: ["^src/course/grading/sandbox/"] },
  { name: "sucrase", homes: ["^src/course/grading/strip-types\\.ts$"] },
  { name: "preact", homes: ["^src/apps/web/"] },
  { name: "@preact/signals", homes: ["^src/apps/web/"] },
  { name: "marked", homes: ["^src/apps/web/"] },
  { name: "fflate", homes: ["^src/apps/web/"] },
  { name: "katex", homes: ["^src/apps/web/"] },
  { name: "vitest", homes: ["^src/vitest\\.ts$"] },
];

/** Upper rooms, which a lower one does not know. */
const rooms = ["core", "verify", "course", "views", "apps"];

/** Folders of core, lowest first; each knows itself and those before it. */
const floors = ["graph", "primitives", "execute", "formula", "differentiators"];

const escaped = (text) => text.replaceAll(".", "\\.");

module.exports = {
  forbidden: [
    {
      name: "no-circular",
      comment: "Modules that need each other cannot be read one after the other: move what both need below them.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-unresolvable",
      comment: "An import that leads nowhere cannot be checked.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    ...rooms.slice(0, -1).map((room, i) => ({
      name: `rooms-${room}`,
      comment: "Dependencies run downwards only: core <- verify <- course <- views <- apps.",
      severity: "error",
      from: { path: `^src/${room}/` },
      to: { path: `^src/(${rooms.slice(i + 1).join("|")})/` },
    })),
    {
      name: "door-apps",
      comment: "The public doors lead to what programs import, not to what people start.",
      severity: "error",
      from: { path: "^src/[^/]+\\.ts$" },
      to: { path: "^src/apps/", pathNot: "^src/apps/matchers/" },
    },
    {
      name: "rooms-door",
      comment: "The public doors are for users of the package; inside, import the module itself.",
      severity: "error",
      from: { path: "^src/.+/" },
      to: { path: "^src/[^/]+\\.ts$" },
    },
    ...floors.slice(0, -1).map((floor, i) => ({
      name: `core-${floor}`,
      comment: "Inside core: graph <- primitives <- execute <- formula <- differentiators.",
      severity: "error",
      from: { path: `${core}${floor}/` },
      to: { path: core, pathNot: `${core}(${floors.slice(0, i + 1).join("|")})/` },
    })),
    {
      name: "pure-rooms",
      comment: "The mathematics and its pictures run in a page as well: no Node modules outside src/apps.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/apps/" },
      to: { dependencyTypes: ["core"] },
    },
    ...packages.map(({ name, homes }) => ({
      name: `only-home-of-${name.replace(/^@.*\//, "")}`,
      comment: `${name} is known to ${homes.map((home) => home.slice(1)).join(" and ")} alone.`,
      severity: "error",
      from: { pathNot: [...homes, "^node_modules/"] },
      to: { path: `(^|node_modules/)${escaped(name)}(/|$)` },
    })),
    {
      name: "numerical-sees-values",
      comment: "Numerical differentiation sees values of f through an evaluator: no rows, no derivative rules.",
      severity: "error",
      from: { path: `${methods}numerical/` },
      to: { path: `${core}primitives/` },
    },
    // Reachable, not only direct: a rule borrowed through a third module is borrowed all the same.
    {
      name: "numerical-alone",
      comment: "The methods are independent, or agreement means nothing.",
      severity: "error",
      from: { path: `${methods}numerical/` },
      to: { path: `${methods}(symbolic|automatic)/`, reachable: true },
    },
    {
      name: "symbolic-alone",
      comment: "Symbolic differentiation has its own textbook rules and never meets those of the primitives.",
      severity: "error",
      from: { path: `${methods}symbolic/` },
      to: { path: `${core}(primitives|differentiators/(automatic|numerical))/`, reachable: true },
    },
    {
      name: "automatic-alone",
      comment: "The methods are independent, or agreement means nothing.",
      severity: "error",
      from: { path: `${methods}automatic/` },
      to: { path: `${methods}(numerical|symbolic)/`, reachable: true },
    },
    {
      name: "reference-alone",
      comment: "The reference knows no derivative rule: it differences values in 64-digit arithmetic.",
      severity: "error",
      from: { path: "^src/verify/reference/" },
      to: { path: methods, reachable: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // Imports of types count: a wall that types pass through is not one.
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "node", "default"] },
  },
};
