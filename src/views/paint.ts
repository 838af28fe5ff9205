/** Colours as functions on text, so that views stay pure: the terminal program brings real ones. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly value: (text: string) => string;
  readonly gradient: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly note: (text: string) => string;
}

const plain = (text: string): string => text;

/** Text as it is: for pipes, files and tests. */
export const plainPaint: Paint = { bold: plain, dim: plain, value: plain, gradient: plain, good: plain, bad: plain, note: plain };
