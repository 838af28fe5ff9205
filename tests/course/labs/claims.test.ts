// The lecture's claims: each has a lab, and an outcome that follows from its findings.

import { describe, expect, test } from "vitest";
import { claims, outcomeOf } from "../../../src/course/labs/claims.js";
import { labs } from "../../../src/course/labs/index.js";
import type { Finding } from "../../../src/course/labs/report.js";

test("each claim names a lab of the list and settings that the lab has", () => {
  expect(claims).toHaveLength(6);
  for (const { lab: name, quick } of claims) {
    const lab = labs.find((each) => each.name === name);
    expect(Object.keys(lab?.options ?? {})).toEqual(expect.arrayContaining(Object.keys(quick)));
  }
});

test("a claim is tested by its lab, and repeats itself", () => {
  const [step] = claims;
  const outcome = step?.test({ networks: 1, depths: 3, size: 10 });
  expect(outcome).toEqual(step?.test({ networks: 1, depths: 3, size: 10 }));
  expect(outcome).toMatchObject({ claim: "step function: gradients do not flow", seen: "seen here", randomSeed: 1 });
  expect(outcome?.settings["networks"]).toBe(1);
  expect(outcome?.parts).toHaveLength(1);
});

test("settings that the lab refuses are refused", () => {
  expect(() => claims[0]?.test({ depths: 0 })).toThrow(RangeError);
});

describe("the outcome follows from the findings that belong to the claim", () => {
  const finding = (claim: string, seen: Finding["seen"]): Finding => ({ claim, seen, because: `numbers of ${claim}.` });
  const outcome = (...findings: Finding[]) =>
    outcomeOf("the claim", { findings, settings: {}, randomSeed: 7 }, ({ claim }) => claim !== "other");

  test("one finding speaks for itself", () => {
    expect(outcome(finding("a", "not seen here"), finding("other", "seen here"))).toMatchObject({
      seen: "not seen here",
      because: "numbers of a.",
      randomSeed: 7,
    });
  });

  test("several agree, or it depends", () => {
    expect(outcome(finding("a", "seen here"), finding("b", "seen here")).seen).toBe("seen here");
    const mixed = outcome(finding("a", "seen here"), finding("b", "not seen here"));
    expect(mixed.seen).toBe("depends");
    expect(mixed.because).toBe("a: seen here. numbers of a. b: not seen here. numbers of b.");
  });
});
