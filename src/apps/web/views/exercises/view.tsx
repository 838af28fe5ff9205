// Exercises: fourteen programs to write, judged in the page by the grader's own checks.

import { text, whole } from "../../address/keys.js";
import { stateOf } from "../../address/state.js";
import { Notices } from "../../parts/notice.js";
import { Contents } from "./contents.js";
import { Exercise } from "./exercise.js";
import { tasks } from "./tasks.js";

const state = stateOf({
  ex: whole(0, { min: 0, max: tasks.length }),
  code: text(""),
  seed: whole(0, { min: 0, max: 999_999 }),
});

export function View() {
  const { problems, values } = state.value;
  const task = tasks.find(({ number }) => number === values.ex);
  return (
    <div class="view exercises">
      <Notices sentences={problems} kind="problem" />
      {task === undefined ? <Contents /> : <Exercise key={task.name} task={task} code={values.code} seed={values.seed} />}
    </div>
  );
}
