// What to train on, and with which network: each choice starts from the first weights.

import { useId } from "preact/hooks";
import { type ActivationName, activationNames, activations } from "../../../../course/networks/activations.js";
import { losses } from "../../../../course/networks/losses.js";
import { isHidden } from "../../parts/hide.js";
import { changeSetup, lossChoices, sets, state } from "./state.js";

export function Settings() {
  const { set, hidden, act, loss, rate, batch, bias, seed } = state.value.values;
  const drawn = set.startsWith("2-");
  if (isHidden("settings")) return null;
  return (
    <section class="settings" aria-label="Data and network">
      <Choice
        label="Data"
        value={set}
        options={sets.map((name) => [name, name])}
        onChange={(value) => changeSetup({ ...nothing, set: value })}
      />
      {!drawn && (
        <>
          <Field
            label="Hidden widths"
            value={hidden}
            placeholder="as usual"
            onInput={(value) => changeSetup({ hidden: value || undefined }, "hidden")}
          />
          <Choice
            label="Activation"
            value={act}
            options={[["usual", "as usual"], ...activationNames.map((name: ActivationName) => [name, activations[name].title] as const)]}
            onChange={(value) => changeSetup({ act: value === "usual" ? undefined : value })}
          />
          <Choice
            label="Loss"
            value={loss}
            options={lossChoices.map((name) => [name, name === "usual" ? "as usual" : losses[name].title])}
            onChange={(value) => changeSetup({ loss: value === "usual" ? undefined : value })}
          />
          <Field
            label="Batch"
            value={batch === 0 ? "" : String(batch)}
            placeholder="as usual"
            onInput={(value) => changeSetup({ batch: value || undefined }, "batch")}
          />
        </>
      )}
      <Field
        label="Learning rate"
        value={rate === 0 ? "" : String(rate)}
        placeholder="as usual"
        onInput={(value) => changeSetup({ rate: value || undefined }, "rate")}
      />
      <Field label="Seed" value={String(seed)} placeholder="1" onInput={(value) => changeSetup({ seed: value || undefined }, "seed")} />
      {!drawn && (
        <label class="check">
          <input
            type="checkbox"
            checked={bias}
            onChange={({ currentTarget }) => changeSetup({ bias: currentTarget.checked ? undefined : "0" })}
          />{" "}
          biases
        </label>
      )}
    </section>
  );
}

/** Another data set begins with what is usual for it. */
const nothing = { hidden: undefined, act: undefined, loss: undefined, rate: undefined, batch: undefined, instance: undefined };

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <span class="setting">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {options.map(([name, shown]) => (
          <option key={name} value={name}>
            {shown}
          </option>
        ))}
      </select>
    </span>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly onInput: (value: string) => void;
}

function Field({ label, value, placeholder, onInput }: FieldProps) {
  const id = useId();
  return (
    <span class="setting">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="value"
        value={value}
        placeholder={placeholder}
        autocomplete="off"
        onChange={({ currentTarget }) => onInput(currentTarget.value.trim())}
      />
    </span>
  );
}
