// npm run bench: starts here, as the run and as each of its children.

import { writeFileSync } from "node:fs";
import { serve } from "./measure/child.js";
import { childMark } from "./measure/isolate.js";
import { markdown } from "./report/markdown.js";
import { text } from "./report/text.js";
import { run } from "./run.js";
import { usage, type Wishes, wishesOf } from "./settings.js";

async function main(args: readonly string[]): Promise<void> {
  if (args[0] === childMark) {
    serve();
    return;
  }
  const wishes = understood(args);
  if (wishes === undefined) return;
  if (wishes.help) {
    console.log(usage);
    return;
  }
  const report = await run(wishes, (next) => process.stderr.write(`${next}\n`));
  if (wishes.json !== undefined) writeFileSync(wishes.json, `${JSON.stringify(report, null, 2)}\n`);
  if (wishes.output !== undefined) writeFileSync(wishes.output, markdown(report));
  console.log(text(report, process.stdout.columns || 140));
  if (report.failures.length > 0) process.exitCode = 1;
}

function understood(args: readonly string[]): Wishes | undefined {
  try {
    return wishesOf(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    process.exitCode = 2;
    return undefined;
  }
}

await main(process.argv.slice(2));
