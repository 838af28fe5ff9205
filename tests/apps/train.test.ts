// trigrad train as a reader runs it: what it prints, how it stops, and that no interruption costs anything.

import { spawn } from "node:child_process";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { networkCommand } from "../../src/apps/cli/commands/network.js";
import { trainCommand } from "../../src/apps/cli/commands/train.js";
import { watchTraining } from "../../src/apps/cli/training-run.js";
import { numerical } from "../../src/core/differentiators/numerical/index.js";
import { dataSet } from "../../src/course/networks/data/index.js";
import { readNetworkFile } from "../../src/course/networks/network-file.js";
import { randomFrom } from "../../src/course/networks/random.js";
import { readTrainingState } from "../../src/course/networks/training/index.js";
import { program, temporaryFolder, trigrad } from "./run.js";

const { path: folder } = temporaryFolder();
const path = (name: string) => join(folder, name);
const text = (name: string) => readFileSync(path(name), "utf8");

const train = (...args: readonly string[]) => trigrad(["train", ...args], { env: { NO_COLOR: "1", COLUMNS: "80" }, cwd: folder });

/** The command without a process of its own. */
const inside = (data?: string, options: Parameters<typeof trainCommand>[1] = {}) => trainCommand(data, options);
const json = async (data?: string, options: Parameters<typeof trainCommand>[1] = {}) =>
  JSON.parse((await inside(data, { ...options, json: true })).output);

describe("trigrad train", () => {
  it("learns XOR without being told anything, and shows how", async () => {
    const { code, out, err } = await train();
    expect({ code, err }).toEqual({ code: 0, err: "" });
    for (const part of ["XOR of two bits", "2-8-1", "learning rate 0.5", "loss over the data set", "100.0 %", "evaluations", "dead units"])
      expect(out).toContain(part);
    expect(out).toMatch(/500 epochs are done/);
    expect(Math.max(...out.split("\n").map((line) => stringWidth(line)))).toBeLessThanOrEqual(80);
  });

  it("prints the whole run as JSON", async () => {
    const report = await json("iris", { epochs: "3", optimiser: "adam", batch: "50" });
    expect(report).toMatchObject({
      schema: 1,
      data: { name: "iris", instances: 150, classes: ["setosa", "versicolor", "virginica"] },
      network: { inputs: 4, loss: "cross-entropy", reduction: "mean" },
      optimiser: { name: "adam", settings: { rate: 0.01 } },
      batch: 50,
      epochs: 3,
      runs: [{ method: "reverse", ending: { kind: "epochs" }, evaluations: 9 }],
    });
    expect(report.runs[0].history.map(({ epoch }: { epoch: number }) => epoch)).toEqual([0, 1, 2, 3]);
    expect(report.runs[0].parameters.W1).toHaveLength(8);
  });

  it("shows that all methods train to the same weights, and what each costs", async () => {
    const { runs } = await json("xor", { method: "all", epochs: "10", layers: "3" });
    expect(runs.map(({ method }: { method: string }) => method)).toEqual(["reverse", "forward", "symbolic", "numerical"]);
    for (const { method, difference } of runs.slice(1)) expect(difference).toBeLessThan(method === "numerical" ? 1e-9 : 1e-13);
    const evaluations = runs.map((run: { evaluations: number }) => run.evaluations);
    expect(evaluations.slice(0, 3)).toEqual([10, 130, 10]);
    expect(evaluations[3]).toBeGreaterThan(1000);
    const { output } = await inside("xor", { method: "all", epochs: "3", layers: "3" });
    expect(output).toContain("weights differ by");
    expect(output).toContain("reverse, forward, symbolic, numerical: 3 epochs are done.");
  });

  it("says which method cannot, and goes on with the others", async () => {
    const { output, exitCode } = await inside("spirals", { method: "all", size: "2", epochs: "1", layers: "20,20" });
    expect(exitCode).toBe(0);
    expect(output).toMatch(/symbolic: .*too (many|large)/s);
    await expect(inside("spirals", { method: "symbolic" })).rejects.toThrow(/too (many|large)/);
  });

  it("gives up a method that would take too long, after a few steps, and says how long", async () => {
    const options = { data: dataSet("moons", { seed: 1 }), seed: 1, batch: 10, epochs: 100, method: numerical };
    const watch = { label: "", epochs: 100, keep: () => undefined, budget: 0.1 };
    await expect(watchTraining(options, watch)).rejects.toThrow(/^about \d+ (seconds|minutes) would be needed\.$/);
  });

  it("saves a network that trigrad network reads, with the same loss", async () => {
    const report = await json("moons", { epochs: "2", size: "30", save: path("network.json") });
    const { network, parameters, isBatch } = readNetworkFile(text("network.json"));
    expect(isBatch).toBe(true);
    expect(network.spec.layers.map(({ units }) => units)).toEqual([8, 8, 1]);
    expect(parameters).toEqual(report.runs[0].parameters);
    const { output } = networkCommand(path("network.json"), { methods: "reverse", json: true });
    expect(JSON.parse(output).value).toBeCloseTo(report.runs[0].history[2].loss, 14);
  });

  it("reads a CSV file, standardises it, and reports with what", async () => {
    writeFileSync(path("plants.csv"), "height;width;kind\n100;0.1;fern\n210;0.3;moss\n120;0.2;fern\n190;0.4;moss\n");
    const report = await json(path("plants.csv"), { standardise: true, epochs: "30" });
    expect(report.data).toMatchObject({ features: ["height", "width"], classes: ["fern", "moss"], instances: 4 });
    expect(report.data.standardisation.mean[0]).toBeCloseTo(155, 12);
    expect(report.runs[0].history.at(-1).accuracy).toBe(1);
    expect((await inside(path("plants.csv"), { standardise: true, epochs: "1" })).output).toMatch(
      /features standardised: height \(mean 155, deviation/,
    );
  });

  it("ends with 1 and a finding when training diverges", async () => {
    const { exitCode, output } = await inside("curve", { rate: "100", epochs: "50" });
    expect(exitCode).toBe(1);
    expect(output).toMatch(/training diverged\.\s+Try\s+a\s+smaller\s+learning\s+rate,\s+10\s+instead\s+of\s+100/);
    expect(output).not.toMatch(/NaN/);
  });

  it("stops early by loss or patience", async () => {
    expect((await inside("xor", { stopLoss: "0.3" })).output).toMatch(/is at most 0\.3, after \d+ epochs/);
    expect((await inside("iris", { patience: "1", rate: "0.2" })).output).toMatch(/has not become smaller for 1 epoch:/);
  });

  it("refuses bad input with 2 and one line", async () => {
    const { code, out, err } = await train("xor", "--rate", "-1");
    expect({ code, out, err }).toEqual({ code: 2, out: "", err: "trigrad: --rate -1: expected a number larger than 0, such as 0.1.\n" });
  });

  it.each([
    [["xorr", {}], /no data set "xorr": did you mean xor\?/],
    [["nothing.csv", {}], /there is no such file/],
    [["xor", { layers: "3-8-1" }], /--layers 3-8-1: these data have 2 features/],
    [["xor", { layers: "2-8" }], /the loss takes 1 output/],
    [["xor", { layers: "8;8" }], /--layers 8;8: write all widths, such as 2-8-1/],
    [["xor", { layers: "8,0" }], /write all widths/],
    [["xor", { layers: "99999,99999" }], /at most 1000000 are trained/],
    [["xor", { activation: "tahn" }], /did you mean tanh/],
    [["xor", { loss: "huber" }], /Choose from squared/],
    [["curve", { loss: "cross-entropy" }], /regression: use squared/],
    [["xor", { method: "al" }], /--method al: /],
    [["xor", { optimiser: "adan" }], /did you mean adam/],
    [["xor", { rate: "fast" }], /--rate fast: expected a number larger than 0/],
    [["xor", { batch: "0" }], /--batch 0: expected a whole number from 1/],
    [["xor", { epochs: "1.5" }], /--epochs 1\.5/],
    [["xor", { seed: "x" }], /--seed x: expected a whole number/],
    [["xor", { patience: "0" }], /--patience 0/],
    [["xor", { stopLoss: "low" }], /--stop-loss low/],
    [["iris", { size: "10" }], /measured/],
    [["xor", { target: "y" }], /only a CSV file/],
    [["xor", { method: "all", state: "all.state" }], /only the run of one method/],
    [["xor", { state: "nowhere/x.state" }], /no such file or directory/],
    [["xor", { save: "." }], /folder/],
    [["xor", { save: "/dev/null" }], /no ordinary file/],
    [[undefined, { resume: "nothing.state" }], /no such file/],
  ] as const)("%j %o is refused", async ([data, options], message) => {
    await expect(inside(data, options)).rejects.toThrow(message);
  });

  it("names line and column of a bad CSV file, as JSON too", async () => {
    writeFileSync(path("bad.csv"), "a,b,y\n1,2,u\n1,oops,v\n");
    await expect(inside(path("bad.csv"))).rejects.toThrow(/bad\.csv: line 3, column b: "oops" is no finite number/);
    expect(await json(path("bad.csv"))).toMatchObject({ schema: 1, verdict: "error", error: { kind: "bad-value" } });
  });
});

/** A run in a process of its own, which can be stopped. */
function started(...args: readonly string[]) {
  const child = spawn(process.execPath, [program, "train", ...args], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  child.stdout.on("data", (data) => {
    out += data;
  });
  const ended = new Promise<{ readonly code: number | null; readonly out: string }>((done) =>
    child.on("close", (code) => done({ code, out })),
  );
  return { child, ended };
}

const sleep = (milliseconds: number) => new Promise((wake) => setTimeout(wake, milliseconds));
const modified = (name: string) => statSync(path(name), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Waits until the run has written its state anew. */
async function untilWritten(name: string, before: number): Promise<void> {
  while (modified(name) === before) await sleep(5);
}

/** Long enough to be interrupted some times; small enough to write its state in no time. */
const long = ["spirals", "--epochs", "60", "--optimiser", "momentum"];

describe("a run that is interrupted", () => {
  it("by SIGKILL at random moments resumes to the same weights, bit for bit", async () => {
    const whole = train(...long, "--state", "whole.state", "--save", "whole.json");
    const random = randomFrom(Number(process.env.TRIGRAD_SEED));
    let finished = false;
    let kills = 0;
    while (!finished) {
      const before = modified("killed.state");
      const { child, ended } = started(...(before === 0 ? [...long, "--state"] : ["--resume"]), "killed.state", "--save", "killed.json");
      if (kills < 4) {
        await Promise.race([untilWritten("killed.state", before), ended]);
        await Promise.race([sleep(random.uniform(0, 700)), ended]);
        child.kill("SIGKILL");
        kills++;
      }
      finished = (await ended).code === 0;
      expect(() => readTrainingState(text("killed.state"))).not.toThrow();
    }
    expect((await whole).code).toBe(0);
    const states = ["whole.state", "killed.state"].map((name) => JSON.parse(text(name)).state);
    expect(states[1]).toEqual(states[0]);
    expect(text("killed.json")).toBe(text("whole.json"));
  });

  it("by SIGINT keeps its state, says how to go on, and ends with 130", async () => {
    const { child, ended } = started("spirals", "--epochs", "100000", "--state", "stopped.state");
    await untilWritten("stopped.state", 0);
    child.kill("SIGINT");
    const { code, out } = await ended;
    expect(code).toBe(130);
    expect(out).toMatch(/^interrupted in epoch \d+, at loss [\d.]+\. Resume it with: trigrad train --resume stopped\.state$/m);
    const { state } = readTrainingState(text("stopped.state"));
    const rest = await inside(undefined, { resume: path("stopped.state"), epochs: String(state.epoch + 1) });
    expect(rest.exitCode).toBe(0);
    expect(readTrainingState(text("stopped.state")).state.epoch).toBe(state.epoch + 1);
  });

  it("is not written over by a new run, but a finished one may be", async () => {
    const { child, ended } = started("spirals", "--epochs", "100000", "--state", "mine.state");
    await untilWritten("mine.state", 0);
    child.kill("SIGKILL");
    await ended;
    const state = path("mine.state");
    await expect(inside("xor", { state })).rejects.toThrow(/interrupted in epoch \d+\. --resume .*mine\.state goes on/);
    expect((await inside(undefined, { resume: state, epochs: "1" })).exitCode).toBe(0);
    expect((await inside("xor", { epochs: "1", state })).exitCode).toBe(0);
    writeFileSync(path("notes.txt"), "not a state");
    await expect(inside("xor", { state: path("notes.txt") })).rejects.toThrow(/no state that trigrad reads/);
    expect(text("notes.txt")).toBe("not a state");
  });
});

describe("--resume", () => {
  it("refuses other settings, a damaged file, another version and another kind of file, each in one line of its own", async () => {
    await inside("xor", { epochs: "2", state: path("kept.state") });
    const kept = text("kept.state");
    const refused = async (message: RegExp, options: Parameters<typeof trainCommand>[1] = {}, data?: string) => {
      const error = await inside(data, { ...options, resume: path("kept.state") }).catch((thrown: unknown) => thrown);
      expect((error as Error).message).toMatch(message);
      expect((error as Error).message).not.toContain("\n");
    };
    await refused(/another optimiser: .*0\.5.* asked for is .*0\.1/, { rate: "0.1" });
    await refused(/another seed/, { seed: "2" });
    await refused(/other data/, {}, "circles");
    await refused(/another network/, { layers: "4" });
    await refused(/another method/, { method: "forward" });
    writeFileSync(path("kept.state"), kept.replace('"epoch":2', '"epoch":1'));
    await refused(/kept\.state: the training state is damaged/);
    writeFileSync(path("kept.state"), kept.slice(0, -100));
    await refused(/kept\.state: the training state is damaged/);
    writeFileSync(path("kept.state"), kept.replace('"version":1', '"version":2'));
    await refused(/another version/);
    writeFileSync(path("kept.state"), "a,b\n1,2\n");
    await refused(/this is no training state/);
  });

  it("refuses a CSV file that has changed since", async () => {
    writeFileSync(path("points.csv"), "x,y\n1,2\n2,3.5\n3,5\n");
    const state = path("points.state");
    await inside(path("points.csv"), { epochs: "2", state });
    expect((await inside(undefined, { resume: state, epochs: "3" })).exitCode).toBe(0);
    writeFileSync(path("points.csv"), "x,y\n1,2\n2,3.5\n3,6\n");
    await expect(inside(undefined, { resume: state, epochs: "4" })).rejects.toThrow(/other data/);
  });
});

it("a file that is written atomically is complete at every moment", async () => {
  const module = pathToFileURL(resolve("dist/apps/cli/write-atomically.js")).href;
  const script = `import { writeAtomically } from ${JSON.stringify(module)};
    for (let i = 0; ; i = (i + 1) % 10) writeAtomically(${JSON.stringify(path("pages"))}, String(i).repeat(300000));`;
  const random = randomFrom(Number(process.env.TRIGRAD_SEED) + 1);
  for (let round = 0; round < 6; round++) {
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "ignore" });
    const ended = new Promise((done) => child.on("close", done));
    while (!existsSync(path("pages"))) await sleep(2);
    for (let look = 0; look < 10; look++) {
      expect(text("pages")).toMatch(/^(\d)\1{299999}$/);
      await sleep(random.uniform(0, 15));
    }
    child.kill("SIGKILL");
    await ended;
    expect(text("pages")).toMatch(/^(\d)\1{299999}$/);
  }
});
