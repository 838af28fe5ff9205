// Where the verdict on one number turns: each limit at its edge, and what the neighbours may say.

import { describe, expect, it } from "vitest";

import type { ClaimedEntry } from "../../../src/verify/check/claimed.js";
import { judgeEntry } from "../../../src/verify/check/judge-entry.js";

const entry = (claimed: number, value: number, bound = 0): ClaimedEntry => ({ claimed, trusted: { label: "x", value, bound } });
const none = () => [] as ClaimedEntry[];
const times =
  (count: number, ...of: Parameters<typeof entry>) =>
  () =>
    new Array<ClaimedEntry>(count).fill(entry(...of));

describe("without neighbours", () => {
  it("four times the bound is within it", () => {
    expect(judgeEntry(entry(1 + 2 ** -18, 1, 2 ** -20), none)).toEqual({ kind: "right", rounding: 0 });
    expect(judgeEntry(entry(1 + 2 ** -18 + 2 ** -40, 1, 2 ** -20), none)).toEqual({ kind: "unclear" });
  });

  it("a claim is wrong when it is off by more than a hundredth and by more than a thousand bounds", () => {
    expect(judgeEntry(entry(101, 100), none)).toEqual({ kind: "unclear" });
    expect(judgeEntry(entry(101.5, 100), none)).toEqual({ kind: "wrong" });
    expect(judgeEntry(entry(2, 1, 1e-3), none)).toEqual({ kind: "unclear" });
    expect(judgeEntry(entry(2, 1, 0.9e-3), none)).toEqual({ kind: "wrong" });
  });
});

describe("64 roundings are allowed", () => {
  const limit = 64 * 2 ** -53;

  it("of the number itself, whatever stands nearby", () => {
    expect(judgeEntry(entry(2 + limit, 2), times(12, 10, 10))).toEqual({ kind: "right", rounding: limit / 2 });
    expect(judgeEntry(entry(1 + limit, 1), times(12, 10, 10))).toEqual({ kind: "right", rounding: limit });
  });

  it("of the largest number nearby, since a derivative near its zero is a difference of such", () => {
    expect(judgeEntry(entry(1e-3 + 1e-10, 1e-3), times(12, 1e6 + 1e-9, 1e6))).toMatchObject({ kind: "right" });
    expect(judgeEntry(entry(1 + 2 * limit, 1), times(12, 2 + 2 * limit, 2))).toEqual({ kind: "right", rounding: limit });
    expect(judgeEntry(entry(1 + 3 * limit, 1), times(12, 2 + 3 * limit, 2))).toEqual({ kind: "wrong" });
  });

  it("of float32 only to claims that are float32 numbers everywhere, at four points or more", () => {
    const [single, double] = [1.1 * (1 + 2e-6), 1.1];
    const claimed = Math.fround(single);
    expect(judgeEntry(entry(claimed, double), times(3, claimed, double))).toMatchObject({ kind: "right" });
    expect(judgeEntry(entry(claimed, double), times(2, claimed, double))).toEqual({ kind: "unclear" });
    expect(judgeEntry(entry(claimed, double), none)).toEqual({ kind: "unclear" });
    expect(judgeEntry(entry(claimed, double), times(12, single, double))).toEqual({ kind: "wrong" });
  });

  it("of float32 where some claims are short, but not where all are", () => {
    const claimed = Math.fround(1.1 * (1 + 2e-6));
    const short = entry(1.5, 1.5 / (1 + 2e-6));
    expect(judgeEntry(entry(claimed, 1.1), () => [...times(11, claimed, 1.1)(), short])).toMatchObject({ kind: "right" });
    expect(judgeEntry(short, () => new Array<ClaimedEntry>(12).fill(short))).toEqual({ kind: "wrong" });
  });
});

describe("the neighbours", () => {
  // No float32 numbers, and far more than 64 roundings.
  const off = 2 ** -26;
  const wrong = entry(1 + off, 1);

  it("say nothing when they are few, however far off the claim is", () => {
    expect(judgeEntry(entry(1.5, 1), times(3, 1.5, 1))).toEqual({ kind: "unclear" });
  });

  it("may disagree with one exception", () => {
    const alike = times(11, 1 + off, 1)();
    expect(judgeEntry(wrong, () => [...alike, entry(1, 1)])).toEqual({ kind: "wrong" });
    expect(judgeEntry(wrong, () => [...alike, entry(1, 1), entry(1, 1)])).toEqual({ kind: "right", rounding: off });
  });

  it("count only when they are off by more than their own bound", () => {
    expect(judgeEntry(wrong, times(12, 1 + off, 1, off / 2))).toEqual({ kind: "wrong" });
    expect(judgeEntry(wrong, times(12, 1 + off, 1, off))).toMatchObject({ kind: "right" });
    expect(judgeEntry(wrong, times(12, 1 + off, 1, 2 * off))).toMatchObject({ kind: "right" });
  });

  it("count only when they are off by more than an eighth as much", () => {
    expect(judgeEntry(wrong, times(12, 1 + off / 4, 1))).toEqual({ kind: "wrong" });
    expect(judgeEntry(wrong, times(12, 1 + off / 8, 1))).toMatchObject({ kind: "right" });
  });
});

describe("a mistake at one point alone", () => {
  const off = 1e-5;
  const [here, up, down] = [entry(1 + off, 1), entry(1 + off / 2, 1), entry(1 - off / 2, 1)];

  it("is one where the claim is a thousand times better all around", () => {
    expect(judgeEntry(here, times(12, 1 + off / 1100, 1))).toEqual({ kind: "wrong" });
    expect(judgeEntry(here, () => [...times(11, 1, 1)(), entry(1 - off / 900, 1)])).toMatchObject({ kind: "right" });
  });

  it("is rounding where the claim goes up and down around, and is right at some points", () => {
    const around = () => [up, down, up, down, up, down, up, down, entry(1, 1), entry(1, 1)];
    expect(judgeEntry(here, around)).toMatchObject({ kind: "right", rounding: expect.closeTo(off, 12) });
  });

  it("of less than a millionth cannot be told from rounding", () => {
    expect(judgeEntry(entry(1 + 2e-6, 1), times(12, 1, 1))).toEqual({ kind: "wrong" });
    expect(judgeEntry(entry(1 + 5e-7, 1), times(12, 1, 1))).toMatchObject({ kind: "right" });
  });
});
