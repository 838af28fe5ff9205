// trigrad crosscheck as a reader runs it: totals, states, replays and refusals.

import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { environment, expectRefused, json, program, temporaryFolder, trigrad } from "./run.js";

const folder = temporaryFolder();
const crosscheck = (...args: readonly string[]) => trigrad(["crosscheck", ...args]);

describe("a run", () => {
  test("says how many agreed, how fast, and that nothing contradicts", async () => {
    const { code, out, err } = await crosscheck("--count", "25", "--seed", "4", "--size", "4");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/25 random formulas of up to 4 operations; seed 4; .* per second/);
    expect(out).toMatch(/all methods agree .* 25 .*100 %/);
    expect(out).toMatch(/No contradiction in 25 cases\./);
  });

  test("as JSON, the same again for the same seed", async () => {
    const [first, second] = await Promise.all([1, 2].map(() => crosscheck("--count", "15", "--size", "4", "--json")));
    const { seconds, perSecond, ...report } = json(first as NonNullable<typeof first>);
    expect(report).toMatchObject({
      schema: 1,
      what: "formulas",
      seed: 1,
      size: 4,
      wild: false,
      count: 15,
      ending: "count",
      totals: { done: 15 },
    });
    expect(seconds).toBeGreaterThan(0);
    expect(perSecond).toBeCloseTo(15 / seconds);
    expect(json(second as NonNullable<typeof second>)["totals"]).toEqual(report["totals"]);
  });

  test("of networks", async () => {
    const { code, out } = await crosscheck("--networks", "--count", "3", "--size", "2", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ what: "networks", totals: { done: 3 } });
  });

  test("at wild points", async () => {
    const { code, out } = await crosscheck("--wild", "--count", "10", "--size", "3");
    expect(code).toBe(0);
    expect(out).toMatch(/points with extreme numbers/);
  });

  test("fits a narrow terminal without Unicode", async () => {
    const { out } = await trigrad(["crosscheck", "--count", "5", "--size", "3"], { env: { COLUMNS: "40", TERM: "linux" } });
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(40);
  });

  test("ends with its time", async () => {
    const { code, out } = await crosscheck("--count", "1000000", "--time", "0.5");
    expect(code).toBe(0);
    expect(out).toMatch(/The time is over\. No contradiction in [\d,]+ cases\. [\d,]+ cases were left\./);
  });
});

describe("a state", () => {
  test("is gone on with, to the totals of a single run", async () => {
    const path = join(folder.path, "resumed.json");
    await crosscheck("--count", "8", "--seed", "9", "--size", "4", "--state", path);
    const resumed = json(await crosscheck("--count", "20", "--state", path, "--json"));
    const whole = json(await crosscheck("--count", "20", "--seed", "9", "--size", "4", "--json"));
    expect(resumed["totals"]).toEqual(whole["totals"]);
    expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ crosscheck: 1, run: { seed: 9 }, totals: { done: 20 } });
  });

  test("outlives a kill at any time", async () => {
    const path = join(folder.path, "killed.json");
    const args = ["crosscheck", "--count", "100000", "--size", "4", "--state", path];
    const child = spawn(process.execPath, [program, ...args], { env: environment(), stdio: "ignore" });
    while (!existsSync(path) || JSON.parse(readFileSync(path, "utf8")).totals.done < 5)
      await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
    const { done } = JSON.parse(readFileSync(path, "utf8")).totals;
    const { totals } = json(await crosscheck("--count", String(done + 3), "--state", path, "--json"));
    const whole = json(await crosscheck("--count", String(done + 3), "--size", "4", "--json"));
    expect(totals).toEqual(whole["totals"]);
  });

  test("is kept when a signal ends the run, which says how to go on", async () => {
    const path = join(folder.path, "interrupted.json");
    const child = spawn(process.execPath, [program, "crosscheck", "--count", "100000", "--state", path], { env: environment() });
    let out = "";
    child.stdout.on("data", (text: Buffer) => {
      out += text.toString();
    });
    while (!existsSync(path)) await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill("SIGINT");
    const code = await new Promise((resolve) => child.once("exit", resolve));
    expect(code).toBe(130);
    expect(out).toContain("Interrupted. No contradiction");
    expect(out).toContain(`go on: trigrad crosscheck --state ${path} --count 100000`);
  });

  test("of another run is refused", async () => {
    const path = join(folder.path, "other.json");
    await crosscheck("--count", "2", "--size", "3", "--state", path);
    const refused = await crosscheck("--seed", "2", "--state", path);
    expectRefused(refused);
    expect(refused.err).toMatch(/a run with --formulas --size 3 --seed 1, and asked for is .*--seed 2/);
    const asJson = await crosscheck("--networks", "--state", path, "--json");
    expect([asJson.code, json(asJson)["error"].kind]).toEqual([2, "bad-state"]);
  });

  test.each(["", '{"crosscheck":1,"run":{"what":"formulas"},"totals":{},"seconds":1}', "[1"])(
    "that is none (%s) is refused, and left alone",
    async (text) => {
      const path = join(folder.path, "none.json");
      writeFileSync(path, text);
      const refused = await crosscheck("--state", path);
      expectRefused(refused);
      expect(refused.err).toMatch(/no state of a cross-check/);
      expect(readFileSync(path, "utf8")).toBe(text);
    },
  );
});

describe("a replay", () => {
  test("shows one formula as text", async () => {
    const { code, out } = await crosscheck("--replay", '{"formula":"x^2 / y","at":{"x":3,"y":2}}');
    expect(code).toBe(0);
    expect(out).toMatch(/x\^2 \/ y {2}at {2}x = 3, y = 2/);
    expect(out).toMatch(/AGREE.*\nNo contradiction\./);
  });

  test("shows one network as text, and as JSON", async () => {
    const network = { layers: [{ weights: [[3]], activation: "tanh" }], loss: "squared", input: [2], target: [5] };
    const { code, out } = await crosscheck("--replay", JSON.stringify({ network }), "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      schema: 1,
      case: JSON.stringify({ network: { ...network } }),
      verdict: "agree",
      contradiction: null,
    });
  });

  test("shows a case by its number and path, the same one each time", async () => {
    const first = await crosscheck("--seed", "4", "--size", "4", "--replay", "3/0");
    expect(first).toEqual(await crosscheck("--seed", "4", "--size", "4", "--replay", "3/0"));
    expect(first.code).toBe(0);
    expect((await crosscheck("--networks", "--size", "2", "--replay", "1/0")).out).toMatch(/^the network\nat {2}x = /);
  });

  test.each([
    ["nonsense", /expected a case as crosscheck prints it/],
    ["[1]", /expected a case/],
    ['{"formula":"x^"}', /\^/],
    ['{"formula":"x*y","at":{"x":1}}', /needs values for x, y, and y has none/],
    ['{"formula":"x","at":{"x":"a"}}', /x is "a"/],
    ['{"network":{"layers":[]}}', /layers: expected/],
    ["3/0:9999:1", /there is no such case/],
  ])("of %s is refused", async (text, message) => {
    const refused = await crosscheck("--replay", text);
    expectRefused(refused);
    expect(refused.err).toMatch(message);
  });
});

describe("bad input", () => {
  test.each([
    [["--formulas", "--networks"], /choose one/],
    [["--networks", "--wild"], /only formulas/],
    [["--count", "0"], /--count 0: expected a whole number from 1 on/],
    [["--count", "ten"], /--count ten/],
    [["--seed", "-1"], /--seed -1: expected a whole number from 0/],
    [["--size", "0"], /--size 0: expected how many operations of a formula there may be, from 1 to 300/],
    [["--networks", "--size", "65"], /neurons of a layer there may be, from 1 to 64/],
    [["--time", "0"], /--time 0: expected seconds/],
    [["--state", "/nowhere/at/all.json"], /nowhere/],
    [["--sed", "1"], /unknown option.*--sed/],
  ])("%j is refused", async (args, message) => {
    const refused = await crosscheck(...(args as string[]));
    expectRefused(refused);
    expect(refused.err).toMatch(message as RegExp);
  });

  test("as JSON too", async () => {
    const { code, out } = await crosscheck("--count", "0", "--json");
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ schema: 1, verdict: "error", error: { kind: "bad-setting" } });
  });
});
