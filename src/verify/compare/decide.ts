// From sites, reference and reports to one verdict and one sentence.

import type { MethodName } from "../../core/differentiators/differentiator.js";
import type { Graph } from "../../core/graph/graph.js";
import type { NestedArray } from "../../core/graph/tensor.js";
import type { AtPoint, SideOfDerivative } from "./at-point.js";
import type { Spot } from "./budget.js";
import type { Comparison, MethodReport, MethodResult, OneSided, Reason } from "./comparison.js";
import { type Component, flatten } from "./components.js";
import { type Claim, intervalsMeet, judgeComponent } from "./judge.js";
import type { Site, Sites } from "./sites.js";
import { stableForm } from "./stable-forms.js";

export interface Evidence {
  readonly value: number;
  readonly graph: Graph;
  readonly sites: Sites;
  readonly reference: AtPoint | undefined;
  readonly reports: Readonly<Partial<Record<MethodName, MethodReport>>>;
  readonly components: readonly Component[];
  /** claims about single components, of methods that were not asked for all */
  readonly spots?: readonly Spot[];
}

export type Decision = Pick<Comparison, "verdict" | "message" | "notes"> & Partial<Pick<Comparison, "oneSided" | "reason">>;

export function decide(evidence: Evidence): Decision {
  return undefinedHere(evidence) ?? notSmoothHere(evidence) ?? agreement(evidence);
}

/** f has no value here, or none that doubles can hold. */
function undefinedHere(evidence: Evidence): Decision | undefined {
  const { value, sites, reference } = evidence;
  const outside = sites.outside[0];
  // An infinite number on the way may vanish again, as in 1 / (1 + exp(800)), or be missed.
  if (sites.overflow.length > 0 && outside === undefined && reference !== undefined && isMissed(value, reference.value))
    return lostAsWritten(evidence, reference);
  if (Number.isFinite(value) && outside === undefined)
    return reference !== undefined && Number.isNaN(reference.value) ? byRoundingAlone() : undefined;
  if (reference !== undefined && Number.isFinite(reference.value)) {
    return Number.isFinite(value) ? undefined : lostAsWritten(evidence, reference);
  }
  if (outside !== undefined) {
    const hole =
      outside.primitive === "div" && outside.operands[0] === 0
        ? " This is a hole in the domain, also where the formula could be simplified."
        : "";
    return { verdict: "outside-domain", message: `Outside the domain: ${describe(outside)} needs ${inWords(outside)}.${hole}`, notes: [] };
  }
  return inconclusive("too-large", "The value is too large for a double, so nothing can be compared.");
}

function byRoundingAlone(): Decision {
  const message = "Outside the domain, or on its very edge: the formula has a value here by rounding alone.";
  return { verdict: "outside-domain", message, notes: [] };
}

/** Further off than rounding and underflow together. */
function isMissed(value: number, exact: number): boolean {
  return Math.abs(value - exact) > 1e-6 * Math.abs(exact) + 1e-300;
}

/** The true value is a number, but doubles lose it on the way. */
function lostAsWritten({ graph, sites }: Evidence, { value: exact, gradient }: AtPoint): Decision {
  const [overflow] = [...sites.overflow, ...(sites.lost.length > 0 ? [] : sites.extreme)];
  const reason = sites.outside.length === 0 && overflow !== undefined ? "overflow" : "cancellation";
  const where = sites.outside[0] ?? overflow ?? sites.lost[0];
  const place = where === undefined ? "" : ` at ${describe(where)}`;
  const safer = stableForm(graph);
  const usual =
    reason === "overflow" ? "Write it with functions that stay finite." : "Write it without differences of nearly equal numbers.";
  const slopes = Object.entries(gradient)
    .filter(([, part]) => part.every(Number.isFinite))
    .map(([name, part]) => `${name}: ${part.map(short).join(", ")}`);
  const truth = `The true value is ${short(exact)}${slopes.length > 0 ? ` with derivative ${slopes.join("; ")}` : ""}.`;
  const extreme = sites.overflow.length > 0 ? "overflows as written" : "has derivatives that leave the range of doubles";
  const happened = reason === "overflow" ? extreme : "loses all its digits as written";
  const advice = safer === undefined ? usual : `Write ${safer}.`;
  return inconclusive(reason, `The formula ${happened}${place}. ${truth} ${advice}`);
}

function inconclusive(reason: Reason, message: string, notes: readonly string[] = []): Decision {
  return { verdict: "inconclusive", reason, message, notes };
}

/** Some operation stands on a kink or an infinite slope: the reference looks at both sides of every component. */
function notSmoothHere(evidence: Evidence): Decision | undefined {
  const { sites, reference, components, reports } = evidence;
  const site = sites.singular[0] ?? sites.kinks[0];
  if (site === undefined) return undefined;
  const broke = brokenConvention(evidence);
  if (broke !== undefined) return broke;
  if (reference === undefined) {
    const message = `${describe(site)} stands on a kink or an infinite slope, and the function is too large for the 64-digit reference, which would look at both sides.`;
    return inconclusive("kink-without-reference", message);
  }
  const sides = components.map((component) => ({ component, ...reference.oneSided(component) }));
  const broken = sides.filter(({ left, right }) => !sameSlope(left, right));
  if (broken.length === 0)
    return smoothAfterAll(
      evidence,
      sides.map(({ left }) => slopeOf(left)),
    );
  const oneSided = broken.map(
    ({ component, left, right }): OneSided => ({ input: component.label, left: sideText(left), right: sideText(right) }),
  );
  const first = broken[0] as (typeof broken)[number];
  const jumps = first.left.kind === "jump" || first.right.kind === "jump";
  const slopes = `from the left ${sideText(first.left)}, from the right ${sideText(first.right)}`;
  const name = first.component.label;
  const [kink] = sites.kinks;
  const convention = kink === undefined ? "" : ` By convention ${kink.text}; ${answers(reports, first.component)}.`;
  if ([first.left.kind, first.right.kind].includes("outside") && !hasSlope(first.left) && !hasSlope(first.right)) {
    return {
      verdict: "outside-domain",
      message: `On the boundary of the domain: ${describe(site)} has no derivative by ${name} (${slopes}).`,
      notes: [],
      oneSided,
    };
  }
  const what = jumps ? `discontinuous in ${name}` : `not differentiable in ${name}`;
  return {
    verdict: "not-differentiable",
    message: `Here f is ${what}, because of ${describe(site)}: ${slopes}.${convention}`,
    notes: [],
    oneSided,
  };
}

const hasSlope = (side: SideOfDerivative) => side.kind === "finite" || side.kind === "infinite";

/** A kink that cancels out, as in x |x| at 0: every method has to give the true slope all the same. */
function smoothAfterAll({ reports, components, sites }: Evidence, slopes: readonly number[]): Decision {
  const site = describe((sites.singular[0] ?? sites.kinks[0]) as Site);
  const wrong: string[] = [];
  for (const [name, result] of results(reports)) {
    components.forEach((component, i) => {
      const entry = entryOf(result.gradient, component);
      const bound = entryOf(result.bound, component);
      const slope = slopes[i] as number;
      const allowed = (Number.isFinite(bound) ? bound : 0) + 1e-15 * Math.abs(slope);
      if (!(Math.abs(entry - slope) <= allowed) && !(name === "numerical" && !Number.isFinite(bound))) {
        const answer = Number.isNaN(entry) ? "finds nothing" : `says ${short(entry)}`;
        wrong.push(`${name} ${answer} for ${component.label}, and it is ${short(slope)}`);
      }
    });
  }
  const note = `f is differentiable here, although ${site} alone is not.`;
  if (wrong.length === 0) {
    return { verdict: "agree", message: `All methods agree, and with the exact derivative. ${note}`, notes: [] };
  }
  const broke = oneWrong({ reports, components, sites }, slopes);
  if (broke !== undefined) return { verdict: "disagree", message: `${broke} ${note}`, notes: [] };
  const message = `The formula has a kink here, at ${site}, although f itself has slopes from both sides that meet: the kinks cancel out, which a method that follows a convention at each of them cannot see (${wrong[0]}).`;
  const oneSided = components.map(
    ({ label }, i): OneSided => ({ input: label, left: short(slopes[i] as number), right: short(slopes[i] as number) }),
  );
  return { verdict: "not-differentiable", message, notes: wrong.slice(1), oneSided };
}

/** Conventions mislead all methods that follow them alike: one that is wrong beside another that is right has a wrong rule. */
function oneWrong({ reports, components, sites }: Pick<Evidence, "reports" | "components" | "sites">, slopes: readonly number[]) {
  if (isOnEquality(sites)) return undefined;
  for (const [i, component] of components.entries()) {
    const exact = { value: slopes[i] as number, bound: 1e-15 * Math.abs(slopes[i] as number) };
    const claims = withRules(reports).map(([method, result]) => claimOf(method, result, component));
    const decisive = claims.filter(({ value, bound }) => Number.isFinite(value) && Number.isFinite(bound));
    const wrong = decisive.find((claim) => !intervalsMeet(claim, exact));
    const right = decisive.find((claim) => intervalsMeet(claim, exact));
    if (wrong === undefined || right === undefined) continue;
    return `${wrong.method} and ${right.method} cannot both be right about ${component.label}: ${claimText(wrong)} and ${claimText(right)}.`;
  }
  return undefined;
}

const isOnEquality = ({ kinks }: Sites) => kinks.some(({ primitive }) => primitive === "eq" || primitive === "ne");

/**
 * On kinks alone, where every convention is declared, the methods that follow conventions must give the same. Not on equalities: for
 * x == 1 ? y : 0 a derivation by y alone finds x == 1 to hold, a sweep for both inputs finds it not to.
 */
function brokenConvention({ sites, reports, components }: Evidence): Decision | undefined {
  if (sites.singular.length > 0 || isOnEquality(sites)) return undefined;
  for (const component of components) {
    const claims = withRules(reports).map(([method, result]): Claim => {
      const claim = claimOf(method, result, component);
      return { ...claim, bound: claim.bound + 1e-15 * Math.abs(claim.value) };
    });
    const { clash } = judgeComponent(claims, undefined);
    if (clash === undefined) continue;
    const [left, right] = clash;
    const message = `${left.method} and ${right.method} follow different conventions for ${component.label} on a kink: ${claimText(left)} and ${claimText(right)}.`;
    return { verdict: "disagree", message, notes: [] };
  }
  return undefined;
}

function agreement(evidence: Evidence): Decision {
  const { reports, components, reference, sites, spots = [] } = evidence;
  const usable = results(reports);
  const notes: string[] = [];
  for (const [name, report] of Object.entries(reports)) {
    if ("unsupported" in report) notes.push(`${name}: ${report.unsupported}`);
  }
  for (const [name, result] of usable) {
    const lost = components.find(
      (component) => !Number.isFinite(entryOf(result.gradient, component)) || !Number.isFinite(entryOf(result.bound, component)),
    );
    if (lost === undefined) continue;
    notes.push(
      name === "numerical"
        ? `numerical: no step was small enough for one smooth piece and large enough for rounding in ${lost.label}.`
        : `${name}: an intermediate value overflows, so it proves no bound for ${lost.label}.`,
    );
  }
  const [blurred] = sites.lost;
  if (blurred !== undefined) {
    notes.push(`at ${describe(blurred)} rounding is not small against the argument: error bounds, being of first order, may be too small.`);
  }
  const [extreme] = sites.extreme;
  if (extreme !== undefined && blurred === undefined) {
    notes.push(
      `${describe(extreme)} is so large or small that products of derivatives may leave the range of doubles: error bounds may be too small.`,
    );
  }
  const isSpotted = new Set(spots.map(({ component }) => component));
  const checked = usable.length > 1 || reference !== undefined ? components : components.filter((component) => isSpotted.has(component));
  const verdicts = checked.map((component) => {
    const claims = usable.map(([method, result]) => claimOf(method, result, component));
    const single = spots.filter((spot) => spot.component === component).map(({ claim }) => claim);
    const { input, entry } = component;
    return { component, ...judgeComponent([...claims, ...single], reference?.gradient[input]?.[entry], reference?.error[input]?.[entry]) };
  });
  const clash = verdicts.find(({ verdict }) => verdict === "disagree");
  if (clash?.clash !== undefined) {
    const [a, b] = clash.clash;
    // Bounds are of first order: they know no numbers that became infinite on the way, nor rounding that is as large as what it falls on.
    if (sites.overflow.length + sites.lost.length + sites.extreme.length > 0 && reference !== undefined)
      return lostAsWritten(evidence, reference);
    return {
      verdict: "disagree",
      message: `${a.method} and ${b.method} cannot both be right about ${clash.component.label}: ${claimText(a)} and ${claimText(b)}.`,
      notes,
    };
  }
  const undecided = verdicts.find(({ verdict }) => verdict === "inconclusive");
  if (undecided !== undefined || checked.length === 0) {
    const where = undecided === undefined ? "" : ` for ${undecided.component.label}`;
    const reason = sites.lost.length > 0 ? "cancellation" : sites.overflow.length + sites.extreme.length > 0 ? "overflow" : "no-bound";
    return inconclusive(reason, `No two methods have a usable bound${where}.`, notes);
  }
  const count = usable.filter(([, result]) => components.every((component) => Number.isFinite(entryOf(result.bound, component)))).length;
  const words = ["No method", "One method", "Two methods", "Three methods", "All four methods"][count] as string;
  const exactly = reference === undefined ? "" : ", and with the 64-digit reference";
  if (count > 1) return { verdict: "agree", message: `${words} agree within their own error bounds${exactly}.`, notes };
  if (spots.length > 0) {
    const names = [...new Set(spots.map(({ claim }) => claim.method))].join(" and ");
    const message = `${words} went over all ${components.length.toLocaleString("en-US")} components; ${names} agree with it on the ${isSpotted.size} that were checked.`;
    return { verdict: "agree", message, notes };
  }
  return { verdict: "agree", message: `${words} has a bound of its own, and the 64-digit reference agrees with it.`, notes };
}

export function results(reports: Readonly<Partial<Record<MethodName, MethodReport>>>): [MethodName, MethodResult][] {
  return (Object.entries(reports) as [MethodName, MethodReport][]).filter(
    (pair): pair is [MethodName, MethodResult] => !("unsupported" in pair[1]),
  );
}

/** The methods that follow conventions at a kink. */
const withRules = (reports: Evidence["reports"]) => results(reports).filter(([name]) => name !== "numerical");

export function claimOf(method: MethodName, { gradient, bound }: MethodResult, component: Component): Claim {
  return { method, value: entryOf(gradient, component), bound: entryOf(bound, component) };
}

const flattened = new WeakMap<object, readonly number[]>();

function entryOf(structure: Readonly<Record<string, NestedArray>>, { input, entry }: Component): number {
  const part = structure[input];
  if (part === undefined || typeof part === "number") return part ?? Number.NaN;
  const known = flattened.get(part) ?? flatten(part);
  flattened.set(part, known);
  return known[entry] ?? Number.NaN;
}

function sameSlope(left: SideOfDerivative, right: SideOfDerivative): boolean {
  if (left.kind !== "finite" || right.kind !== "finite") return false;
  const scale = Math.max(Math.abs(left.slope), Math.abs(right.slope));
  // One-sided quotients with h = 1e-20 are off by h f''/2, far below this.
  return Math.abs(left.slope - right.slope) <= 1e-12 * scale + 1e-15;
}

/** The slope without the trace of h in its last digits. */
function slopeOf(side: SideOfDerivative): number {
  if (side.kind !== "finite") return Number.NaN;
  return Math.abs(side.slope) < 1e-15 ? 0 : side.slope;
}

function sideText(side: SideOfDerivative): string {
  if (side.kind === "finite") return short(Math.abs(side.slope) < 1e-15 ? 0 : side.slope);
  if (side.kind === "infinite") return side.sign > 0 ? "+infinity" : "-infinity";
  if (side.kind === "jump") return "a jump";
  return side.kind === "outside" ? "nothing (outside the domain)" : "no pattern";
}

function answers(reports: Evidence["reports"], component: Component): string {
  return withRules(reports)
    .map(([name, result]) => `${name} says ${short(entryOf(result.gradient, component))}`)
    .join(", ");
}

const claimText = ({ value, bound }: Claim) => `${short(value)} (off by at most ${bound.toExponential(1)})`;

/** Sixteen digits at most, without noise. */
export function short(x: number): string {
  return String(Number(x.toPrecision(12)));
}

function describe({ primitive, operands }: Site): string {
  return `${primitive}(${operands.map(short).join(", ")})`;
}

const inWords = ({ text }: Site) => text;
