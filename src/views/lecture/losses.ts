// Section 2 as text: each loss, stable and typed as on the slide.

import { digitsOfADouble, type LossesData, type LossFigures } from "../../course/lecture/losses.js";
import { allDigits } from "../../verify/compare/digits.js";
import { type TableOptions, wrap } from "../comparison.js";
import { formatNumber } from "../numbers.js";
import { shortDecimal } from "./decimal.js";
import { besides, mark, paragraphs, table } from "./table.js";
import { isLost, typedText } from "./typed-digits.js";

export function lossesText({ losses, corners }: LossesData, options: TableOptions): string {
  const intro =
    "Each loss and its gradient in doubles, as trigrad computes it and as the slide's formula gives it typed with exp and log, beside the 64-digit reference. The columns digits and typed: how many decimal digits are right; all of them where the double nearest to the exact number was found (for e^-10000 = 1e-4343 it is 0).";
  return paragraphs(
    wrap(intro, options.width),
    ...losses.map((loss) => lossText(loss, options)),
    `${wrap("The corners of H(p, q), where p or q holds a 0:", options.width)}\n${cornersText(corners, options)}`,
  );
}

function lossText({ title, slide, setting, typed, rows, why }: LossFigures, options: TableOptions): string {
  const { paint, width } = options;
  const targets = new Set(rows.map(({ target }) => target));
  const withTarget = targets.size > 1;
  const lost = rows.filter(isLost).length;
  const seen =
    lost === 0
      ? "Typed as on the slide, every row keeps its digits."
      : `Typed as on the slide, ${lost} of ${rows.length} rows overflow, are undefined or lose digits.`;
  return [
    wrap(`${paint.bold(title)}: l = ${slide}`, width),
    wrap(`${setting}; typed: ${paint.dim(typed)}`, width),
    besides(
      {
        head: [...(withTarget ? ["target"] : []), "logit"],
        rows: rows.map(({ target, logit }) => [...(withTarget ? [target] : []), formatNumber(logit)]),
      },
      [
        {
          head: ["loss", "digits", "typed"],
          rows: rows.map((row) => [
            shortDecimal(row.exact.value, 11),
            digitsText(row.stable.digits.value, options),
            typedText([row.typed.value], [row.exact.value]),
          ]),
        },
        {
          head: ["gradient", "digits", "typed"],
          rows: rows.map((row) => [
            row.infinite
              ? "infinite"
              : row.exact.gradient.map((entry) => shortDecimal(entry, row.exact.gradient.length > 2 ? 3 : 6)).join(", "),
            row.infinite ? "" : digitsText(row.stable.digits.gradient, options),
            row.infinite ? "" : typedText(row.typed.gradient, row.exact.gradient),
          ]),
        },
      ],
      options,
    ),
    wrap(`${seen} ${why}`, width),
  ].join("\n");
}

function digitsText(digits: number, options: TableOptions): string {
  return `${digits >= allDigits ? "all" : digits.toFixed(1)} ${mark(digits >= digitsOfADouble, options)}`;
}

function cornersText(corners: LossesData["corners"], options: TableOptions): string {
  return table(
    {
      head: ["p", "q", "H(p, q)", "typed", "what it means"],
      rows: corners.map(({ p, q, stable, typed, says, right }) => [
        p.join(", "),
        q.join(", "),
        `${formatNumber(stable, 6)} ${mark(right, options)}`,
        formatNumber(typed, 6),
        says,
      ]),
    },
    options,
  );
}
