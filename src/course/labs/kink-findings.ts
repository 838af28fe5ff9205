// What the answers around kinks say: judged by the one-sided derivatives of the reference.

import type { MethodName } from "../../core/differentiators/differentiator.js";
import type { SideOfDerivative } from "../../verify/compare/at-point.js";
import { seenIn } from "./judge.js";
import type { KinkData, KinkPoint } from "./kink-points.js";
import type { Finding } from "./report.js";
import { count, say } from "./words.js";

/** The methods that follow rules, and so conventions. */
export const ruled: readonly MethodName[] = ["symbolic", "forward", "reverse"];

export function kinkFindings(kinks: readonly KinkData[]): readonly Finding[] {
  return [
    oneConvention(kinks),
    betweenSlopes(kinks),
    verdictsRight(kinks),
    centralBeside(kinks),
    refusal(kinks),
    ...stepCarriesNothing(kinks),
  ];
}

export const onKink = ({ points }: KinkData) => points.find(({ offset }) => offset === 0) as KinkPoint;
const beside = ({ points }: KinkData) => points.filter(({ offset }) => offset !== 0);

/** The slope, where both sides have one and the same. */
export function slopeAt({ left, right }: Pick<KinkPoint, "left" | "right">): number | undefined {
  if (left.kind !== "finite" || right.kind !== "finite") return undefined;
  const scale = Math.max(Math.abs(left.slope), Math.abs(right.slope));
  return Math.abs(left.slope - right.slope) <= 1e-12 * scale + 1e-15 ? right.slope : undefined;
}

/** Kinks in name only, as of x |x| at 0, are none. */
const isKink = (kink: KinkData) => slopeAt(onKink(kink)) === undefined;

export function sideWords(side: SideOfDerivative): string {
  if (side.kind === "finite") return say(Math.abs(side.slope) < 1e-15 ? 0 : side.slope);
  if (side.kind === "infinite") return side.sign > 0 ? "+infinity" : "-infinity";
  return { jump: "a jump", outside: "outside", undecided: "no pattern" }[side.kind];
}

export const answerWords = (answer: number | null | undefined) => (answer === null || answer === undefined ? "no answer" : say(answer));

/** A claim over the kinks among the places; without any there is nothing to judge. */
function over(claim: string, kinks: readonly KinkData[], holds: (kink: KinkData) => boolean, words: (kink: KinkData) => string): Finding {
  const real = kinks.filter(isKink);
  if (real.length === 0) return { claim, seen: "depends", because: "None of these functions has a kink at its place." };
  return { claim, seen: seenIn(real.map(holds)), because: `${real.map((kink) => `${kink.formula}: ${words(kink)}`).join("; ")}.` };
}

function oneConvention(kinks: readonly KinkData[]): Finding {
  const answers = (kink: KinkData) => ruled.map((name) => onKink(kink).answers[name] ?? null);
  return over(
    "On a kink, symbolic, forward and reverse differentiation all give one number, which is a convention.",
    kinks,
    (kink) => kink.conventions.length > 0 && answers(kink).every((answer) => answer !== null && answer === answers(kink)[0]),
    (kink) =>
      `${answers(kink).map(answerWords).join(", ")}${kink.conventions.length === 0 ? ", and no convention" : ` (${kink.conventions.join(", ")})`}`,
  );
}

function betweenSlopes(kinks: readonly KinkData[]): Finding {
  return over(
    "The convention is the slope on one side, or lies between both slopes.",
    kinks,
    (kink) => {
      const { left, right, answers } = onKink(kink);
      const answer = answers.reverse ?? Number.NaN;
      if (left.kind !== "finite" || right.kind !== "finite") return false;
      return answer >= Math.min(left.slope, right.slope) && answer <= Math.max(left.slope, right.slope);
    },
    (kink) => {
      const { left, right, answers } = onKink(kink);
      return `${answerWords(answers.reverse)}, with ${sideWords(left)} on the left and ${sideWords(right)} on the right`;
    },
  );
}

function verdictsRight(kinks: readonly KinkData[]): Finding {
  const points = kinks.flatMap((kink) => kink.points);
  const right = points.filter((point) => isRight(point));
  const nearest = Math.min(...points.filter(({ offset }) => offset !== 0).map(({ offset }) => Math.abs(offset)));
  return {
    claim:
      "The comparison tells a kink from a smooth point, however near: not differentiable where the two slopes differ, agree where they meet.",
    seen: seenIn(points.map(isRight)),
    because: `It did at ${right.length} of ${count(points.length, "point")}; the nearest that are not on the kink are ${say(nearest)} from it.`,
  };
}

function isRight(point: KinkPoint): boolean {
  if (slopeAt(point) !== undefined) return point.verdict === "agree";
  const outside = point.left.kind === "outside" && point.right.kind === "outside";
  return point.verdict === (outside ? "outside-domain" : "not-differentiable");
}

/** An error of a thousandth is no rounding error of a difference quotient with any sensible step. */
const wrong = 1e-3;

function centralBeside(kinks: readonly KinkData[]): Finding {
  const cases = kinks.flatMap((kink) =>
    beside(kink).flatMap((point) => {
      const slope = slopeAt(point);
      return slope === undefined || point.central === null
        ? []
        : [{ kink, point, off: Math.abs(point.central - slope) / Math.max(1, Math.abs(slope)) }];
    }),
  );
  const claim = "A central difference is right at every point that is not on the kink.";
  const [first, ...rest] = cases;
  if (first === undefined) return { claim, seen: "depends", because: "No point beside a kink has a slope." };
  const worst = rest.reduce((a, b) => (b.off > a.off ? b : a), first);
  return {
    claim,
    seen: seenIn(cases.map(({ off }) => off <= wrong)),
    because:
      `It was at ${cases.filter(({ off }) => off <= wrong).length} of ${count(cases.length, "point")}; it was off most for ${worst.kink.formula} at a distance of ` +
      `${say(Math.abs(worst.point.offset))}: it gives ${answerWords(worst.point.central)}, and the slope is ${say(slopeAt(worst.point) ?? Number.NaN)}.`,
  };
}

function refusal(kinks: readonly KinkData[]): Finding {
  return over(
    "Numerical differentiation that watches the branches gives no answer on a kink, rather than a mean of two slopes.",
    kinks,
    (kink) => (onKink(kink).answers.numerical ?? null) === null,
    (kink) => answerWords(onKink(kink).answers.numerical),
  );
}

/** Lecture section 8, where the step function is among those looked at. */
function stepCarriesNothing(kinks: readonly KinkData[]): Finding[] {
  const steps = kinks.filter(({ formula }) => /\bstep\s*\(/.test(formula));
  const answers = steps.flatMap(({ points }) => points.map(({ answers: { reverse } }) => reverse ?? null));
  if (answers.length === 0) return [];
  const zeros = answers.filter((answer) => answer === 0).length;
  return [
    {
      claim: "The step function: gradients do not flow.",
      seen: seenIn(answers.map((answer) => answer === 0)),
      because: `Reverse mode gives 0 at ${zeros} of ${count(answers.length, "point")} of ${steps.map(({ formula }) => formula).join(" and ")}.`,
    },
  ];
}
