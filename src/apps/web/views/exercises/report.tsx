// What the grader says: each law, the smallest example that breaks it, what probably happened, and hints one by one.

import { useState } from "preact/hooks";
import type { GradeReport, PropertyReport } from "../../../../course/grading/report.js";
import { isHidden } from "../../parts/hide.js";

const marks: Readonly<Record<PropertyReport["verdict"], readonly [string, string]>> = {
  passed: ["✓", "holds"],
  failed: ["✗", "does not hold"],
  "not-written": ["·", "not written yet"],
  "not-judged": ["?", "not judged"],
};

export function Report({ report }: { readonly report: GradeReport }) {
  const { points, outOf, problem, output, replay, properties } = report;
  return (
    <section class="report" aria-label="Report" data-points={points}>
      <p class={points === outOf ? "right score" : "score"} role="status">
        {points} of {outOf} points{points === outOf ? ": every law holds." : "."}
      </p>
      {problem !== undefined && <pre class="mistake scroll">{problem.message}</pre>}
      {problem === undefined && <Properties properties={properties} />}
      {output.trim() !== "" && (
        <>
          <h3>Your program wrote</h3>
          <pre class="scroll">{output}</pre>
        </>
      )}
      <p class="about">The same inputs again, in a terminal: {replay}</p>
    </section>
  );
}

export function Properties({ properties }: { readonly properties: readonly PropertyReport[] }) {
  return (
    <ol class="laws">
      {properties.map((one) => {
        const [mark, word] = marks[one.verdict];
        return (
          <li key={one.name} data-law={one.name} data-verdict={one.verdict}>
            <p>
              <span class="mark" aria-hidden="true">
                {mark}
              </span>{" "}
              {one.law}{" "}
              <span class="about">
                ({word}, {one.points} of {one.outOf} points)
              </span>
            </p>
            {one.failure !== undefined && <Failure failure={one.failure} />}
          </li>
        );
      })}
    </ol>
  );
}

function Failure({
  failure: { calls, expected, got, misconception, hints },
}: {
  readonly failure: NonNullable<PropertyReport["failure"]>;
}) {
  const [shown, setShown] = useState(0);
  return (
    <div class="failure">
      <dl>
        {calls.length > 0 && (
          <>
            <dt>call</dt>
            <dd>
              {calls.map((call, i) => (
                <code key={i}>{call}</code>
              ))}
            </dd>
          </>
        )}
        {expected !== undefined && (
          <>
            <dt>expected</dt>
            <dd>{expected}</dd>
          </>
        )}
        <dt>got</dt>
        <dd class="got">{got}</dd>
        {misconception !== undefined && (
          <>
            <dt>probably</dt>
            <dd class="probably">{misconception.text}</dd>
          </>
        )}
      </dl>
      {!isHidden("hints") && (
        <>
          <ol class="hints" aria-live="polite">
            {hints.slice(0, shown).map((hint) => (
              <li key={hint}>{hint}</li>
            ))}
          </ol>
          {shown < hints.length && (
            <button type="button" onClick={() => setShown(shown + 1)}>
              Hint {shown + 1} of {hints.length}
            </button>
          )}
        </>
      )}
    </div>
  );
}
