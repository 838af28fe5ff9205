// trigrad exercise and trigrad grade: what is said, and the exit code.

import { describe, expect, it } from "vitest";
import { trigrad } from "./run.js";

const solved = ["grade", "solutions/07-topological-order", "--seed", "1"];

describe("grade", () => {
  it("gives a solution full marks, the same again for the same seed", async () => {
    const [first, again] = [await trigrad([...solved, "--format", "json"]), await trigrad([...solved, "--format", "json"])];
    expect(first.code).toBe(0);
    expect(JSON.parse(first.out)).toMatchObject({ points: 10, outOf: 10 });
    expect(JSON.parse(again.out)).toMatchObject({ points: 10, outOf: 10 });
  });

  it.each([
    [["exercise", "99"], /no exercise "99"/],
    [["exercise", "07", "--hints", "4"], /--hints 4/],
    [["grade", "nowhere"], /nowhere: there is no such file or folder/],
    [["grade", "README.md"], /which exercise is this/],
  ])("refuses %j with a message", async (args, message) => {
    const { code, err } = await trigrad(args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(err).not.toContain("    at ");
  });
});
