// By which number one differentiates.

import { useId } from "preact/hooks";
import { change } from "../address/state.js";

export function VariableChoice({
  variables,
  variable,
  label,
}: {
  readonly variables: readonly string[];
  readonly variable: string;
  readonly label: string;
}) {
  const id = useId();
  if (variables.length < 2) return null;
  return (
    <span class="choice">
      <label for={id}>{label}</label>{" "}
      <select id={id} value={variable} onChange={({ currentTarget }) => change({ wrt: currentTarget.value })}>
        {variables.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </span>
  );
}
