// The main job: both formulas of the lecture, compared by all methods and drawn with values and gradients.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../dist/apps/cli/main.js", import.meta.url));
const examples = [
  { formula: "(x + y) * z", at: "x=-2,y=5,z=-4" },
  { formula: "-log(sigmoid(dot(w, x)))", at: "w=[1,1,-1.5],x=[1,1,1]" },
];

if (!existsSync(program)) {
  console.error("trigrad is not built yet: run npm run build.");
  process.exit(1);
}
for (const { formula, at } of examples) {
  for (const command of ["compare", "graph"]) {
    console.log(`\n$ trigrad ${command} "${formula}" --at "${at}"\n`);
    const { status, signal } = spawnSync(process.execPath, [program, command, formula, "--at", at], { stdio: "inherit" });
    if (status !== 0) {
      console.error(`trigrad ${command} ended with ${signal ?? `exit code ${status}`}`);
      process.exit(status ?? 1);
    }
  }
}
