// A class made up from a seed: right, wrong and hostile answers to exercise 01, under names that a file system allows.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { attacks } from "../../course/grading/attacks/table.js";

const wrong = "tests/course/grading/wrong/01-difference-quotient";
/** Names that would be formulas, markup, commands or several lines where they are not taken care of. */
const names = [
  "=1+1",
  "+cmd",
  "-2",
  "@sum",
  "<script>Ann & Bob",
  "two\nlines",
  "\u001b[31mred",
  "o'neil; rm -rf *",
  "\u202egnp.ts",
  'Ü, "quoted"',
];

/** Of ten submissions six are right, three wrong and one is an attack; one in three is a folder. */
export function generateClass(folder: string, size: number): void {
  const right = readFileSync("solutions/01-difference-quotient/difference.ts", "utf8");
  const mistakes = readdirSync(wrong)
    .sort()
    .map((name) => readFileSync(join(wrong, name), "utf8"));
  mkdirSync(folder, { recursive: true });
  for (let n = 0; n < size; n++) {
    const kind = n % 10;
    const source =
      kind < 6
        ? `// ${n}\n${right}`
        : kind < 9
          ? mistakes[(3 * Math.floor(n / 10) + kind) % mistakes.length]
          : attacks[(7 * Math.floor(n / 10)) % attacks.length]?.source;
    const name = `${names[n] ?? "student"} ${String(n).padStart(3, "0")}`;
    if (n % 3 !== 0) writeFileSync(join(folder, `${name}.ts`), source ?? "");
    else {
      mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, "difference.ts"), source ?? "");
    }
  }
}
