// The four methods side by side: derivative, digits, bound and cost of each.

import type { MethodName } from "../../../../core/differentiators/differentiator.js";
import type { Comparison, MethodReport, MethodResult } from "../../../../verify/compare/comparison.js";
import { allDigits } from "../../../../verify/compare/digits.js";
import { formatCount, formatNumber } from "../../../../views/numbers.js";
import { isHidden } from "../../parts/hide.js";
import { type Component, componentsOf } from "./components.js";

const about: Readonly<Record<MethodName, string>> = {
  numerical: "differences of values of f, extrapolated",
  symbolic: "the textbook's rules, on the formula",
  forward: "tangents travel along with the values",
  reverse: "adjoints travel back from the result",
};

/** More components than this make a page that nobody reads. */
const mostComponents = 12;

export interface MethodsProps {
  readonly methods: Comparison["methods"];
  /** while the digits of these methods are still to come: those that were judged last, whose digits stand in for them */
  readonly judged: Comparison["methods"] | undefined;
}

export function Methods({ methods, judged }: MethodsProps) {
  const reports = Object.entries(methods).filter(([name]) => !isHidden(name as MethodName)) as [MethodName, MethodReport][];
  return (
    <section class="methods" aria-label="Methods">
      {reports.map(([name, report]) => (
        <article key={name} class="card method" data-method={name} aria-labelledby={`method-${name}`}>
          <h2 id={`method-${name}`}>{name}</h2>
          <p class="about">{about[name]}</p>
          {"unsupported" in report ? <p>{report.unsupported}</p> : <Result result={report} before={judged?.[name]} />}
        </article>
      ))}
    </section>
  );
}

function Result({ result, before }: { readonly result: MethodResult; readonly before: MethodReport | undefined }) {
  const all = componentsOf(result);
  const earlier = new Map(
    before === undefined || "unsupported" in before ? [] : componentsOf(before).map(({ name, digits }) => [name, digits]),
  );
  const shown = all.slice(0, mostComponents);
  return (
    <>
      <ul class="components">
        {shown.map((component) => (
          <One key={component.name} component={component} earlier={earlier.get(component.name)} kind={result.boundKind} />
        ))}
      </ul>
      {all.length > shown.length && <p class="about">and {formatCount(all.length - shown.length)} more</p>}
      <dl class="costs">
        <dt>operations</dt>
        <dd>{formatCount(result.operations)}</dd>
        <dt>evaluations</dt>
        <dd>{formatCount(result.evaluations)}</dd>
      </dl>
    </>
  );
}

interface OneProps {
  readonly component: Component;
  /** digits that were right before, as long as it is not known how many are now */
  readonly earlier: number | undefined;
  readonly kind: MethodResult["boundKind"];
}

function One({ component: { name, derivative, bound, digits }, earlier, kind }: OneProps) {
  return (
    <li>
      <span class="partial">d/d{name}</span> <span class="number derivative">{formatNumber(derivative)}</span>
      {digits !== undefined ? <Digits digits={digits} /> : earlier !== undefined && <Digits digits={earlier} pending />}
      <span class="bound">
        {bound === undefined
          ? "no bound"
          : bound === 0
            ? "no error"
            : `error ${kind === "proven" ? "at most" : "about"} ${formatNumber(bound, 2)}`}
      </span>
    </li>
  );
}

/** Length carries the meaning; the number stands beside it. */
function Digits({ digits, pending = false }: { readonly digits: number; readonly pending?: boolean }) {
  const text = digits >= allDigits ? "all digits right" : `${digits.toFixed(1)} digits right`;
  return (
    <span class={pending ? "digits pending" : "digits"}>
      <span class="bar" aria-hidden="true">
        <span style={{ width: `${(100 * digits) / allDigits}%` }} />
      </span>
      <span>{text}</span>
    </span>
  );
}
