// Network: data, a network that learns it by SGD, and every gradient in it.

import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { css as networkCss } from "../../../../views/network/style.js";
import { css as plotCss } from "../../../../views/plots/svg-style.js";
import type { Snapshot, TrainAnswer } from "../../engine/handlers/train.js";
import { useAnswer } from "../../parts/answered.js";
import { Drawing } from "../../parts/drawing.js";
import { isHidden } from "../../parts/hide.js";
import { Notices } from "../../parts/notice.js";
import { addPictureStyles } from "../../parts/theme.js";
import { Check } from "./check.js";
import { Controls } from "./controls.js";
import { InputMap } from "./input-map.js";
import { Layers } from "./layers.js";
import { Neurons } from "./neurons.js";
import { Settings } from "./settings.js";
import { latest, mostSteps, pause, playing, question, state } from "./state.js";

addPictureStyles(networkCss);
addPictureStyles(plotCss);

export function View() {
  const { answer, waiting, progress, failure } = useAnswer("long", "train", () => question.value);
  const seen = seenOf(waiting ? ((progress?.partial as TrainAnswer | undefined) ?? latest.peek()) : answer);
  const refused = !waiting && answer !== undefined && "refused" in answer ? answer.refused : undefined;
  const drawings = useRef<Drawings>({});
  drawings.current = newest(drawings.current, seen);
  const { lossPlot, normPlot, curvePlot, neurons } = drawings.current;
  useEffect(() => {
    latest.value = seen;
    // Training came to its end while it was played.
    if (playing.peek() && (seen?.ending !== undefined || seen?.steps === mostSteps)) pause();
  }, [seen]);
  useEffect(
    () => () => {
      playing.value = false;
      latest.value = undefined;
    },
    [],
  );
  // A link or the back button that leads elsewhere stops what is playing.
  useSignalEffect(() => {
    if (state.value.problems.length > 0) playing.value = false;
  });
  const busy = waiting && !playing.value;
  return (
    <div class={playing.value ? "view network plays" : "view network"} aria-busy={busy}>
      <Notices sentences={state.value.problems} kind="problem" />
      <Settings />
      {refused !== undefined && <Notices sentences={[refused]} kind="problem" />}
      {failure !== undefined && <Notices sentences={[failure]} kind="problem" />}
      <Controls seen={refused === undefined ? seen : undefined} progress={busy ? progress : undefined} />
      {seen !== undefined && refused === undefined && (
        <>
          <p class="about">
            {seen.title}. {seen.settings}.
          </p>
          <div class="pictures">
            {seen.map !== undefined && <InputMap map={seen.map} of={`${seen.title} ${seen.settings}`} accuracy={seen.accuracy} />}
            {curvePlot !== undefined && <Drawing svg={curvePlot} label="What the network says" fit />}
            {lossPlot !== undefined && <Drawing svg={lossPlot} label="Loss" fit />}
            {normPlot !== undefined && !isHidden("norms") && <Drawing svg={normPlot} label="Gradient by layer" fit />}
            {!isHidden("norms") && <Layers layers={seen.layers} />}
          </div>
          {!isHidden("neurons") && <Neurons seen={seen} svg={neurons} />}
          {!isHidden("check") && <Check />}
        </>
      )}
    </div>
  );
}

type Drawings = Partial<Pick<Snapshot, "lossPlot" | "normPlot" | "curvePlot" | "neurons">>;

/** What a snapshot did not draw stays as it was, unless it belongs to something else. */
function newest(before: Drawings & { readonly of?: string }, seen: Snapshot | undefined): Drawings & { readonly of?: string } {
  if (seen === undefined) return before;
  const of = `${seen.title} ${seen.settings}`;
  const { lossPlot, normPlot, curvePlot, neurons } = before.of === of ? { ...before, ...seen } : seen;
  return Object.fromEntries(Object.entries({ lossPlot, normPlot, curvePlot, neurons, of }).filter(([, drawing]) => drawing !== undefined));
}

function seenOf(answer: TrainAnswer | undefined): Snapshot | undefined {
  return answer === undefined || "refused" in answer ? undefined : answer;
}
