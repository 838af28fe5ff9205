// A calculation that takes a while: how far it has come, and a way to stop it.

import { useId } from "preact/hooks";
import type { Progress } from "../engine/protocol.js";

export interface LongWorkProps {
  /** what is being done, such as "Testing" */
  readonly title: string;
  readonly progress: Progress | undefined;
  /** without it, leaving the place is the way to stop */
  readonly onCancel?: () => void;
}

export function LongWork({ title, progress, onCancel }: LongWorkProps) {
  const id = useId();
  return (
    <div class="long-work">
      <label for={id}>
        {title} {progress?.text}
      </label>
      <progress id={id} max={1} value={progress?.done ?? 0} />
      {onCancel !== undefined && (
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
      )}
    </div>
  );
}
