// Finds the examples of docstrings and pages, and the commands that pages show.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A piece of TypeScript to run; `scope` is the module whose names it may use without importing them. */
export interface Example {
  readonly file: string;
  /** line of the first line of `code`, from 1 */
  readonly line: number;
  readonly code: string;
  readonly scope: string | undefined;
}

/** A command as a reader would type it, with what must come of it. */
export interface Command {
  readonly file: string;
  readonly line: number;
  readonly command: string;
  readonly exitCode: number;
  /** lines that must be printed, when the page shows them; a line `...` stands for any number of lines */
  readonly output: readonly string[] | undefined;
}

interface Fence {
  readonly line: number;
  readonly language: string;
  readonly rest: string;
  readonly lines: readonly string[];
}

export function docstringExamples(root: string): Example[] {
  return list(join(root, "src"), ".ts").flatMap((path) => {
    const file = `src/${path}`;
    return docstringExamplesOf(file, readFileSync(join(root, file), "utf8"));
  });
}

export function docstringExamplesOf(file: string, text: string): Example[] {
  return [...text.matchAll(/^[ \t]*\/\*\*[\s\S]*?\*\//gm)].flatMap((docstring) => {
    const first = lineAt(text, docstring.index);
    const lines = docstring[0].split("\n").map((line) => line.replace(/^\s*(\/\*)?\*+\/?( |$)/, "").replace(/\s*\*\/$/, ""));
    const examples: Example[] = [];
    for (const [i, line] of lines.entries()) {
      if (!line.startsWith("@example")) continue;
      const after = lines.slice(i + 1);
      const end = after.findIndex((other) => /^@\w/.test(other));
      const code = after.slice(0, end === -1 ? undefined : end).map((other) => (other.startsWith("```") ? "" : other));
      // Text on the line of the tag is code as well.
      examples.push({ file, line: first + i, code: [line.slice("@example".length), ...code].join("\n"), scope: file });
    }
    return examples;
  });
}

/** README.md, CONTRIBUTING.md and docs/*.md, those that exist. */
export function pages(root: string): string[] {
  const docs = existsSync(join(root, "docs")) ? list(join(root, "docs"), ".md").map((path) => `docs/${path}`) : [];
  return [...["README.md", "CONTRIBUTING.md"].filter((file) => existsSync(join(root, file))), ...docs];
}

/** Blocks marked `ts`. `ts in=src/....ts` may use the names of that module; `ts fragment` shows a shape and does not run. */
export function pageExamplesOf(file: string, text: string): Example[] {
  return fences(text)
    .filter(({ language, rest }) => /^(ts|typescript)$/.test(language) && !/\bfragment\b/.test(rest))
    .map(({ line, rest, lines }) => ({ file, line: line + 1, code: lines.join("\n"), scope: /\bin=(\S+)/.exec(rest)?.[1] }));
}

/** Lines of shell blocks that run trigrad. `# exit 1` after a command states its exit code; blocks marked `console` show output too. */
export function commandsOf(file: string, text: string): Command[] {
  return fences(text)
    .filter(({ language }) => /^(sh|bash|shell|console|text|)$/.test(language))
    .flatMap(({ line, language, lines }) => commandsOfBlock(file, line + 1, language, lines));
}

function commandsOfBlock(file: string, first: number, language: string, lines: readonly string[]): Command[] {
  const commands: Command[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = first + i;
    let typed = lines[i] ?? "";
    if (!/^(\$ .*\btrigrad\b|npx trigrad\b)/.test(typed)) continue;
    while (typed.endsWith("\\")) typed = `${typed.slice(0, -1)}${lines[++i] ?? ""}`;
    const stated = /\s+# exit (\d+)\s*$/.exec(typed);
    const output: string[] = [];
    while (i + 1 < lines.length && !/^(\$ |npx )/.test(lines[i + 1] ?? "")) output.push((lines[++i] ?? "").trimEnd());
    while (output.at(-1) === "") output.pop();
    commands.push({
      file,
      line,
      command: typed.slice(0, stated?.index).replace(/^\$ /, ""),
      exitCode: Number(stated?.[1] ?? 0),
      output: language === "console" && output.length > 0 ? output : undefined,
    });
  }
  return commands;
}

function fences(text: string): Fence[] {
  return [...text.matchAll(/^```([\w-]*)([^\n]*)\n([\s\S]*?)^```\s*$/gm)].map((match) => ({
    line: lineAt(text, match.index),
    language: match[1] ?? "",
    rest: match[2] ?? "",
    lines: (match[3] ?? "").replace(/\n$/, "").split("\n"),
  }));
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}

function list(folder: string, ending: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files
    .filter((path) => path.endsWith(ending))
    .map((path) => path.replaceAll("\\", "/"))
    .sort();
}
