// A submission in a folder. Links are never followed, and only so much is looked at.

import { closeSync, constants, fstatSync, lstatSync, opendirSync, openSync, readSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { decoded, isSource, limits, requirePlainName, type SourceTree, tooLarge, UnreadableSubmission } from "./source-tree.js";

/** @throws {UnreadableSubmission} for more entries than any answer has */
export function folderTree(path: string): SourceTree {
  const folders = new Map<string, string[]>();
  const waiting: { readonly folder: string; readonly depth: number }[] = [{ folder: "", depth: 0 }];
  let entries = 0;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { folder, depth } = next;
    const names: string[] = [];
    for (const entry of entriesOf(join(path, folder))) {
      if (++entries > limits.entries)
        throw new UnreadableSubmission(`${path}: more than ${limits.entries} files and folders. Grade the folder of one exercise.`);
      const name = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && depth < limits.depth && isSource(`${name}/x.ts`)) waiting.push({ folder: name, depth: depth + 1 });
      if (!entry.isFile() || !isSource(name)) continue;
      requirePlainName(path, name);
      names.push(entry.name);
    }
    if (names.length > 0 || folder === "") folders.set(folder, names.sort());
  }
  return {
    path,
    root: basename(resolve(path)),
    folders,
    read: async (folder, name) => readSource(join(path, folder, name)),
    close: () => undefined,
  };
}

/** Nothing is read that is not an ordinary file of a possible size, also when it is exchanged meanwhile. */
export function readSource(file: string): string {
  if (!lstatSync(file).isFile()) throw new UnreadableSubmission(`${file}: this is no ordinary file.`);
  // Where the system has no such flag, the look above must do.
  const opened = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const stat = fstatSync(opened);
    if (!stat.isFile()) throw new UnreadableSubmission(`${file}: this is no ordinary file.`);
    if (stat.size > limits.file) throw tooLarge(file, stat.size);
    const bytes = Buffer.alloc(limits.file + 1);
    let length = 0;
    for (let n = -1; n !== 0; length += n) n = readSync(opened, bytes, length, bytes.length - length, null);
    if (length > limits.file) throw tooLarge(file, length);
    return decoded(bytes.subarray(0, length));
  } finally {
    closeSync(opened);
  }
}

function* entriesOf(folder: string) {
  const opened = opendirSync(folder);
  try {
    for (let entry = opened.readSync(); entry !== null; entry = opened.readSync()) yield entry;
  } finally {
    opened.closeSync();
  }
}
