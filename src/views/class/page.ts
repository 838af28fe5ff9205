// A class as a page that stands alone: no script, nothing from elsewhere, light and dark.

import type { MistakeGroup } from "../../course/grading/class/groups.js";
import type { ClassProperty, ClassRow, ClassSummary } from "../../course/grading/class/summary.js";
import { visible } from "../../course/grading/class/visible.js";
import { folderOf } from "../../course/grading/exercise.js";
import { escapeHtml } from "./html.js";
import { style } from "./style.js";

export function classPage(summary: ClassSummary): string {
  const { exercise, outOf, submissions, mean, median, notRun, randomSeed } = summary;
  const title = `${folderOf(exercise)}: ${exercise.title}`;
  const full = submissions.filter(({ points }) => points === outOf).length;
  const facts = [
    [String(submissions.length), submissions.length === 1 ? "submission" : "submissions"],
    [`${decimals(mean)} / ${outOf}`, "points on average"],
    [`${decimals(median)} / ${outOf}`, "median"],
    [String(full), "with full marks"],
    [String(notRun), "could not be run"],
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<ul class="facts">${facts.map(([n = "", what = ""]) => `<li><b>${escapeHtml(n)}</b> ${escapeHtml(what)}</li>`).join("")}</ul>
<h2>Points</h2>
${distribution(summary)}
<h2>Laws, and how many missed them</h2>
${properties(summary)}
<h2>Similar mistakes</h2>
${groups(summary.groups)}
<h2>Submissions</h2>
${table(summary)}
<p class="note">All were graded with the same inputs, drawn from the random seed ${randomSeed}.</p>
</main>
</body>
</html>
`;
}

function distribution({ distribution: counts, outOf }: ClassSummary): string {
  const most = Math.max(1, ...counts);
  const bars = counts.map(
    (n, points) =>
      `<li><span class="count">${n === 0 ? "" : n}</span><span class="bar" style="height:${percent(n, most)}"></span><span class="points">${points}</span></li>`,
  );
  return `<ol class="distribution" aria-label="Submissions for each number of points, from 0 to ${outOf}">${bars.join("")}</ol>`;
}

function properties({ properties: all, submissions }: ClassSummary): string {
  const row = ({ name, law, points, passed, failed, notWritten, notJudged }: ClassProperty) => {
    const missed = submissions.length - passed;
    const parts = [
      ["failed", failed],
      ["not written", notWritten],
      ["not judged", notJudged],
    ] as const;
    const said = parts.filter(([, n]) => n > 0).map(([what, n]) => `${n} ${what}`);
    return `<tr><th scope="row">${escapeHtml(law)}<small>${escapeHtml(name)}, ${points} ${points === 1 ? "point" : "points"}</small></th>
<td class="rate"><span class="track"><span class="missed" style="width:${percent(missed, submissions.length)}"></span></span></td>
<td class="number">${percent(missed, submissions.length)}</td><td>${said.join(", ") || "none"}</td></tr>`;
  };
  return `<div class="wide"><table><thead><tr><th scope="col">law</th><th scope="col" colspan="2">missed by</th><th scope="col">of these</th></tr></thead><tbody>${all.map(row).join("\n")}</tbody></table></div>`;
}

const kinds = { misconception: "misconception", "same-result": "the same wrong result", "not-run": "could not be run" } as const;

function groups(all: readonly MistakeGroup[]): string {
  if (all.length === 0) return "<p>None were found.</p>";
  const one = ({ kind, text, properties: laws, submissions }: MistakeGroup) =>
    `<details><summary><b>${submissions.length}</b> ${escapeHtml(visible(text))}<small>${kinds[kind]}${laws.length === 0 ? "" : `: ${laws.map(escapeHtml).join(", ")}`}</small></summary>
<p>${submissions.map((name) => escapeHtml(visible(name))).join(", ")}</p></details>`;
  return all.map(one).join("\n");
}

const marks = { passed: "✓", failed: "✗", "not-written": "·", "not-judged": "?" } as const;
const words = { passed: "holds", failed: "failed", "not-written": "not written", "not-judged": "not judged" } as const;

function table({ submissions, properties: all, outOf }: ClassSummary): string {
  const head = all.map(({ name }) => `<th scope="col" class="turned"><span>${escapeHtml(name)}</span></th>`).join("");
  const cell = ({ verdict, name }: ClassRow["properties"][number]) =>
    `<td class="${verdict}" title="${escapeHtml(name)}: ${words[verdict]}">${marks[verdict]}</td>`;
  const row = (one: ClassRow) =>
    `<tr><th scope="row">${escapeHtml(visible(one.submission))}</th><td class="number">${one.points}</td>${one.properties.map(cell).join("")}<td class="said">${escapeHtml(visible(one.problem ?? one.misconceptions.join(", ")))}</td></tr>`;
  return `<p class="note">✓ holds, ✗ failed, · not written yet, ? not judged</p>
<div class="wide"><table class="class"><thead><tr><th scope="col">submission</th><th scope="col">of ${outOf}</th>${head}<th scope="col">misconceptions, or why it could not be run</th></tr></thead>
<tbody>${submissions.map(row).join("\n")}</tbody></table></div>`;
}

function percent(n: number, of: number): string {
  return `${of === 0 ? 0 : Math.round((100 * n) / of)}%`;
}

function decimals(x: number): string {
  return String(Math.round(10 * x) / 10);
}
