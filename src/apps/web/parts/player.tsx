// Plays steps forward and backward: buttons, arrow keys, and a slider.

import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { Icon } from "./icons.js";

export interface PlayerProps {
  /** steps there are; 0 is before the first */
  readonly count: number;
  readonly step: number;
  readonly onStep: (step: number) => void;
  /** what one step is called, in the label of the slider */
  readonly what: string;
}

/** Long enough to read a line aloud. */
const pace = 1600;

export function Player({ count, step, onStep, what }: PlayerProps) {
  const id = useId();
  const plays = useSignal(false);
  const now = useRef({ count, step, onStep });
  now.current = { count, step, onStep };
  const go = (to: number) => {
    const bounded = Math.max(0, Math.min(now.current.count, to));
    if (bounded !== now.current.step) now.current.onStep(bounded);
  };
  useEffect(() => {
    if (!plays.value) return undefined;
    const timer = setInterval(() => {
      if (now.current.step >= now.current.count) plays.value = false;
      else go(now.current.step + 1);
    }, pace);
    return () => clearInterval(timer);
  }, [plays.value]);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || isForTyping(event.target)) return;
      const to = { ArrowRight: now.current.step + 1, ArrowLeft: now.current.step - 1, Home: 0, End: now.current.count }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      plays.value = false;
      go(to);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
  const press = (to: number) => {
    plays.value = false;
    go(to);
  };
  const start = () => {
    if (!plays.value && step >= count) go(0);
    plays.value = !plays.value;
  };
  return (
    <fieldset class="player" aria-label="Player">
      <button type="button" aria-label="To the beginning" title="To the beginning (Home)" disabled={step <= 0} onClick={() => press(0)}>
        <Icon name="first" />
      </button>
      <button type="button" aria-label="Step back" title="Step back (left arrow)" disabled={step <= 0} onClick={() => press(step - 1)}>
        <Icon name="back" />
      </button>
      <button type="button" class="main" aria-label={plays.value ? "Pause" : "Play"} title={plays.value ? "Pause" : "Play"} onClick={start}>
        <Icon name={plays.value ? "pause" : "play"} />
      </button>
      <button type="button" aria-label="Step on" title="Step on (right arrow)" disabled={step >= count} onClick={() => press(step + 1)}>
        <Icon name="next" />
      </button>
      <button type="button" aria-label="To the end" title="To the end (End)" disabled={step >= count} onClick={() => press(count)}>
        <Icon name="last" />
      </button>
      <label for={id}>
        {what} {step} of {count}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={count}
        step={1}
        value={step}
        onInput={({ currentTarget }) => press(Number(currentTarget.value))}
      />
    </fieldset>
  );
}

/** Fields and lists use the arrow keys themselves. */
function isForTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, select, textarea, [contenteditable]") !== null;
}
