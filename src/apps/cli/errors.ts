// Every message goes through here: never a stack trace, exit code 2 for bad input.

export interface Outcome {
  readonly output: string;
  /** 0 agree, 1 disagreement or wrong claim, 2 bad input, 128 and a signal's number when it interrupted the command */
  readonly exitCode: 0 | 1 | 2 | 130 | 143;
}

/** Prints what a command gives and remembers its exit code. */
export function finish({ output, exitCode }: Outcome): void {
  if (output !== "") process.stdout.write(`${output}\n`);
  process.exitCode = exitCode;
}

export function showError(error: unknown): void {
  process.stderr.write(`trigrad: ${messageOf(error)}\n`);
  process.exitCode = 2;
}

/** What went wrong in one message, also for errors of the system. */
export function messageOf(error: unknown): string {
  return fileProblem(error) ?? (error instanceof Error ? error.message : String(error));
}

const fileProblems: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  EISDIR: "this is a folder, not a file",
  ENOTDIR: "a part of this path is no folder",
  EACCES: "there is no permission for this file",
  EPERM: "there is no permission for this file",
  EROFS: "this place is read-only",
  ELOOP: "this is a link, or leads through too many",
  ENAMETOOLONG: "this name is too long",
  ENOSPC: "no space is left",
};

function fileProblem(error: unknown): string | undefined {
  const { code, path } = error as NodeJS.ErrnoException;
  const problem = fileProblems[code ?? ""];
  return problem === undefined ? undefined : path === undefined ? `${problem}.` : `${path}: ${problem}.`;
}

// A reader that has seen enough, such as `head`, closes the pipe: no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});
