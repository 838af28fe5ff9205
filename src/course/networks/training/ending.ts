// When training ends, and why.

import type { TrainingState } from "./state.js";

export interface Limits {
  readonly epochs: number;
  /** ends when the loss over the data set is at most this */
  readonly stopLoss?: number;
  /** ends when these many epochs in a row have not lowered the smallest loss */
  readonly patience?: number;
}

export interface Ending {
  readonly kind: "epochs" | "stop-loss" | "patience" | "diverged" | "no-derivative";
  /** what happened, and what to do about it where there is something to do */
  readonly message: string;
}

/** Looks at the history alone, so that a run that has ended is known to have ended when it is resumed. */
export function endingOf({ step, epoch, history }: TrainingState, { epochs, stopLoss, patience }: Limits): Ending | undefined {
  if (step > 0) return undefined;
  const loss = history.at(-1)?.loss as number;
  if (!Number.isFinite(loss))
    return { kind: "diverged", message: "The loss of the first weights is not finite: start with smaller weights." };
  if (stopLoss !== undefined && loss <= stopLoss) {
    return { kind: "stop-loss", message: `The loss ${loss} is at most ${stopLoss}, after ${epochsText(epoch)}.` };
  }
  const stale = patience === undefined ? 0 : epochsWithoutGain(history.map((report) => report.loss));
  if (patience !== undefined && stale >= patience) {
    return { kind: "patience", message: `The loss has not become smaller for ${epochsText(stale)}: stopped after ${epochsText(epoch)}.` };
  }
  return epoch >= epochs ? { kind: "epochs", message: `${epochsText(epoch)} ${epoch === 1 ? "is" : "are"} done.` } : undefined;
}

function epochsWithoutGain(losses: readonly number[]): number {
  let best = 0;
  losses.forEach((loss, i) => {
    if (loss < (losses[best] as number)) best = i;
  });
  return losses.length - 1 - best;
}

function epochsText(count: number): string {
  return count === 1 ? "1 epoch" : `${count} epochs`;
}
