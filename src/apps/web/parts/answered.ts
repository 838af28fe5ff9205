// A question to the engine whose answer a view shows: the newest question counts, and an older answer stays until the new one is there.

import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { ask, isCancellation, type Lane } from "../engine/ask.js";
import type { Progress, QuestionName, Questions } from "../engine/protocol.js";

export interface Answered<A> {
  /** the newest answer that came */
  readonly answer: A | undefined;
  /** a newer question is being answered, or the first one */
  readonly waiting: boolean;
  readonly progress: Progress | undefined;
  /** a mistake of ours, in words */
  readonly failure: string | undefined;
}

/**
 * Asks whenever a signal that `question` reads has changed.
 * @param question undefined asks nothing, and forgets the answer
 */
export function useAnswer<N extends QuestionName>(
  lane: Lane,
  name: N,
  question: () => Questions[N]["asks"] | undefined,
): Answered<Questions[N]["gives"]> {
  const shown = useSignal<Answered<Questions[N]["gives"]>>({ answer: undefined, waiting: true, progress: undefined, failure: undefined });
  // As text, so that a change of the address which leaves the question as it was asks nothing.
  const text = useComputed(() => JSON.stringify(question()));
  useSignalEffect(() => {
    const asked = text.value === undefined ? undefined : (JSON.parse(text.value) as Questions[N]["asks"]);
    const cancelled = new AbortController();
    if (asked === undefined) {
      shown.value = { answer: undefined, waiting: false, progress: undefined, failure: undefined };
      return undefined;
    }
    shown.value = { ...shown.peek(), waiting: true, progress: undefined };
    const onProgress = (progress: Progress) => {
      if (!cancelled.signal.aborted) shown.value = { ...shown.peek(), progress };
    };
    ask(lane, name, asked, { signal: cancelled.signal, onProgress }).then(
      (answer) => {
        shown.value = { answer, waiting: false, progress: undefined, failure: undefined };
      },
      (error: unknown) => {
        if (isCancellation(error)) return;
        const failure = `This is no mistake of yours: ${error instanceof Error ? error.message : String(error)}`;
        shown.value = { answer: undefined, waiting: false, progress: undefined, failure };
      },
    );
    return () => cancelled.abort();
  });
  return shown.value;
}
