// The score by folder and the mutants that survived, from the reports of the last runs.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { isInSample } from "./sample.mjs";

const folder = "reports/mutants";
const statuses = ["Killed", "Timeout", "Survived", "NoCoverage"];

/** Each file with its mutants and its source. The last run of a file counts, and any before a sample. */
export function readReports() {
  const files = new Map();
  if (!existsSync(folder)) return files;
  const names = readdirSync(folder).filter((file) => file.endsWith(".json") && !file.includes("incremental"));
  const isSample = (name) => name.startsWith("every-");
  const age = (name) => (isSample(name) ? 0 : statSync(`${folder}/${name}`).mtimeMs);
  for (const name of names.sort((a, b) => age(a) - age(b))) {
    const { files: found } = JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
    const every = isSample(name) ? Number.parseInt(name.slice("every-".length), 10) : 1;
    for (const [file, { mutants, source }] of Object.entries(found)) {
      const tested = mutants.filter(({ location: { start }, replacement }) =>
        isInSample(every, file, { line: start.line - 1, column: start.column - 1 }, replacement),
      );
      files.set(file, { mutants: tested, source });
    }
  }
  return files;
}

/** Killed, timeout, survived, not reached and score of each folder, as a table in Markdown. */
export function scoreTable(files) {
  const rows = new Map([["all", [0, 0, 0, 0]]]);
  for (const [file, { mutants }] of files) {
    const own = file.split("/").slice(0, -1).join("/");
    if (!rows.has(own)) rows.set(own, [0, 0, 0, 0]);
    for (const { status } of mutants) {
      const column = statuses.indexOf(status);
      if (column >= 0) for (const row of [rows.get(own), rows.get("all")]) row[column]++;
    }
  }
  const line = ([name, [killed, timeout, survived, missed]]) => {
    const score = (100 * (killed + timeout)) / (killed + timeout + survived + missed);
    return `| ${[`\`${name}\``, killed, timeout, survived, missed, `${score.toFixed(1)} %`].join(" | ")} |`;
  };
  const head = "| folder | killed | timeout | survived | not reached | score |\n| --- | --- | --- | --- | --- | --- |";
  return [head, ...[...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(line)].join("\n");
}

/** Place, text and replacement of each mutant that no test noticed. */
export function survivors(files) {
  const lines = [];
  for (const [file, { mutants, source }] of files) {
    const text = source.split("\n");
    for (const { status, location, replacement, mutatorName } of mutants) {
      if (status !== "Survived" && status !== "NoCoverage") continue;
      const { start, end } = location;
      const whole = text[start.line - 1] ?? "";
      const was = start.line === end.line ? whole.slice(start.column - 1, end.column - 1) : `${whole.slice(start.column - 1)} ...`;
      const remark = status === "NoCoverage" ? " (not reached)" : "";
      lines.push(
        `${file}:${start.line}:${start.column} ${mutatorName}${remark}: ${was} => ${replacement.replaceAll(/\s+/g, " ").slice(0, 80)}`,
      );
    }
  }
  return lines;
}
