// Runs a command of a page as a reader would, in a folder that shows the repository but takes what is written.

import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Command } from "./examples.js";

const timeLimit = 60_000;

/** Commands keep a student's progress in these. */
const written = new Set(["exercises", "solutions"]);

/** @throws {Error} naming file and line when the exit code or the output is another */
export function runCommand({ file, line, command, exitCode, output }: Command, root: string): void {
  const place = `${file}:${line}`;
  const folder = mkdtempSync(join(tmpdir(), "trigrad-page-"));
  try {
    for (const entry of readdirSync(root)) {
      if (entry.startsWith(".")) continue;
      if (written.has(entry)) cpSync(join(root, entry), join(folder, entry), { recursive: true });
      else symlinkSync(join(root, entry), join(folder, entry));
    }
    writeFileSync(join(folder, "trigrad"), `#!/bin/sh\nexec node "${join(root, "dist/apps/cli/main.js")}" "$@"\n`, { mode: 0o755 });
    const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}`, NO_COLOR: "1", COLUMNS: "100" };
    const typed = command.replaceAll(/\bnpx trigrad\b/g, "trigrad");
    const result = spawnSync("sh", ["-c", typed], {
      cwd: folder,
      env,
      encoding: "utf8",
      timeout: timeLimit,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said = `${result.stdout}${result.stderr}`;
    if (result.status !== exitCode)
      throw new Error(`${place}: ${command}\nended with ${result.signal ?? result.status}, not ${exitCode}:\n${said}`);
    if (output !== undefined && !matches(result.stdout, output))
      throw new Error(`${place}: ${command}\nprinted\n${said}\nnot\n${output.join("\n")}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function matches(printed: string, output: readonly string[]): boolean {
  const lines = printed.split("\n").map((line) => line.trimEnd());
  const pattern = output.map((line) => (line === "..." ? "(?:.*\\n)*?" : `${line.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&")}\\n`)).join("");
  return new RegExp(`^\\n*${pattern}\\n*$`).test(`${lines.join("\n")}\n`);
}
