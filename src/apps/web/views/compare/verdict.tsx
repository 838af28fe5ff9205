// The verdict in one sentence, the value, and the one-sided derivatives where there is no derivative.

import type { Comparison, Verdict } from "../../../../verify/compare/comparison.js";
import { formatNumber } from "../../../../views/numbers.js";

const words: Readonly<Record<Verdict, string>> = {
  agree: "Agree",
  disagree: "Disagree",
  "not-differentiable": "Not differentiable here",
  "outside-domain": "Outside the domain",
  inconclusive: "Inconclusive",
  error: "Error",
};

export interface VerdictLineProps {
  readonly value: Comparison["value"];
  /** the newest comparison that the reference has judged */
  readonly judged: Comparison | undefined;
  /** `value` is newer than what was judged: what stands there fades, and goes when it takes longer */
  readonly pending: boolean;
}

export function VerdictLine({ value, judged, pending }: VerdictLineProps) {
  const { verdict, message, oneSided = [] } = judged ?? {};
  return (
    <section class={pending ? "verdict pending" : "verdict"} data-verdict={verdict} aria-label="Verdict" aria-busy={pending}>
      <p class="value">
        f = <span class="number">{typeof value === "number" ? formatNumber(value, 17) : "no value"}</span>
      </p>
      <div class="judged">
        <p role="status">
          {verdict !== undefined && (
            <>
              <strong>{words[verdict]}:</strong> {message}
            </>
          )}
        </p>
        {oneSided.length > 0 && (
          <table>
            <caption>One-sided derivatives</caption>
            <thead>
              <tr>
                <th scope="col">by</th>
                <th scope="col">from the left</th>
                <th scope="col">from the right</th>
              </tr>
            </thead>
            <tbody>
              {oneSided.map(({ input, left, right }) => (
                <tr key={input}>
                  <th scope="row">{input}</th>
                  <td>{left}</td>
                  <td>{right}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {pending && <p class="checking">Checking ...</p>}
    </section>
  );
}
