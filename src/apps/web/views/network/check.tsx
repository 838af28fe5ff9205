// All methods at the present weights, when asked.

import { useComputed, useSignal } from "@preact/signals";
import { formatCount, formatNumber } from "../../../../views/numbers.js";
import type { NetworkChecked } from "../../engine/handlers/check-network.js";
import { useAnswer } from "../../parts/answered.js";
import { LongWork } from "../../parts/long-work.js";
import { Notices } from "../../parts/notice.js";
import { playing, question } from "./state.js";

export function Check() {
  /** the question for which the check was asked */
  const asked = useSignal<string | undefined>(undefined);
  const now = useComputed(() => JSON.stringify({ ...question.value, neuron: undefined }));
  const {
    answer,
    waiting: waits,
    progress,
    failure,
  } = useAnswer("long", "checkNetwork", () => (asked.value !== undefined && asked.value === now.value ? question.value : undefined));
  const waiting = waits && asked.value === now.value;
  return (
    <section class="card check" aria-label="Check of all methods" aria-busy={waiting}>
      <h2>Do the methods agree at these weights?</h2>
      <p>
        <button type="button" disabled={playing.value || waiting} onClick={() => (asked.value = now.value)}>
          Check all methods
        </button>
      </p>
      {waiting && <LongWork title="Checking ..." progress={progress} onCancel={() => (asked.value = undefined)} />}
      {failure !== undefined && <Notices sentences={[failure]} kind="problem" />}
      {answer !== undefined && ("refused" in answer ? <p>{answer.refused}</p> : <Checked checked={answer} />)}
    </section>
  );
}

function Checked({ checked: { steps, instance, weights, verdict, message, methods } }: { readonly checked: NetworkChecked }) {
  return (
    <div class="verdict" data-verdict={verdict}>
      <p role="status">
        <strong>{verdict === "agree" ? "Agree" : verdict}:</strong> {message}
      </p>
      <table>
        <caption>
          The gradient by all {formatCount(weights)} weights, of the loss of instance {instance} after {formatCount(steps)} steps
        </caption>
        <thead>
          <tr>
            <th scope="col">method</th>
            <th scope="col">largest difference from reverse</th>
            <th scope="col">digits right, at least</th>
            <th scope="col">operations</th>
            <th scope="col">evaluations</th>
          </tr>
        </thead>
        <tbody>
          {methods.map((one) => (
            <tr key={one.method}>
              <th scope="row">{one.method}</th>
              {"unsupported" in one ? (
                <td colSpan={4}>{one.unsupported}</td>
              ) : (
                <>
                  <td class="number">{formatNumber(one.difference, 2)}</td>
                  <td class="number">{one.digits === undefined ? "-" : one.digits.toFixed(1)}</td>
                  <td class="number">{formatCount(one.operations)}</td>
                  <td class="number">{formatCount(one.evaluations)}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
