// All exercises, what was reached in each, and the answers as a file.

import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { linkTo } from "../../address/state.js";
import { Notices } from "../../parts/notice.js";
import { answers, importable, storageProblem } from "./answers.js";
import { type Answers, largestText, writeAnswers } from "./answers-text.js";
import { tasks } from "./tasks.js";

export function Contents() {
  const own = answers.value;
  const solved = tasks.filter(({ name }) => own[name]?.best !== undefined && own[name].best.points === own[name].best.outOf).length;
  return (
    <>
      <p>
        Small programs in TypeScript, without trigrad, judged by laws at random inputs. A failure shows the smallest input, the idea that it
        points to, and hints when you want them. {solved} of {tasks.length} are solved.
      </p>
      <ol class="contents">
        {tasks.map(({ name, number, title }) => {
          const best = own[name]?.best;
          return (
            <li key={name} class="card">
              <h2>
                <a href={linkTo("exercises", { ex: String(number) })}>{title}</a>
              </h2>
              <p class={best !== undefined && best.points === best.outOf ? "right" : "about"}>
                {best !== undefined
                  ? `best so far: ${best.points} of ${best.outOf} points`
                  : own[name] === undefined
                    ? "not begun"
                    : "begun"}
              </p>
            </li>
          );
        })}
      </ol>
      <Exchange />
    </>
  );
}

function Exchange() {
  const id = useId();
  const message = useSignal<string | undefined>(undefined);
  /** answers of a file that would replace others */
  const asks = useSignal<{ readonly given: Answers; readonly replaced: readonly string[] } | undefined>(undefined);
  const take = (given: Answers) => {
    answers.value = { ...answers.peek(), ...given };
    asks.value = undefined;
    message.value = `${Object.keys(given).length} answers were imported.`;
  };
  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    const found = file.size > largestText ? { refused: "The file is too large to hold answers." } : importable(await file.text());
    asks.value = undefined;
    if ("refused" in found && typeof found.refused === "string") {
      message.value = found.refused;
      return;
    }
    const given = found as Answers;
    const replaced = Object.keys(given).filter((name) => {
      const before = answers.peek()[name];
      return before !== undefined && JSON.stringify(before.files) !== JSON.stringify(given[name]?.files);
    });
    message.value = undefined;
    if (replaced.length > 0) asks.value = { given, replaced };
    else take(given);
  };
  const { given, replaced = [] } = asks.value ?? {};
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>Your answers</h2>
      <p>They are kept in this browser, and nowhere else.</p>
      {storageProblem.value !== undefined && <Notices sentences={[storageProblem.value]} kind="problem" />}
      <p class="buttons">
        <button type="button" disabled={Object.keys(answers.value).length === 0} onClick={save}>
          Export as a file
        </button>{" "}
        <label>
          Import a file{" "}
          <input type="file" accept="application/json,.json" onChange={({ currentTarget }) => void read(currentTarget.files?.[0])} />
        </label>
      </p>
      {given !== undefined && (
        <div class="linked" role="note">
          <p>The file would replace your answers to {replaced.join(", ")}.</p>
          <button type="button" onClick={() => take(given)}>
            Replace them
          </button>{" "}
          <button
            type="button"
            onClick={() => take(Object.fromEntries(Object.entries(given).filter(([name]) => !replaced.includes(name))))}
          >
            Keep mine, take the others
          </button>
        </div>
      )}
      <p role="status">{message.value}</p>
    </section>
  );
}

function save(): void {
  const address = URL.createObjectURL(new Blob([writeAnswers(answers.peek())], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "trigrad-exercises.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
