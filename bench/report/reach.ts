// One aim.

/** An aim and what was measured, as they are shown. */
export interface Reach {
  readonly title: string;
  readonly measured: string;
  readonly aim: string;
  readonly reached: boolean;
  readonly reason: string;
}
