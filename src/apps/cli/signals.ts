// Signals that end a long run: the first is heard, so that what was reached can be kept.

export type Signal = "SIGINT" | "SIGTERM";

export interface Listening {
  /** undefined as long as none came */
  readonly caught: () => Signal | undefined;
  readonly stop: () => void;
}

/** The first signal is caught, so that the state is kept; a second one ends the program as ever. */
export function listen(): Listening {
  let signal: Signal | undefined;
  const names = ["SIGINT", "SIGTERM"] as const;
  const handlers = names.map((name) => () => {
    signal = name;
  });
  names.forEach((name, i) => {
    process.once(name, handlers[i] as () => void);
  });
  return {
    caught: () => signal,
    stop: () => {
      names.forEach((name, i) => {
        process.off(name, handlers[i] as () => void);
      });
    },
  };
}
