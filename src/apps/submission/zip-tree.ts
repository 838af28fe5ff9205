// A submission in a ZIP archive. Nothing is unpacked to the disk: names are looked at, and the few files of the answer are read.

import { lstatSync } from "node:fs";
import { basename, posix } from "node:path";
import { crc32 } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { decoded, isSource, limits, requirePlainName, type SourceTree, tooLarge, UnreadableSubmission } from "./source-tree.js";

/** @throws {UnreadableSubmission} for what is no archive, or one that leads out of itself, holds links, or is larger than any answer */
export async function zipTree(path: string): Promise<SourceTree> {
  const { size } = lstatSync(path);
  if (size > limits.archive)
    throw new UnreadableSubmission(`${path}: ${size} bytes are too large for an archive of answers; at most ${limits.archive} are read.`);
  const zip = await readable(path, openPromise(path, { strictFileNames: true, autoClose: false, lazyEntries: true }));
  try {
    const found = await readable(path, sources(path, zip));
    const folders = new Map<string, string[]>([["", []]]);
    for (const name of [...found.keys()].sort()) {
      const folder = posix.dirname(name) === "." ? "" : posix.dirname(name);
      folders.set(folder, [...(folders.get(folder) ?? []), posix.basename(name)]);
    }
    return {
      path,
      root: basename(path).replace(/\.zip$/i, ""),
      folders,
      async read(folder, name) {
        const entry = found.get(folder === "" ? name : `${folder}/${name}`);
        if (entry === undefined) throw new Error(`${path}: ${name} is not in the archive.`);
        return readable(path, textOf(path, zip, entry));
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function sources(path: string, zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > limits.entries)
    throw new UnreadableSubmission(`${path}: more than ${limits.entries} entries. Pack the folder of one exercise only.`);
  const found = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    const { fileName: name } = entry;
    requireFileOrFolder(path, entry);
    if (name.endsWith("/") || !isSource(name)) continue;
    requirePlainName(path, name);
    if (found.has(name)) throw new UnreadableSubmission(`${path}: ${name} is in the archive twice. Pack it anew.`);
    found.set(name, entry);
  }
  return found;
}

/** Archives made on Unix say what an entry is in the upper half of its attributes. */
function requireFileOrFolder(path: string, { fileName, externalFileAttributes }: Entry): void {
  const kind = (externalFileAttributes >>> 16) & 0o170_000;
  if (kind === 0 || kind === 0o100_000 || kind === 0o040_000) return;
  const what = kind === 0o120_000 ? "a link" : "no ordinary file";
  throw new UnreadableSubmission(`${path}: ${JSON.stringify(fileName)} is ${what}. Pack the files themselves.`);
}

async function textOf(path: string, zip: ZipFile, entry: Entry): Promise<string> {
  const place = `${path}: ${entry.fileName}`;
  if (entry.isEncrypted()) throw new UnreadableSubmission(`${place} is encrypted. Pack it without a password.`);
  // What an archive declares is not what it holds: both are limited.
  if (entry.uncompressedSize > limits.file) throw tooLarge(place, entry.uncompressedSize);
  const parts: Buffer[] = [];
  let length = 0;
  const stream = await zip.openReadStreamPromise(entry);
  for await (const part of stream) {
    const bytes = part as Buffer;
    length += bytes.length;
    if (length > limits.file) throw tooLarge(place, length);
    parts.push(bytes);
  }
  const bytes = Buffer.concat(parts);
  if (crc32(bytes) !== entry.crc32) throw new UnreadableSubmission(`${place} is damaged: its checksum differs. Pack it anew.`);
  return decoded(bytes);
}

/** Errors of the ZIP library have messages of their own, without the path. */
async function readable<T>(path: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof UnreadableSubmission || (error as NodeJS.ErrnoException).syscall !== undefined) throw error;
    const said = error instanceof Error ? error.message : String(error);
    throw new UnreadableSubmission(
      `${path}: this archive cannot be read (${said.replaceAll(/[\p{Cc}\p{Cf}]/gu, " ").slice(0, 200)}). Pack the folder of one exercise anew.`,
    );
  }
}
