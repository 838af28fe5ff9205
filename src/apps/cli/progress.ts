// A bar on standard error that is overwritten in place, so that what is printed on standard output stays clean.

import isUnicodeSupported from "is-unicode-supported";
import stringWidth from "string-width";

export interface ProgressBar {
  /**
   * Redraws the bar, at most ten times a second.
   * @param fraction from 0 to 1
   * @param text what stands behind the bar, such as the loss; stays as it was where it is left out
   */
  update(fraction: number, text?: string): void;
  /** Takes the bar off the screen. */
  done(): void;
}

/** The part of a terminal's stream that a bar needs, so that a test can bring its own. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface ProgressOptions {
  readonly label: string;
  readonly stream?: ProgressStream;
}

const bar = { longest: 30, shortest: 10 };
const redrawn = 100;
const toLineStart = "\r\u001b[K";

/**
 * A bar with its label, percentage and a live text; silent where standard error is no terminal.
 * @example
 * const drawn: string[] = [];
 * const stream = { isTTY: true, columns: 40, write: (text: string) => drawn.push(text) };
 * const progress = progressBar({ label: "training", stream });
 * progress.update(0.5, "loss 0.25");
 * /training .+ 50 %  loss 0.25$/.test(drawn[0] ?? "")   // true
 * progress.done();
 */
export function progressBar({ label, stream = process.stderr }: ProgressOptions): ProgressBar {
  if (stream.isTTY !== true) return { update: () => undefined, done: () => undefined };
  let shown: string | undefined;
  let text = "";
  let last = Number.NEGATIVE_INFINITY;
  return {
    update(fraction, live = text) {
      text = live;
      const now = performance.now();
      if (now - last < redrawn) return;
      const line = lineOf({ label, fraction, text, width: stream.columns || 80 });
      last = now;
      if (line !== shown) stream.write(`${toLineStart}${line}`);
      shown = line;
    },
    done() {
      if (shown !== undefined) stream.write(toLineStart);
      shown = undefined;
    },
  };
}

/** The text gives way first, then the bar, then the label: the percentage always stands. */
function lineOf({ label, fraction, text, width }: { label: string; fraction: number; text: string; width: number }): string {
  const part = Number.isNaN(fraction) ? 0 : Math.min(1, Math.max(0, fraction));
  const percent = `${String(Math.floor(part * 100)).padStart(3)} %`;
  // A line that fills the last column would wrap on some terminals, and a wrapped line is not overwritten.
  const room = width - 1;
  const behind = text === "" ? "" : `  ${text.replace(/\p{Cc}+/gu, " ")}`;
  const free = room - stringWidth(label) - stringWidth(percent) - stringWidth(behind) - 2;
  const length = Math.min(bar.longest, Math.max(bar.shortest, free));
  const [full, empty] = isUnicodeSupported() ? ["█", "░"] : ["#", "."];
  const filled = Math.round(part * length);
  const drawn = `${full.repeat(filled)}${empty.repeat(length - filled)}`;
  const candidates = [`${label} ${drawn} ${percent}${behind}`, `${label} ${drawn} ${percent}`, `${label} ${percent}`, percent];
  return candidates.find((line) => stringWidth(line) <= room) ?? "";
}
