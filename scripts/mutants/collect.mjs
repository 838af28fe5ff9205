// Stands in for vitest while mutants are tested: test files announce their tests here, and the expectations are vitest's own.

import { chai, expect } from "vitest";

let tests = [];
let path = [];

/** The tests that a file announces while it loads. */
export function collect(file, load) {
  tests = [];
  path = [file];
  load();
  return tests;
}

const it = withEach((name, run) => tests.push({ id: [...path, name].join(" > "), name, run }));
const describe = withEach((name, declare) => {
  path.push(name);
  declare();
  path.pop();
});
/** What test files import from vitest. */
export const vitest = { describe, it, test: it, expect, vi: { setConfig: () => {} } };

function withEach(announce) {
  // Cases are told apart by their position: mutants change texts.
  const each = (rows) => (name, run) =>
    [...rows].forEach((row, k) => {
      announce(`${name} #${k + 1}`, () => run(...(Array.isArray(row) ? row : [row])));
    });
  return Object.assign(announce, { each });
}

// vitest's own need a worker of vitest's.
chai.use(({ Assertion }, { addMethod }) => {
  addMethod(Assertion.prototype, "toMatchInlineSnapshot", function (snapshot) {
    const printed = Array.isArray(this._obj) ? ["[", ...this._obj.map((item) => `"${item}",`), "]"].join("\n") : `"${this._obj}"`;
    const lines = (text) =>
      text
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "");
    expect(lines(printed)).toEqual(lines(snapshot));
  });
  addMethod(Assertion.prototype, "toSatisfy", function (holds) {
    this.assert(holds(this._obj), "expected #{this} to satisfy a predicate", "expected #{this} not to satisfy a predicate");
  });
});
