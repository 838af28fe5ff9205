// The address: whatever is written is read again, and whatever is typed there is answered.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAddress, writeAddress } from "../../../src/apps/web/address/address.js";
import { choice, flag, readEntries, real, text, whole } from "../../../src/apps/web/address/keys.js";

const home = "compare";

describe("the address", () => {
  test("what was written is read again, whatever the text", () => {
    const names = fc.stringMatching(/^[a-z]{1,8}$/).filter((name) => name !== "v" && name !== "view");
    const values = fc.string({ unit: "grapheme", maxLength: 40 });
    fc.assert(
      fc.property(names, fc.dictionary(names, values, { noNullPrototype: true }), (view, entries) => {
        const { address, problems } = readAddress(`#${writeAddress({ view, entries })}`, home);
        expect(problems).toEqual([]);
        expect({ view: address.view, entries: { ...address.entries } }).toEqual({ view, entries });
      }),
    );
  });

  test("formulas stay readable", () => {
    const entries = { f: "(x+y)*z", at: "x:-2,y:5,z:-4", step: "6" };
    expect(writeAddress({ view: "graph", entries })).toBe("v=1&view=graph&f=(x+y)*z&at=x:-2,y:5,z:-4&step=6");
  });

  test("a browser that encodes more than we do changes nothing", () => {
    const entries = { f: "|x| < 2 ? x^2 : σ(x)", at: "x:-2" };
    expect(readAddress(`#${encodeURI(decodeURIComponent(writeAddress({ view: "graph", entries })))}`, home).address.entries).toEqual(
      entries,
    );
  });

  test.each([
    ["#f=%", /cannot be read/],
    ["#f", /cannot be read/],
    ["#__proto__=1", /cannot be read/],
    ["#f=x&f=y", /twice/],
    ["#v=2&f=x", /version 2/],
    [`#f=${"x".repeat(300_000)}`, /at most 200000/],
  ])("%.20s is answered by a sentence", (hash, sentence) => {
    expect(readAddress(hash, home).problems.join(" ")).toMatch(sentence);
  });

  test("any text at all gives an address", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (hash) => {
        expect(readAddress(hash, home).address.view).toEqual(expect.any(String));
      }),
    );
  });
});

describe("the keys of a view", () => {
  const keys = {
    f: text("x^2"),
    step: whole(0, { min: 0, max: 99 }),
    h: real(-8, { min: -300, max: 10 }),
    mode: choice(["one", "two"], "one"),
    on: flag(true),
  };

  test("read what stands there, and have a value where nothing stands", () => {
    expect(readEntries(keys, { step: "6", mode: "two", on: "0" })).toEqual({
      values: { f: "x^2", step: 6, h: -8, mode: "two", on: false },
      problems: [],
    });
  });

  test.each([
    [{ step: "-1" }, "step=-1: expected a whole number from 0 to 99. Shown instead: step=0."],
    [{ step: "1e1" }, "step=1e1: expected a whole number from 0 to 99. Shown instead: step=0."],
    [{ h: "NaN" }, "h=NaN: expected a number from -300 to 10. Shown instead: h=-8."],
    [{ h: "" }, "h=: expected a number from -300 to 10. Shown instead: h=-8."],
    [{ mode: "three" }, "mode=three: expected one of one, two. Shown instead: mode=one."],
    [{ on: "yes" }, "on=yes: expected 1 or 0. Shown instead: on=1."],
  ])("%o is answered by a sentence", (entries, sentence) => {
    expect(readEntries(keys, entries as Readonly<Record<string, string>>).problems).toEqual([sentence]);
  });
});
