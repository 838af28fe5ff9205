import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { isolated, isolatedRow } from "../../bench/measure/isolate.js";
import { quick } from "../../bench/measure/settings.js";

const program = fileURLToPath(new URL("dying-child.mjs", import.meta.url));
const job = { kind: "row", subject: "row", isQuick: true, settings: { ...quick, patience: 1500 } } as const;

test("a contender that takes its process down, or says nothing any more, is reported, and the others are measured", async () => {
  const { results } = await isolatedRow(job, ["silent", "good", "fatal"], program);
  expect(results.map(({ contender, outcome }) => [contender, outcome])).toEqual([
    ["silent", "gave up"],
    ["good", "measured"],
    ["fatal", "crashed"],
  ]);
  expect(results[0]).toMatchObject({ reason: "nothing after 1.5 s" });
  expect(results[2]).toMatchObject({ reason: "its process ended with exit code 3" });
});

test("where no contender can be blamed, the job fails and says at what", async () => {
  await expect(isolatedRow(job, ["good"], program)).rejects.toThrow("row: its process ended with exit code 3");
  await expect(isolated(job, program)).rejects.toThrow("row row: its process ended with exit code 3 (at fatal)");
});
