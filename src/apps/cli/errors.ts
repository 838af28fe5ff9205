// Every message goes through here: never a stack trace, exit code 2 for bad input.

export interface Outcome {
  readonly output: string;
  /** 0 agree, 1 disagreement or wrong claim, 2 bad input */
  readonly exitCode: 0 | 1 | 2;
}

/** Prints what a command gives and remembers its exit code. */
export function finish({ output, exitCode }: Outcome): void {
  if (output !== "") process.stdout.write(`${output}\n`);
  process.exitCode = exitCode;
}

export function showError(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`trigrad: ${message}\n`);
  process.exitCode = 2;
}

// A reader that has seen enough, such as `head`, closes the pipe: no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});
