// Tests of the program run dist/: it is built again when a source is newer. TRIGRAD_BUILD=0 leaves it alone.

import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

export function setup(): void {
  if (process.env.TRIGRAD_BUILD === "0" || newest("src") <= builtAt()) return;
  const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", "build"], {
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  // Reported, not thrown: most tests need no build, and those that do will fail.
  if (status !== 0) console.warn(`The build failed; tests of dist/ see an old or broken program.\n${stdout}${stderr}`);
}

function newest(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return Math.max(...files.map((file) => statSync(join(folder, file), { throwIfNoEntry: false })?.mtimeMs ?? 0));
}

function builtAt(): number {
  return statSync("dist/index.js", { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
