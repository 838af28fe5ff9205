// Submissions with the same mistake. All are graded with the same inputs, so the same wrong idea gives the same wrong result.

import type { Exercise } from "../exercise.js";
import type { Failure } from "../report.js";
import type { ClassResult } from "./result.js";

export interface MistakeGroup {
  /** a misconception that the exercise knows, the same wrong result at the same input, or the same reason why nothing ran */
  readonly kind: "misconception" | "same-result" | "not-run";
  /** what they have in common, as a sentence or two */
  readonly text: string;
  /** the laws that are broken by it */
  readonly properties: readonly string[];
  readonly submissions: readonly string[];
}

interface Found {
  readonly kind: MistakeGroup["kind"];
  readonly key: string;
  readonly text: string;
  readonly property?: string;
}

const kinds = ["misconception", "same-result", "not-run"] as const;

/** The largest first; a result that only one has makes no group, a misconception does. */
export function mistakeGroups(exercise: Pick<Exercise, "properties">, results: readonly ClassResult[]): readonly MistakeGroup[] {
  const groups = new Map<string, { readonly found: Found; readonly properties: Set<string>; readonly submissions: Set<string> }>();
  for (const result of results)
    for (const found of mistakesOf(result)) {
      const key = `${found.kind}/${found.key}`;
      const group = groups.get(key) ?? { found, properties: new Set(), submissions: new Set() };
      groups.set(key, group);
      if (found.property !== undefined) group.properties.add(found.property);
      group.submissions.add(result.submission);
    }
  return [...groups.values()]
    .filter(({ found, submissions }) => found.kind !== "same-result" || submissions.size > 1)
    .map(({ found: { kind, text }, properties, submissions }) => ({
      kind,
      text,
      properties: exercise.properties.map(({ name }) => name).filter((name) => properties.has(name)),
      submissions: [...submissions].sort(),
    }))
    .sort(
      (a, b) => b.submissions.length - a.submissions.length || kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (a.text < b.text ? -1 : 1),
    );
}

function mistakesOf({ report, unreadable }: ClassResult): readonly Found[] {
  if (unreadable !== undefined) return [{ kind: "not-run", key: "unreadable", text: "The submission could not be read." }];
  if (report?.problem !== undefined)
    return [{ kind: "not-run", key: report.problem.kind, text: problemTexts[report.problem.kind] ?? "It could not be run." }];
  return (report?.properties ?? []).flatMap(({ name: property, failure }): readonly Found[] => {
    if (failure === undefined) return [];
    const { misconception } = failure;
    if (misconception !== undefined) return [{ kind: "misconception", key: misconception.name, text: misconception.text, property }];
    return [{ kind: "same-result", key: `${property}/${textOf(failure)}`, text: textOf(failure), property }];
  });
}

const problemTexts: Readonly<Record<string, string>> = {
  syntax: "The file is no TypeScript.",
  import: "Something is imported that a submission does not have.",
  "missing-file": "The file that the exercise asks for is missing.",
  "too-large": "The file is too large.",
  timeout: "The file does not come to an end while it is loaded.",
  memory: "The file uses up the memory while it is loaded.",
  stack: "The file overflows the call stack while it is loaded.",
  threw: "The file throws an error while it is loaded.",
};

function textOf({ calls, expected, got }: Failure): string {
  const given = calls.at(-1);
  const said = expected === undefined ? got : `expected ${expected}, got ${got}`;
  return given === undefined ? said : `${given}: ${said}`;
}
