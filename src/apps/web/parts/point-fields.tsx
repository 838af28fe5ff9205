// A slider and a field for each variable.

import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { Nested, Point } from "../../../core/graph/tensor.js";
import { formatNumber } from "../../../views/numbers.js";
import { PointTextError, parseValue, writePoint, writeValue } from "../../../views/point-text.js";
import { change } from "../address/state.js";
import { isHidden } from "./hide.js";

/** Longer vectors have a field only. */
const mostSliders = 6;

export function PointFields({ names, point }: { readonly names: readonly string[]; readonly point: Point }) {
  if (isHidden("point") || names.length === 0) return null;
  const set = (name: string, value: Nested) => change({ at: writePoint({ ...point, [name]: value }) }, `at ${name}`);
  return (
    <section class="point" aria-label="Variables">
      {names.map((name) => (
        <Variable key={name} name={name} value={point[name] ?? 0} onValue={(value) => set(name, value)} />
      ))}
    </section>
  );
}

interface VariableProps {
  readonly name: string;
  readonly value: Nested;
  readonly onValue: (value: Nested) => void;
}

function Variable({ name, value, onValue }: VariableProps) {
  const id = useId();
  /** what is being typed and is not yet, or no longer, a value */
  const typed = useSignal<string | undefined>(undefined);
  const mistake = useSignal<string | undefined>(undefined);
  const read = (text: string) => {
    typed.value = text;
    try {
      onValue(parseValue(name, text.trim()));
      mistake.value = undefined;
    } catch (error) {
      if (!(error instanceof PointTextError)) throw error;
      mistake.value = error.message;
    }
  };
  const entries =
    typeof value === "number" ? [value] : value.length <= mostSliders && typeof value[0] === "number" ? (value as number[]) : [];
  const move = (entry: number, to: number) => {
    typed.value = undefined;
    mistake.value = undefined;
    onValue(typeof value === "number" ? to : entries.map((old, i) => (i === entry ? to : old)));
  };
  return (
    <div class="variable">
      <label for={id}>{name}</label>
      <input
        id={id}
        class="value"
        inputMode="text"
        value={typed.value ?? writeValue(value)}
        spellcheck={false}
        autocomplete="off"
        aria-invalid={mistake.value !== undefined}
        aria-describedby={`${id}-mistake`}
        onInput={({ currentTarget }) => read(currentTarget.value)}
        onBlur={() => {
          typed.value = undefined;
          mistake.value = undefined;
        }}
      />
      <div class="sliders">
        {entries.map((entry, i) => (
          <div key={i} class="slider">
            {typeof value !== "number" && <span aria-hidden="true">[{i + 1}]</span>}
            <Slider label={typeof value === "number" ? name : `${name}[${i + 1}]`} value={entry} onMove={(to) => move(i, to)} />
          </div>
        ))}
      </div>
      <p id={`${id}-mistake`} class="mistake" aria-live="polite">
        {mistake.value}
      </p>
    </div>
  );
}

interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly onMove: (to: number) => void;
}

/** From -5 to 5, or as many powers of ten wider as the value needs. */
function Slider({ label, value, onMove }: SliderProps) {
  const size = Math.max(1, 10 ** Math.ceil(Math.log10(Math.max(1, Math.abs(value) / 5))));
  const end = 5 * size;
  return (
    <input
      type="range"
      aria-label={`${label}, slider`}
      min={-end}
      max={end}
      step={size / 20}
      value={value}
      onInput={({ currentTarget }) => onMove(Number(formatNumber(Number(currentTarget.value), 12)))}
    />
  );
}
