// One exercise: its task, the editor, and what the grader says.

import { useSignal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import type { GradeReport, PropertyReport } from "../../../../course/grading/report.js";
import { change, fullLink, linkTo } from "../../address/state.js";
import { isCancellation } from "../../engine/ask.js";
import type { Progress } from "../../engine/protocol.js";
import { LongWork } from "../../parts/long-work.js";
import { Notices } from "../../parts/notice.js";
import { judge } from "../../sandbox/judge.js";
import { answers, setAnswer, storageProblem } from "./answers.js";
import { readCode, writeCode } from "./code-link.js";
import { Editor } from "./editor.js";
import { Prose } from "./prose.js";
import { Properties, Report } from "./report.js";
import { filesOf, type Task, type TaskFiles } from "./tasks.js";

export interface ExerciseProps {
  readonly task: Task;
  /** code that came with the link; empty where none did */
  readonly code: string;
  /** what the inputs of the checks are drawn from; 0 draws anew each time */
  readonly seed: number;
}

export function Exercise({ task, code, seed }: ExerciseProps) {
  const [files, setFiles] = useState<TaskFiles | undefined>(undefined);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    filesOf(task).then(setFiles, () => setFailed(true));
  }, []);
  return (
    <div class="exercise" aria-busy={files === undefined && !failed}>
      <p>
        <a href={linkTo("exercises")}>All exercises</a>
      </p>
      <h2>
        {task.number}. {task.title}
      </h2>
      {failed && <Notices sentences={["The exercise could not be loaded. Is the connection gone? Reload the page."]} kind="problem" />}
      {files !== undefined && (
        <div class="sheet">
          <Prose text={task.prose} pictures={files.pictures} />
          <Work task={task} stubs={files.stubs} code={code} seed={seed} />
        </div>
      )}
    </div>
  );
}

interface WorkProps extends ExerciseProps {
  readonly stubs: TaskFiles["stubs"];
}

function Work({ task, stubs, code, seed }: WorkProps) {
  const fromLink = code === "" ? undefined : readCode(code);
  const linked = fromLink !== undefined && "files" in fromLink ? fromLink.files : undefined;
  const own = answers.value[task.name]?.files ?? {};
  const text = (file: string) => linked?.[file] ?? own[file] ?? stubs[file] ?? "";
  const names = Object.keys(stubs);
  const write = (file: string, typed: string) => {
    if (linked !== undefined || typed === text(file)) return;
    setAnswer(task.name, (before) => ({ ...before, files: { ...before.files, [file]: typed } }));
  };
  const take = () => {
    if (linked === undefined) return;
    const wanted = Object.entries(linked).filter(([file]) => names.includes(file));
    setAnswer(task.name, (before) => ({ ...before, files: { ...before.files, ...Object.fromEntries(wanted) } }));
    change({ code: undefined });
  };
  return (
    <section class="work" aria-label="Your answer">
      {fromLink !== undefined && "refused" in fromLink && <Notices sentences={[fromLink.refused]} kind="problem" />}
      {linked !== undefined && (
        <div class="card linked" role="note">
          <p>
            <strong>This code came with the link.</strong> It has not been run and is not kept. Read it first; it is checked only after you
            take it as your answer.
          </p>
          <button type="button" onClick={take}>
            {Object.keys(own).length > 0 ? "Replace my answer by it" : "Take it as my answer"}
          </button>{" "}
          <button type="button" onClick={() => change({ code: undefined })}>
            Leave it
          </button>
        </div>
      )}
      <p class="about">In the editor Tab indents; press Escape, then Tab, to leave it.</p>
      {names.map((file) => (
        <div key={file}>
          <h3>{file}</h3>
          <Editor
            key={code}
            label={`Your answer, ${file}`}
            text={text(file)}
            readOnly={linked !== undefined}
            onChange={(typed) => write(file, typed)}
          />
        </div>
      ))}
      {storageProblem.value !== undefined && <Notices sentences={[storageProblem.value]} kind="problem" />}
      <Grading
        key={code}
        task={task}
        files={() => Object.fromEntries(names.map((file) => [file, text(file)]))}
        locked={linked !== undefined}
        seed={seed}
        onReset={() => setAnswer(task.name, (before) => ({ ...before, files: {} }))}
      />
    </section>
  );
}

interface GradingProps {
  readonly task: Task;
  readonly files: () => Readonly<Record<string, string>>;
  /** code that nobody has taken as theirs is not run */
  readonly locked: boolean;
  readonly seed: number;
  readonly onReset: () => void;
}

/** Some built-in functions do not ask whether they should stop: then frame and worker are ended from outside. */
const patience = 30_000;

interface Judging {
  readonly cancel: AbortController;
  readonly progress?: Progress;
}

function Grading({ task, files, locked, seed, onReset }: GradingProps) {
  const judging = useSignal<Judging | undefined>(undefined);
  const report = useSignal<GradeReport | undefined>(undefined);
  const trouble = useSignal<{ readonly words: string; readonly judged: readonly PropertyReport[] } | undefined>(undefined);
  const shared = useSignal("");
  const running = useRef<Judging | undefined>(undefined);
  useEffect(() => () => running.current?.cancel.abort(), []);

  async function check(): Promise<void> {
    const cancel = new AbortController();
    running.current = { cancel };
    judging.value = running.current;
    report.value = undefined;
    trouble.value = undefined;
    let judged: readonly PropertyReport[] = [];
    const signal = AbortSignal.any([cancel.signal, AbortSignal.timeout(patience)]);
    const randomSeed = seed === 0 ? 1 + Math.floor(Math.random() * 999_998) : seed;
    try {
      const onProgress = (progress: Progress) => {
        judged = (progress.partial as readonly PropertyReport[] | undefined) ?? judged;
        judging.value = { cancel, progress };
      };
      const found = await judge({ exercise: task.name, files: files(), randomSeed }, { signal, onProgress });
      if ("refused" in found) trouble.value = { words: found.refused, judged };
      else {
        report.value = found;
        keepBest(task.name, found);
      }
    } catch (error) {
      if (signal.aborted && !cancel.signal.aborted)
        trouble.value = { words: "The program had to be ended from outside: it used up all time or memory.", judged };
      else if (!isCancellation(error))
        trouble.value = {
          words: `This is a mistake of trigrad, not yours: ${error instanceof Error ? error.message : String(error)}`,
          judged,
        };
    } finally {
      judging.value = undefined;
      running.current = undefined;
    }
  }

  const share = async () => {
    const link = `${fullLink().replace(/&code=[^&]*/, "")}&code=${writeCode(files())}`;
    try {
      await navigator.clipboard.writeText(link);
      shared.value = "A link with your code is copied.";
    } catch {
      change({ code: writeCode(files()) });
      shared.value = "The address holds your code now: copy it.";
    }
  };
  const { progress, cancel } = judging.value ?? {};
  return (
    <div aria-busy={judging.value !== undefined}>
      <p class="buttons">
        <button type="button" class="main" disabled={locked || judging.value !== undefined} onClick={() => void check()}>
          Check my answer
        </button>{" "}
        <button type="button" disabled={locked} onClick={() => void share()}>
          Copy a link with my code
        </button>{" "}
        <StartAgain disabled={locked} onReset={onReset} /> <span role="status">{shared.value}</span>
      </p>
      {cancel !== undefined && <LongWork title="Checking:" progress={progress} onCancel={() => cancel.abort()} />}
      {trouble.value !== undefined && (
        <>
          <Notices sentences={[trouble.value.words]} kind="problem" />
          <Properties properties={trouble.value.judged} />
        </>
      )}
      {report.value !== undefined && <Report report={report.value} />}
    </div>
  );
}

/** Work is lost only after a second word. */
function StartAgain({ disabled, onReset }: { readonly disabled: boolean; readonly onReset: () => void }) {
  const [asks, setAsks] = useState(false);
  const answer = (really: boolean) => {
    setAsks(false);
    if (really) onReset();
  };
  if (!asks)
    return (
      <button type="button" disabled={disabled} onClick={() => setAsks(true)}>
        Start again
      </button>
    );
  return (
    <>
      <button type="button" onClick={() => answer(true)}>
        Yes, throw my answer away
      </button>{" "}
      <button type="button" onClick={() => answer(false)}>
        No, keep it
      </button>
    </>
  );
}

function keepBest(name: string, { points, outOf }: GradeReport): void {
  setAnswer(name, (before) => ({
    ...before,
    best: before.best !== undefined && before.best.points > points ? before.best : { points, outOf },
  }));
}
