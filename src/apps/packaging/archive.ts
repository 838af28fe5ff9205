// ZIP archives that are the same, byte for byte, for the same content.

import { closeSync, createWriteStream, fsyncSync, openSync, renameSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { ArchiveFile } from "./grader-files.js";

export interface ArchiveText {
  readonly name: string;
  readonly text: string;
  /** a program that is started */
  readonly runs?: boolean;
}

const mtime = new Date("2020-01-01T00:00:00Z");

/** Written beside its place, then renamed: there is a whole archive or the one from before. */
export async function writeArchive(path: string, texts: readonly ArchiveText[], files: readonly ArchiveFile[]): Promise<void> {
  const zip = new ZipFile();
  for (const { name, text, runs = false } of texts) zip.addBuffer(Buffer.from(text), name, { mtime, mode: runs ? 0o100755 : 0o100644 });
  for (const { name, from } of [...files].sort((a, b) => (a.name < b.name ? -1 : 1))) zip.addFile(from, name, { mtime, mode: 0o100644 });
  const temporary = `${path}.tmp`;
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(temporary));
  const written = openSync(temporary, "r+");
  fsyncSync(written);
  closeSync(written);
  renameSync(temporary, path);
}
