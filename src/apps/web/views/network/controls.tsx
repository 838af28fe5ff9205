// Play, pause, step, and the number of steps taken.

import { useId } from "preact/hooks";
import { formatCount, formatNumber } from "../../../../views/numbers.js";
import { change } from "../../address/state.js";
import type { Snapshot } from "../../engine/handlers/train.js";
import type { Progress } from "../../engine/protocol.js";
import { isHidden } from "../../parts/hide.js";
import { LongWork } from "../../parts/long-work.js";
import { mostSteps, pause, play, playing, state } from "./state.js";

export interface ControlsProps {
  readonly seen: Snapshot | undefined;
  /** training to a step that was asked for is on its way */
  readonly progress: Progress | undefined;
}

export function Controls({ seen, progress }: ControlsProps) {
  const id = useId();
  const { steps, pace } = state.value.values;
  const shown = playing.value ? (seen?.steps ?? steps) : steps;
  const go = (to: number) => change({ steps: String(Math.min(mostSteps, Math.max(0, to))) }, "steps");
  return (
    <section class="controls" aria-label="Training">
      {!isHidden("train") && (
        <div class="buttons">
          <button type="button" class="main" onClick={playing.value ? pause : play} disabled={!playing.value && shown >= mostSteps}>
            {playing.value ? "Pause" : "Play"}
          </button>
          <button type="button" disabled={playing.value || shown >= mostSteps} onClick={() => go(shown + 1)}>
            Step
          </button>
          <button type="button" disabled={playing.value || shown >= mostSteps} onClick={() => go(shown + 100)}>
            100 steps
          </button>
          <button type="button" disabled={playing.value || shown === 0} onClick={() => go(0)}>
            First weights
          </button>
          <label for={`${id}-steps`}>Steps</label>
          <input
            id={`${id}-steps`}
            class="value"
            inputMode="numeric"
            value={String(shown)}
            disabled={playing.value}
            onChange={({ currentTarget }) => change({ steps: currentTarget.value.trim() }, "steps")}
          />
          <label for={`${id}-pace`}>Pace</label>
          <select
            id={`${id}-pace`}
            value={pace}
            onChange={({ currentTarget }) => change({ pace: currentTarget.value === "slow" ? "slow" : undefined })}
          >
            <option value="fast">as fast as possible</option>
            <option value="slow">four steps a second</option>
          </select>
        </div>
      )}
      {progress !== undefined && !playing.value && <LongWork title="Training ..." progress={progress} onCancel={pause} />}
      {seen !== undefined && (
        <p class="standing">
          <span>
            step <span class="number taken">{formatCount(seen.steps)}</span>
          </span>
          <span>
            epoch <span class="number">{formatCount(seen.epoch)}</span>
          </span>
          <span>
            loss <span class="number loss">{formatNumber(seen.loss, 6)}</span>
          </span>
          {seen.accuracy !== undefined && (
            <span>
              right <span class="number accuracy">{formatNumber(100 * seen.accuracy, 4)} %</span>
            </span>
          )}
        </p>
      )}
      {seen?.ending !== undefined && <p role="status">{seen.ending}</p>}
    </section>
  );
}
