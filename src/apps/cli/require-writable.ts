// A run may take long: better to hear before it that its file has no place.

import { accessSync, constants, statSync } from "node:fs";
import { dirname } from "node:path";

/** @throws the system's error, which `showError` words, or one of our own that names the file */
export function requireWritable(file: string): void {
  if (!statSync(dirname(file)).isDirectory()) throw new Error(`${file}: a part of this path is no folder.`);
  accessSync(dirname(file), constants.W_OK);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) throw new Error(`${file}: this is a folder, not a file.`);
}

/** For a file that is put in place by renaming, which would take the place of a device. */
export function requireReplaceable(file: string): void {
  requireWritable(file);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() === false) throw new Error(`${file}: this is no ordinary file.`);
}
