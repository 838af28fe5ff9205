// Section 2: each loss at logits up to 10000, stable and typed as on the slide.

import { lossCases } from "../../../../../course/lecture/loss-cases.js";
import { digitsOfADouble, type LossesData, type LossFigures } from "../../../../../course/lecture/losses.js";
import { allDigits } from "../../../../../verify/compare/digits.js";
import { shortDecimal } from "../../../../../views/lecture/decimal.js";
import { isLost, typedText } from "../../../../../views/lecture/typed-digits.js";
import { formatNumber } from "../../../../../views/numbers.js";
import { writePoint } from "../../../../../views/point-text.js";
import { type Block, type Cell, entries, heading, links, opens, table, text } from "../page.js";

/** Where the typed formula of a loss has gone wrong, for the link. */
const lostAt = 40;

export function lossesPage({ losses, corners }: LossesData): readonly Block[] {
  return [
    text(
      "Each loss and its gradient in doubles, as trigrad computes it and as the slide's formula gives it typed with exp and log, beside the 64-digit reference: how many decimal digits are right.",
    ),
    ...losses.flatMap(lossBlocks),
    heading("The corners of H(p, q)"),
    table(
      "Where p or q holds a 0",
      ["p", "q", "H(p, q)", "typed", "what it means"],
      corners.map(({ p, q, stable, typed, says, right }) => [
        entries(p),
        entries(q),
        { text: formatNumber(stable, 6), right },
        formatNumber(typed, 6),
        says,
      ]),
    ),
  ];
}

function lossBlocks(figures: LossFigures): readonly Block[] {
  const { title, slide, setting, rows, why } = figures;
  const lost = rows.filter(isLost).length;
  const seen =
    lost === 0
      ? "Typed as on the slide, every row keeps its digits."
      : `Typed as on the slide, ${lost} of ${rows.length} rows overflow, are undefined or lose digits.`;
  return [
    heading(title),
    text(`l = ${slide}; ${setting}.`),
    table(
      seen,
      ["target", "logit", "loss", "digits", "typed", "gradient", "digits", "typed"],
      rows.map((row) => [
        row.target,
        formatNumber(row.logit),
        shortDecimal(row.exact.value, 11),
        digitsCell(row.stable.digits.value),
        typedText([row.typed.value], [row.exact.value]),
        ...(row.infinite
          ? ["infinite", "", ""]
          : [
              row.exact.gradient.map((entry) => shortDecimal(entry, 4)).join(", "),
              digitsCell(row.stable.digits.gradient),
              typedText(row.typed.gradient, row.exact.gradient),
            ]),
      ]),
    ),
    text(why),
    links(linkOf(figures)),
  ];
}

/** The typed formula in Compare, at a logit where digits are lost. */
function linkOf({ loss, typed, title }: LossFigures) {
  const found = lossCases.find((one) => one.loss === loss);
  const [target] = found?.targets ?? [];
  const at = writePoint({ [found?.input ?? "a"]: found?.given(lostAt) ?? lostAt, y: target?.y ?? 1 });
  return opens("compare", `Compare: ${title}, typed, at the logit ${lostAt}`, typed, at);
}

function digitsCell(digits: number): Cell {
  return { text: digits >= allDigits ? "all" : digits.toFixed(1), right: digits >= digitsOfADouble };
}
