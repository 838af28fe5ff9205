// What a reader has seen after some steps: the numbers that stand on the graph, and the node that the last step was about.

import type { GraphStep } from "../../../../views/step-text.js";

export interface Known {
  readonly values: ReadonlySet<number>;
  readonly gradients: ReadonlySet<number>;
  /** the node of the last step, and the one that it sends something to */
  readonly now: readonly number[];
}

/**
 * Constants are known from the beginning; gradients only when all that arrives has arrived.
 * @example
 * knownAfter([{ pass: "forward", node: 3, text: "x = 2" }], 1).values.has(3)   // true
 */
export function knownAfter(steps: readonly GraphStep[], count: number): Known {
  const values = new Set<number>();
  const gradients = new Set<number>();
  for (const { pass, node, completes } of steps.slice(0, count)) {
    if (pass === "forward") values.add(node);
    if (completes !== undefined) gradients.add(completes);
  }
  const last = count > 0 ? steps[count - 1] : undefined;
  const now =
    last === undefined
      ? []
      : last.pass === "forward"
        ? [last.node]
        : [last.node, ...(last.completes === undefined ? [] : [last.completes])];
  return { values, gradients, now };
}

/** Takes from a drawing whatever is not known yet, so that a blank is a blank also for who saves or hears it. */
export function showKnown(drawing: SVGSVGElement, steps: readonly GraphStep[], count: number): void {
  const { values, gradients, now } = knownAfter(steps, count);
  const computed = new Set(steps.filter(({ pass }) => pass === "forward").map(({ node }) => node));
  for (const lane of drawing.querySelectorAll<SVGGElement>("[data-lane]")) {
    const node = Number(lane.dataset["lane"]);
    showTexts(lane, "value", values.has(node) || !computed.has(node));
    showTexts(lane, "gradient", gradients.has(node));
  }
  for (const body of drawing.querySelectorAll<SVGGElement>("[data-node]"))
    body.classList.toggle("trigrad-highlight", now.includes(Number(body.dataset["node"])));
  if (count < steps.length) drawing.querySelector("desc")?.replaceChildren("Computation graph, played so far as the step below says.");
}

function showTexts(lane: SVGGElement, kind: "value" | "gradient", isKnown: boolean): void {
  if (isKnown) return;
  for (const text of lane.querySelectorAll(`.trigrad-${kind}`)) text.remove();
}
