// Which tests are asked about which sources: those whose subject they are. That others may find a mutant too is left out, for speed.

export const rooms = [
  { folder: "src/core/primitives", tests: "tests/core/primitives" },
  { folder: "src/core/differentiators", tests: "tests/core/differentiators tests/core/symbolic" },
  { folder: "src/verify/bounds", tests: "tests/verify/bounds tests/verify/compare" },
  { folder: "src/verify/reference", tests: "tests/verify/reference" },
  { folder: "src/verify/compare", tests: "tests/verify/compare tests/verify/bounds" },
  { folder: "src/verify/localise", tests: "tests/verify/localise" },
  { folder: "src/verify/check", tests: "tests/verify/check tests/verify/localise" },
  { folder: "src/verify/arbitraries", tests: "tests/verify/arbitraries" },
  { folder: "src/verify/explain", tests: "tests/verify/explain" },
];

/** The room that a folder or file belongs to. */
export const roomOf = (path) => rooms.find(({ folder }) => path === folder || path.startsWith(`${folder}/`));
