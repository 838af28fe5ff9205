// The engine of all checks: draws points, judges the claim at each, shrinks what fails, and says what was seen.

import fc from "fast-check";
import type { Point } from "../../core/graph/tensor.js";
import { NotAFunction } from "./black-box.js";
import { type Claim, type ClaimedEntry, claimedAt } from "./claimed.js";
import { culpritOf } from "./culprit.js";
import { judgeEntry } from "./judge-entry.js";
import { looksLike } from "./looks-like.js";
import { messageOf } from "./message.js";
import { neighboursOf } from "./neighbours.js";
import type { CheckedEntry, CheckReport, Counterexample } from "./report.js";
import { type Checkable, type Subject, settled, subjectOf } from "./subject.js";
import { type CheckedOperator, type Trusted, trustedAt, trustedNear } from "./trusted.js";

export interface Setup {
  readonly f: Checkable;
  readonly claim: Claim;
  readonly operator: CheckedOperator;
  readonly points: fc.Arbitrary<{ readonly point: Point; readonly direction?: unknown }>;
  readonly wrt: readonly string[];
  readonly samples: number;
  readonly randomSeed: number;
}

interface Found {
  readonly kind: "right" | "skip" | "wrong" | "invalid";
  readonly reason?: string;
  readonly rounding?: number;
  readonly entry?: ClaimedEntry;
  readonly by?: string;
  readonly all?: readonly ClaimedEntry[];
}

type Drawn = { readonly point: Point; readonly direction?: unknown };

/** Points that cannot be judged are replaced by others, up to this many for each that is asked for. */
export const mostSkips = 20;

export function runCheck(setup: Setup): CheckReport {
  const subject = subjectOf(setup.f);
  const skipped = new Map<string, number>();
  let samples = 0;
  let roundingSeen = 0;
  const property = fc.property(setup.points, (drawn) => {
    const found = examine(setup, subject, drawn);
    if (found.kind === "skip") {
      skipped.set(found.reason as string, (skipped.get(found.reason as string) ?? 0) + 1);
      fc.pre(false);
    }
    samples++;
    roundingSeen = Math.max(roundingSeen, found.rounding ?? 0);
    return found.kind === "right";
  });
  const { randomSeed } = setup;
  const run = fc.check(property, { seed: randomSeed, numRuns: setup.samples, maxSkipsPerRun: mostSkips });
  const common = { skipped: Object.fromEntries(skipped), roundingSeen, randomSeed };
  if (run.counterexample !== null) {
    const [drawn] = run.counterexample;
    const found = examine(setup, subject, drawn);
    return { ...common, samples: run.numRuns, ...failed(setup, subject, drawn, found) };
  }
  const message = run.failed
    ? tooFew(samples, setup.samples, skipped)
    : `Right at all ${samples} points${roundingSeen > 0 ? `; it loses digits to its own rounding, at worst ${roundingSeen.toExponential(1)} of the derivative` : ""}.`;
  return { ...common, samples, verdict: run.failed ? "undecided" : "right", message };
}

export function tooFew(judged: number, asked: number, skipped: ReadonlyMap<string, number>): string {
  const reasons = [...skipped].map(([reason, count]) => `${count} times ${reason}`).join(", ") || "no point was drawn";
  return `Only ${judged} of ${asked} points could be judged: ${reasons}. State where the inputs lie: { inputs: { x: real({ min: 1, max: 2 }) } }.`;
}

function examine(setup: Setup, undetermined: Subject, { point, direction }: Drawn): Found {
  try {
    const subject = settled(undetermined, point);
    const trusted = trustedAt(subject, setup.operator, point, setup.wrt, direction);
    if ("skip" in trusted) return { kind: "skip", reason: trusted.skip };
    const all = claimedAt(setup.claim, point, direction, trusted.parts);
    return judgeAll(all, trusted.by, nearbyOf(setup, subject, { point, direction }));
  } catch (error) {
    if (error instanceof NotAFunction) return { kind: "invalid", reason: error.message };
    throw error;
  }
}

function judgeAll(all: readonly ClaimedEntry[], by: string, nearby: (position: number) => readonly ClaimedEntry[]): Found {
  let rounding = 0;
  let isUnclear = false;
  for (const [position, entry] of all.entries()) {
    const verdict = judgeEntry(entry, () => nearby(position));
    if (verdict.kind === "wrong") return { kind: "wrong", entry, by, all };
    if (verdict.kind === "unclear") isUnclear = true;
    else rounding = Math.max(rounding, verdict.rounding);
  }
  return isUnclear
    ? { kind: "skip", reason: "too few points nearby could be judged to tell a mistake from rounding" }
    : { kind: "right", rounding };
}

/** The entry at a position of the claim, at points around this one; they are looked at once for all positions. */
function nearbyOf(setup: Setup, subject: Subject, drawn: Drawn): (position: number) => readonly ClaimedEntry[] {
  let around: readonly (readonly ClaimedEntry[])[] | undefined;
  return (position) => {
    around ??= lookAround(setup, subject, drawn);
    return around.map((entries) => entries[position]).filter((entry) => entry !== undefined);
  };
}

/** The claim at the points nearby that can be judged, the nearest first. */
function lookAround(setup: Setup, subject: Subject, { point, direction }: Drawn): readonly (readonly ClaimedEntry[])[] {
  return neighboursOf(point).flatMap((neighbour) => {
    const trusted: Trusted = trustedNear(subject, setup.operator, neighbour, setup.wrt, direction);
    return "skip" in trusted ? [] : [claimedAt(setup.claim, neighbour, direction, trusted.parts)];
  });
}

/** A tenth away on both sides: far enough to tell a rule from a coincidence. */
const farthest = 2;

function failed(setup: Setup, subject: Subject, drawn: Drawn, found: Found): Pick<CheckReport, "verdict" | "message" | "counterexample"> {
  if (found.kind === "invalid") return { verdict: "invalid", message: found.reason as string };
  const entry = found.entry as ClaimedEntry;
  const all = found.all as readonly ClaimedEntry[];
  const known = settled(subject, drawn.point);
  const resembles = looksLike(all.indexOf(entry), [all, ...lookAround(setup, known, drawn).slice(-farthest)]);
  const node = culpritOf(known, setup, drawn.point);
  const counterexample: Counterexample = {
    ...checkedEntry(entry),
    at: drawn.point,
    ...(drawn.direction === undefined ? {} : { direction: drawn.direction }),
    trusted: found.by as string,
    ...(resembles === undefined ? {} : { looksLike: resembles }),
    ...(node === undefined ? {} : { node }),
    entries: all.map(checkedEntry),
  };
  return { verdict: "wrong", message: messageOf(counterexample, setup), counterexample };
}

const checkedEntry = ({ claimed, trusted: { label, value, bound } }: ClaimedEntry): CheckedEntry => ({
  component: label,
  claimed,
  expected: value,
  bound,
});
