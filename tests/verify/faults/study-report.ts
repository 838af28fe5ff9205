// The study as Markdown.

import type { Accusations, FaultOutcome, Place, Study } from "./study.js";

export function studyMarkdown({ options, faults, right, verdicts, sensitivity }: Study): string {
  const { seed, most, each, formulas } = options;
  const byHand = faults.filter(({ place }) => place === "gradients by hand");
  return [
    "# How well wrong derivatives are found, measured",
    "",
    `Written by \`npm run study\`: seed ${seed}, ${faults.length} wrong rules, at most ${most} samples for each; each right rule at ${each} points; ${count(formulas)} random formulas.`,
    "`npm run study -- --help` says how to measure more, or from another seed. The catalogue of wrong rules is in `tests/verify/faults/`; a test keeps every one of them found.",
    "",
    `## Found within ${most} samples`,
    "",
    table(
      ["size of the mistake", "wrong rules", "trigrad", "PyTorch", "JAX"],
      (["gross", 1e-2, 1e-4, 1e-6] as const).map((size) => {
        const some = faults.filter((fault) => fault.size === size);
        return [
          size === "gross" ? "gross" : `factor 1 + ${power(size)}`,
          count(some.length),
          ...checkers.map((name) => shareFound(some, name)),
        ];
      }),
    ),
    "",
    "A sample counts for PyTorch and JAX only when they accept the right derivative there.",
    "",
    "Gross mistakes by kind:",
    "",
    table(
      ["kind", "wrong rules", "trigrad", "PyTorch", "JAX"],
      kindsOf(faults).map((kind) => {
        const some = faults.filter((fault) => fault.kind === kind && fault.size === "gross");
        return [kind, count(some.length), ...checkers.map((name) => shareFound(some, name))];
      }),
    ),
    "",
    "## How soon, and what is named",
    "",
    table(
      ["where", "wrong rules", "median samples", "most samples", "culprit named"],
      places.map((place) => {
        const some = faults.filter((fault) => fault.place === place);
        const samples = some.map(({ trigrad }) => trigrad ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
        const named = some.filter(({ isNamed }) => isNamed).length;
        return [place, count(some.length), taken(samples[samples.length >> 1]), taken(samples.at(-1)), percent(named, some.length)];
      }),
    ),
    "",
    "Named means: the row of the table and the operand whose rule is wrong; the textbook rule; that shares are not added up; of a gradient written by hand a component that is wrong.",
    `For ${percent(byHand.filter(({ hasNode }) => hasNode).length, byHand.length)} of the gradients by hand an operation inside the program is named as well: where one wrong step of the backward pass explains every number.`,
    "",
    "## Right derivatives accused",
    "",
    table(
      ["what is right", "checks", "trigrad", "PyTorch", "JAX"],
      [
        accusations("rules of the table, in small programs", right.rules),
        accusations("gradients written by hand", right.gradients),
        accusations("random formulas", right.formulas),
        accusations("on a kink, where there is a convention", right.kinks),
      ],
    ),
    "",
    `The verdicts on the random formulas: ${Object.entries(verdicts)
      .sort(([, a], [, b]) => b - a)
      .map(([verdict, n]) => `${verdict} ${count(n)}`)
      .join(", ")}.`,
    "",
    "## One sample of a random formula",
    "",
    "How often a gradient that is off by a factor is noticed at a single point, with a derivative that is not 0:",
    "",
    table(
      ["size of the mistake", "checks", "trigrad", "PyTorch", "JAX"],
      sensitivity.map(({ size, checks, trigrad, pytorch, jax }) => [
        `factor 1 + ${power(size)}`,
        count(checks),
        ...[trigrad, pytorch, jax].map((n) => percent(n, checks)),
      ]),
    ),
    "",
    "## What is compared",
    "",
    "- trigrad: `compare` for rules and formulas, `checkGradient` for gradients written by hand. There is nothing to set.",
    "- PyTorch: `torch.autograd.gradcheck` with its defaults (central differences with a step of 1e-6, absolute tolerance 1e-5, relative 1e-3), in double precision.",
    "- JAX: `jax.test_util.check_grads` of first order with its defaults (one random direction, a step of 1e-4), forward and reverse mode, with its tolerance for double precision, 1e-5; its default single precision has 2e-3.",
    "",
    "The checks of PyTorch and JAX are written anew in `tests/verify/faults/other-checkers.ts` from their documented definitions; the libraries themselves were not run.",
    "",
    "Not in the catalogue, because no computation graph leads to them: the symbolic rules for e^x, +x and logsumexp of a list. Step-by-step derivations use them; `tests/core/symbolic/` holds them against the reference.",
    "",
  ].join("\n");
}

const checkers = ["trigrad", "pytorch", "jax"] as const;
const places: readonly Place[] = ["rules of the table", "sweeps", "symbolic rules", "gradients by hand"];

const kindsOf = (faults: readonly FaultOutcome[]) => [...new Set(faults.filter(({ size }) => size === "gross").map(({ kind }) => kind))];

function shareFound(faults: readonly FaultOutcome[], checker: (typeof checkers)[number]): string {
  return percent(faults.filter((fault) => fault[checker] !== undefined).length, faults.length);
}

function accusations(what: string, { checks, trigrad, pytorch, jax }: Accusations): string[] {
  return [what, count(checks), ...[trigrad, pytorch, jax].map((n) => (n === 0 ? "0" : `${count(n)} (${percent(n, checks)})`))];
}

/** Samples that it took. */
const taken = (samples = 0) => (Number.isFinite(samples) ? String(samples) : "not found");
const count = (n: number) => n.toLocaleString("en-US");
const power = (size: number) => `1e-${Math.round(-Math.log10(size))}`;

/** One decimal; 100 % only for all, 0 only for none. */
function percent(part: number, whole: number): string {
  if (part === whole) return "100 %";
  if (part === 0) return "0";
  if (part / whole < 0.0005) return "under 0.1 %";
  return `${Math.min(99.9, Math.round((1000 * part) / whole) / 10)} %`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] ?? "").length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number))).join(" | ")} |`;
  const rule = widths.map((width, i) => (i === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(head), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}
