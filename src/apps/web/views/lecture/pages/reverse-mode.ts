// Sections 4 to 6: the rules of reverse mode, and the slides' graphs node by node.

import type { Erratum, ExerciseData } from "../../../../../course/lecture/erratum.js";
import { exercise } from "../../../../../course/lecture/figures.js";
import type { NodesData } from "../../../../../course/lecture/reproduce.js";
import type { RuleRow } from "../../../../../course/lecture/rules.js";
import { formatNumber } from "../../../../../views/numbers.js";
import { writePoint } from "../../../../../views/point-text.js";
import { type Block, type Cell, heading, links, opens, type PageLink, table, text } from "../page.js";

export function rulesPage(rows: readonly RuleRow[]): readonly Block[] {
  return [
    table(
      "delta = 2 arrives from the right, at x = 3, y = 4",
      ["rule", "formula", "the slide says", "arrives"],
      rows.map(({ rule, formula, slide, received, matches }) => [rule, formula, slide, { text: amounts(received), right: matches }]),
    ),
    text("The graph of 2 f sends delta = 2 into f: the figures below the arrows are those of the table."),
    links(...rows.map(({ formula, at }): PageLink => opens("graph", `Graph of 2 * (${formula})`, `2 * (${formula})`, writePoint(at))), {
      text: "Exercise 4: write the rules",
      view: "exercises",
      entries: { ex: "4" },
    }),
  ];
}

const amounts = (received: RuleRow["received"]) =>
  Object.entries(received)
    .map(([name, amount]) => `${name} ${formatNumber(amount)}`)
    .join(", ");

export function circuitPage(data: NodesData): readonly Block[] {
  const { formula, at } = data;
  return [
    ...nodesBlocks(data),
    links(
      opens("graph", "Play the graph, forward and backward", formula, writePoint(at)),
      opens("compare", "Compare the four methods", formula, writePoint(at)),
      { text: "Exercise 5: this circuit in TypeScript", view: "exercises", entries: { ex: "5" } },
    ),
  ];
}

export function exercisePage(data: ExerciseData): readonly Block[] {
  const at = writePoint(exercise.at);
  return [
    ...nodesBlocks(data),
    links(
      opens("graph", "Play the graph, forward and backward", exercise.formula, at),
      opens("derivation", "Derive it by w1, rule by rule", exercise.formula, at, { wrt: "w1" }),
      opens("compare", "Compare the four methods", exercise.formula, at),
      { text: "Exercise 6: all its nodes in TypeScript", view: "exercises", entries: { ex: "6" } },
    ),
    ...erratumBlocks(data.erratum),
  ];
}

/** Every node: the slide's figures beside the exact ones, which all four methods give. */
function nodesBlocks({ formula, at, nodes }: NodesData): readonly Block[] {
  return [
    text(`${formula} at ${writePoint(at).replaceAll(":", " = ").replaceAll(",", ", ")}`),
    table(
      "The value above the arrow and the gradient below it, beside the slide's; alike: how many of the four methods print the same eight digits",
      ["node", "definition", "value", "slide", "gradient", "slide", "alike", "local derivative", "is"],
      nodes.map(({ slide, value, derivatives, local, matches }): readonly Cell[] => {
        const printed = Object.values(derivatives).map((entry) => formatNumber(entry, 8));
        return [
          slide.name,
          slide.definition,
          formatNumber(value, 6),
          String(slide.value),
          formatNumber(derivatives.reverse, 6),
          String(slide.derivative),
          { text: String(printed.filter((entry) => entry === printed[0]).length), right: matches },
          local.map(({ written }) => written).join("; "),
          local.map((one) => formatNumber(one.value, 6)).join("; "),
        ];
      }),
    ),
  ];
}

function erratumBlocks({ slide, corrected, derivative, eta, lossBefore, lossDescending, lossAscending }: Erratum): readonly Block[] {
  const loss = (x: number) => formatNumber(x, 6);
  return [
    heading("Erratum"),
    text(
      `The slide writes ${slide}. The middle has the wrong sign, the result is right: dl/dw1 = ${formatNumber(derivative, 4)}, and descent subtracts it.`,
    ),
    text(`Correct: ${corrected}`),
    table(
      `The loss after one step with eta = ${eta}`,
      ["weight", "loss"],
      [
        ["before", loss(lossBefore)],
        ["w1 - eta dl/dw1", { text: loss(lossDescending), right: lossDescending < lossBefore }],
        ["w1 + eta dl/dw1, as the middle says", loss(lossAscending)],
      ],
    ),
  ];
}
