// Methods disagree: which one is looked into, and what is taken for the truth.

import { describe, expect, it } from "vitest";
import type { Structure } from "../../../src/core/differentiators/differentiator.js";
import { recorder } from "../../../src/core/differentiators/program.js";
import { type Differentiator, mul, parseFormula, type Value } from "../../../src/index.js";
import type { AtPoint } from "../../../src/verify/compare/at-point.js";
import type { MethodReport } from "../../../src/verify/compare/comparison.js";
import { findCulprit } from "../../../src/verify/compare/culprit.js";
import type { Sites } from "../../../src/verify/compare/sites.js";
import { boundedMethods } from "../../../src/verify/methods.js";
import { withWrongPull, withWrongTemplate } from "../faults/inject.js";
import { flawedForward, flawedReverse } from "../faults/sweeps.js";
import { numbersCalled, reference, site } from "./evidence.js";

const [numerical, symbolic, forward, reverse] = boundedMethods as [Differentiator, Differentiator, Differentiator, Differentiator];
const twiceReverse = flawedReverse({ seed: 2 });
const twiceForward = flawedForward({ seed: 2 });
/** Of sin(x) + 3 y at 0 and 1. */
const exact = reference(3, { x: 1, y: 3 });
const smooth: Sites = { outside: [], overflow: [], lost: [], extreme: [], singular: [], kinks: [] };

interface Given {
  /** what they say is what they find, unless `reports` says otherwise */
  readonly methods: readonly Differentiator[];
  readonly reports?: Readonly<Record<string, MethodReport>>;
  readonly reference?: AtPoint | undefined;
  readonly names?: readonly string[];
  readonly sites?: Partial<Sites>;
}

/** The method, the trusted one beside it, and what kind of thing is wrong. */
function blamed({ methods, reports = {}, names = ["x", "y"], sites = {}, ...given }: Given) {
  const f = parseFormula("sin(x) + 3 * y");
  const point = { x: 0, y: 1 };
  const found = methods.map((method): [string, MethodReport] => {
    const { gradient, bound, value } = method.on("gradient", f, { wrt: names })(point);
    return [method.name, { value, gradient, bound: (bound ?? {}) as Structure, boundKind: "proven", operations: 1, evaluations: 1 }];
  });
  const parting = findCulprit({
    graph: recorder(f)(point).graph,
    point,
    names,
    methods,
    reports: { ...Object.fromEntries(found), ...reports },
    reference: "reference" in given ? given.reference : exact,
    components: numbersCalled(...names),
    sites: { ...smooth, ...sites },
  });
  return parting && [parting.method, parting.trusted, parting.culprit.kind];
}

const unsupported = { unsupported: "too deep" };

/** Derivatives of a method that is wrong about one input only. */
const says = (x: number, y: number): MethodReport => {
  return { value: 3, gradient: { x, y }, bound: { x: 0, y: 0 }, boundKind: "proven", operations: 1, evaluations: 1 };
};

describe("on smooth ground a method is looked into when it contradicts the truth", () => {
  it("whichever it is", () => {
    expect(blamed({ methods: [numerical, symbolic, forward, twiceReverse] })).toEqual(["reverse", undefined, "seed"]);
    expect(blamed({ methods: [numerical, symbolic, twiceForward, reverse] })).toEqual(["forward", undefined, "seed"]);
    const wrongSine = () => blamed({ methods: [numerical, symbolic, forward, reverse] });
    expect(withWrongTemplate({ table: "functions", name: "sin" }, "2 * cos(u) * du", wrongSine)).toEqual(["symbolic", undefined, "rule"]);
  });

  it("reverse mode first, then symbolic, then forward mode", () => {
    expect(blamed({ methods: [twiceForward, twiceReverse] })?.[0]).toBe("reverse");
    const wrongSine = () => blamed({ methods: [twiceForward, symbolic] });
    expect(withWrongTemplate({ table: "functions", name: "sin" }, "2 * cos(u) * du", wrongSine)?.[0]).toBe("symbolic");
  });

  it("and none where none does", () => {
    expect(blamed({ methods: [numerical, symbolic, forward, reverse] })).toBeUndefined();
    expect(blamed({ methods: [numerical] })).toBeUndefined();
    expect(blamed({ methods: [] })).toBeUndefined();
  });

  it("nor one that gave no answer", () => {
    expect(blamed({ methods: [twiceReverse, twiceForward], reports: { reverse: unsupported } })?.[0]).toBe("forward");
    expect(blamed({ methods: [twiceReverse], reports: { reverse: unsupported } })).toBeUndefined();
  });

  it("in one component of many", () => {
    expect(blamed({ methods: [twiceReverse], reports: { reverse: says(1, 6) } })?.[0]).toBe("reverse");
    expect(blamed({ methods: [twiceReverse], reports: { reverse: says(2, 3) } })?.[0]).toBe("reverse");
    expect(blamed({ methods: [twiceReverse], reports: { reverse: says(1, 3) } })).toBeUndefined();
  });

  it("the next one is, where nothing parts in the first", () => {
    expect(blamed({ methods: [reverse, twiceForward], reports: { reverse: says(1, 7) } })?.[0]).toBe("forward");
    expect(blamed({ methods: [reverse], reports: { reverse: says(1, 7) } })).toBeUndefined();
  });

  it("by the inputs that are differentiated by alone", () => {
    const twiceSine = (names: readonly string[]) =>
      withWrongPull(
        "sin",
        0,
        (right) =>
          (...rule) =>
            mul(2, right(...rule) as Value),
        () => blamed({ methods: [reverse], names, reports: { reverse: says(2, 7) } }),
      );
    expect(twiceSine(["x", "y"])).toEqual(["reverse", undefined, "rule"]);
    expect(twiceSine(["y"])).toBeUndefined();
  });
});

describe("the truth", () => {
  it("is no method's own affair: without a reference, and without numerical differentiation, nobody is a suspect", () => {
    expect(blamed({ methods: [twiceReverse], reference: undefined })).toBeUndefined();
  });

  it("is numerical differentiation where there is no reference, or none for a component", () => {
    for (const missing of [undefined, reference(3, { x: Number.NaN, y: Number.NaN })]) {
      expect(blamed({ methods: [numerical, twiceReverse], reference: missing })?.[0]).toBe("reverse");
      expect(blamed({ methods: [numerical, reverse, forward], reference: missing })).toBeUndefined();
      expect(blamed({ methods: [numerical, twiceReverse], reference: missing, reports: { numerical: unsupported } })).toBeUndefined();
    }
  });

  it("is the reference where there is one, whatever numerical differentiation says", () => {
    expect(blamed({ methods: [twiceReverse], reports: { numerical: says(2, 6) } })?.[0]).toBe("reverse");
    expect(blamed({ methods: [twiceReverse], reports: { numerical: says(2, 6), reverse: says(1, 3) } })).toBeUndefined();
  });
});

describe("on a kink or an infinite slope two methods are held against each other", () => {
  it.each([
    [{ kinks: [site("abs", [0])] }],
    [{ singular: [site("sqrt", [0])] }],
    [{ kinks: [site("abs", [0])], singular: [site("sqrt", [0])] }],
  ])("%j", (sites) => {
    expect(blamed({ methods: [twiceForward, reverse], sites })).toEqual(["reverse", "forward", expect.any(String)]);
  });

  it("pair by pair, the first that parts", () => {
    const sites = { kinks: [site("abs", [0])] };
    expect(blamed({ methods: [twiceForward, reverse, symbolic], sites })).toEqual(["reverse", "forward", expect.any(String)]);
    expect(blamed({ methods: [forward, reverse, symbolic], sites })).toBeUndefined();
    expect(blamed({ methods: [twiceReverse], sites })).toBeUndefined();
    expect(blamed({ methods: [numerical], sites })).toBeUndefined();
  });

  it("by the inputs that are differentiated by alone", () => {
    const twiceSine = (names: readonly string[]) =>
      withWrongTemplate({ table: "functions", name: "sin" }, "2 * cos(u) * du", () =>
        blamed({ methods: [reverse, symbolic], names, sites: { kinks: [site("abs", [0])] } }),
      );
    expect(twiceSine(["x", "y"])?.slice(0, 2)).toEqual(["reverse", "symbolic"]);
    expect(twiceSine(["y"])).toBeUndefined();
  });
});
