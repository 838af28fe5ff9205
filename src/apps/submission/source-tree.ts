// What a submission looks like before it is known which exercise it is for: folders with TypeScript files, in a folder or an archive.

/** A submission that is refused as it stands; the message says what to do. */
export class UnreadableSubmission extends Error {
  override readonly name = "UnreadableSubmission";
}

export interface SourceTree {
  /** the path as it was typed, for messages */
  readonly path: string;
  /** what the outermost folder is called */
  readonly root: string;
  /** names of the TypeScript files by folder: "" is the outermost, others are such as "homework/07-topological-order" */
  readonly folders: ReadonlyMap<string, readonly string[]>;
  /** @throws {UnreadableSubmission} for a file that is too large or is no file */
  readonly read: (folder: string, name: string) => Promise<string>;
  readonly close: () => void;
}

/** An answer to an exercise is far below all of these. */
export const limits = {
  /** bytes of one file, as declared and as read */
  file: 200_000,
  /** TypeScript files of one folder */
  files: 50,
  /** files and folders altogether, whatever they are */
  entries: 10_000,
  /** folders inside each other that are looked into */
  depth: 8,
  /** bytes of an archive */
  archive: 20_000_000,
} as const;

/** Files of the student's own: no declarations, nothing hidden, nothing that tools and systems leave behind. */
export function isSource(path: string): boolean {
  const parts = path.split("/");
  const own = parts.every((part) => !part.startsWith(".") && part !== "node_modules" && part !== "__MACOSX");
  return own && /\.ts$/.test(path) && !/\.d\.ts$/.test(path);
}

/** @throws {UnreadableSubmission} for a name that would confuse whoever reads it */
export function requirePlainName(path: string, name: string): void {
  if (/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(name))
    throw new UnreadableSubmission(
      `${path}: the file name ${JSON.stringify(name)} has a line break or another control character. Rename the file.`,
    );
}

/** The text as an editor shows it. */
export function decoded(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

export function tooLarge(place: string, bytes: number): UnreadableSubmission {
  return new UnreadableSubmission(`${place}: ${bytes} bytes are too large for an answer; at most ${limits.file} are read.`);
}
