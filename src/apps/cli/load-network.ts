// A network file from the disk, refused before it is read when it is too large to be one.

import { readFileSync, statSync } from "node:fs";
import { type NetworkFile, readNetworkFile } from "../../course/networks/network-file.js";
import { NetworkFileError } from "../../course/networks/network-json.js";

/** A 784-128-10 network with a batch of 1,000 has about 20 MB. */
const mostBytes = 50_000_000;

/** An argument that ends in .json names a network where a formula could stand as well: no formula ends so. */
export function isNetworkPath(argument: string): boolean {
  return /\.json$/i.test(argument);
}

/**
 * @param path  of a file, or - for standard input
 * @throws {NetworkFileError} when it is too large, or holds no network
 */
export function loadNetwork(path: string): NetworkFile {
  const source = path === "-" ? 0 : path;
  const name = path === "-" ? "standard input" : path;
  if (source !== 0) requireSize(statSync(source).size, name);
  const text = readFileSync(source, "utf8");
  requireSize(text.length, name);
  try {
    return readNetworkFile(text);
  } catch (error) {
    throw error instanceof NetworkFileError ? error.inFile(name) : error;
  }
}

function requireSize(bytes: number, name: string): void {
  if (bytes <= mostBytes) return;
  const [megabytes, most] = [bytes, mostBytes].map((size) => `${Math.round(size / 1e6)} MB`);
  throw new NetworkFileError(name, `it has ${megabytes}, and at most ${most} are read: use fewer instances in the batch, or fewer digits.`);
}
