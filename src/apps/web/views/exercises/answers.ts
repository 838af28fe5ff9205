// A student's answers, kept in this browser.

import { effect, signal } from "@preact/signals";
import { type Answer, type Answers, readAnswers, writeAnswers } from "./answers-text.js";
import { tasks } from "./tasks.js";

const key = "trigrad-exercises";
const names = tasks.map(({ name }) => name);

export const answers = signal<Answers>(stored());

/** A sentence where this browser keeps nothing. */
export const storageProblem = signal<string | undefined>(undefined);

effect(() => {
  try {
    if (Object.keys(answers.value).length > 0) localStorage.setItem(key, writeAnswers(answers.value));
    storageProblem.value = undefined;
  } catch {
    storageProblem.value = "This browser keeps no answers: export them before you leave the page.";
  }
});

export function setAnswer(name: string, change: (before: Answer) => Answer): void {
  const before = answers.peek()[name] ?? { files: {} };
  answers.value = { ...answers.peek(), [name]: change(before) };
}

function stored(): Answers {
  try {
    const found = readAnswers(localStorage.getItem(key) ?? "", names);
    return "refused" in found ? {} : (found as Answers);
  } catch {
    return {};
  }
}

/** The answers of an exported file; see `readAnswers`. */
export function importable(text: string): ReturnType<typeof readAnswers> {
  return readAnswers(text, names);
}

/** The other tabs of this page write the same storage. */
addEventListener("storage", (event) => {
  if (event.key === key) answers.value = stored();
});
