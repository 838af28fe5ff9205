// The built-in data sets against their definitions, and CSV files as users have them.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DataFileError, parseCsv } from "../../../src/course/networks/data/csv.js";
import { defaultNetwork, networkFor, targetsFor } from "../../../src/course/networks/data/default-network.js";
import { type DataSetName, dataSet, dataSetNames } from "../../../src/course/networks/data/index.js";
import { standardise } from "../../../src/course/networks/data/standardise.js";
import { encodeTargets } from "../../../src/course/networks/targets.js";

const drawn = dataSetNames.filter((name) => name !== "iris");
const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const mean = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0) / xs.length;
const column = (rows: readonly (readonly number[])[], k: number) => rows.map((row) => row[k] as number);

describe("every data set", () => {
  it.each(dataSetNames)("%s is the same for the same seed", (name) => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(dataSet(name, { seed })).toEqual(dataSet(name, { seed }));
      }),
      { numRuns: 20 },
    );
  });

  it.each(drawn)("%s is another for another seed where there is noise", (name) => {
    expect(dataSet(name, { seed: 1, noise: 0.1 })).not.toEqual(dataSet(name, { seed: 2, noise: 0.1 }));
  });

  it.each(drawn)("%s has as many instances as asked for, classes by turns", (name) => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), seeds, (size, seed) => {
        const { inputs, targets, task, features } = dataSet(name, { seed, size });
        expect(inputs).toHaveLength(size);
        expect(targets).toHaveLength(size);
        for (const row of inputs) expect(row).toHaveLength(features.length);
        expect(inputs.flat().every(Number.isFinite)).toBe(true);
        const ones = targets.filter((target) => target === 1).length;
        if (task === "classification" && name !== "and") expect(Math.abs(2 * ones - size)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 30 },
    );
  });

  it.each(drawn)("%s refuses a size or noise that means nothing", (name) => {
    for (const size of [0, 1, 2.5, Number.NaN, 1e9]) expect(() => dataSet(name, { seed: 1, size })).toThrow(/size is a whole number/);
    for (const noise of [-1, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => dataSet(name, { seed: 1, noise })).toThrow(/noise/);
  });

  it.each(dataSetNames)("%s has a default network that takes its instances and targets", (name) => {
    const data = dataSet(name, { seed: 1 });
    const spec = defaultNetwork(data);
    expect(spec.inputs).toBe(data.features.length);
    expect(spec.reduction).toBe("mean");
    expect(encodeTargets(spec, targetsFor(spec, data))).toHaveLength(data.targets.length);
    expect(spec.layers.at(-1)?.activation).toBe("identity");
  });
});

describe("without noise", () => {
  const exact = (name: DataSetName) => dataSet(name, { seed: 1, noise: 0, size: 40 });

  it.each([
    ["xor", [0, 1, 1, 0]],
    ["and", [0, 0, 0, 1]],
  ] as const)("%s is its truth table", (name, truth) => {
    const { inputs, targets } = dataSet(name, { seed: 1 });
    expect(inputs).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    expect(targets).toEqual(truth);
  });

  it("circles have radii 1 and 1/2", () => {
    const { inputs, targets } = exact("circles");
    inputs.forEach(([x = 0, y = 0], i) => {
      expect(Math.hypot(x, y)).toBeCloseTo(targets[i] === 0 ? 1 : 0.5, 12);
    });
  });

  it("moons are half circles around (0, 0) and (1, 1/2)", () => {
    const { inputs, targets } = exact("moons");
    inputs.forEach(([x = 0, y = 0], i) => {
      const [centre, side] = targets[i] === 0 ? [[0, 0], 1] : [[1, 0.5], -1];
      expect(Math.hypot(x - (centre[0] as number), y - (centre[1] as number))).toBeCloseTo(1, 12);
      expect(side * (y - (centre[1] as number))).toBeGreaterThanOrEqual(-1e-12);
    });
  });

  it("the second arm of the spirals is the first one turned by half a turn", () => {
    const { inputs } = exact("spirals");
    for (let i = 0; i < inputs.length; i += 2) {
      expect(inputs[i + 1]?.[0]).toBeCloseTo(-(inputs[i]?.[0] as number), 12);
      expect(inputs[i + 1]?.[1]).toBeCloseTo(-(inputs[i]?.[1] as number), 12);
    }
  });

  it("the curve is the sine, from -pi to pi", () => {
    const { inputs, targets } = exact("curve");
    expect(inputs[0]).toEqual([-Math.PI]);
    expect(inputs.at(-1)).toEqual([Math.PI]);
    inputs.forEach(([x = 0], i) => {
      expect(targets[i]).toBe(Math.sin(x));
    });
  });
});

it("noise has the standard deviation that is asked for", () => {
  const noise = 0.3;
  const { inputs, targets } = dataSet("curve", { seed: 5, noise, size: 20_000 });
  const errors = targets.map((target, i) => (target as number) - Math.sin(inputs[i]?.[0] as number));
  expect(mean(errors)).toBeCloseTo(0, 1);
  expect(Math.sqrt(mean(errors.map((e) => e * e)))).toBeCloseTo(noise, 2);
});

describe("iris", () => {
  const { inputs, targets, classes, source } = dataSet("iris", { seed: 1 });

  it("has Fisher's 150 flowers, 50 of each species, and names its source", () => {
    expect(inputs).toHaveLength(150);
    for (const species of [0, 1, 2]) expect(targets.filter((target) => target === species)).toHaveLength(50);
    expect(classes).toEqual(["setosa", "versicolor", "virginica"]);
    expect(source).toContain("Fisher");
  });

  it("has Fisher's means, over all flowers and by species", () => {
    const means = (rows: readonly (readonly number[])[]) => [0, 1, 2, 3].map((k) => mean(column(rows, k)));
    const close = (found: readonly number[], published: readonly number[], digits: number) =>
      found.forEach((value, k) => {
        expect(value).toBeCloseTo(published[k] as number, digits);
      });
    close(means(inputs), [5.8433, 3.0573, 3.758, 1.1993], 4);
    // Table II of the paper.
    close(means(inputs.slice(0, 50)), [5.006, 3.428, 1.462, 0.246], 9);
    close(means(inputs.slice(50, 100)), [5.936, 2.77, 4.26, 1.326], 9);
  });

  it("has the two flowers that most copies have wrong as in Fisher's table", () => {
    expect(inputs[34]).toEqual([4.9, 3.1, 1.5, 0.2]);
    expect(inputs[37]).toEqual([4.9, 3.6, 1.4, 0.1]);
  });

  it("is not drawn", () => {
    expect(() => dataSet("iris", { seed: 1, size: 10 })).toThrow(/measured/);
    expect(() => dataSet("iris", { seed: 1, noise: 0 })).toThrow(/measured/);
  });
});

describe("a network for a data set", () => {
  it("has the outputs that the loss needs", () => {
    const outputs = (name: DataSetName, loss?: "squared" | "binary-cross-entropy" | "cross-entropy") => {
      const spec = networkFor(dataSet(name, { seed: 1 }), { hidden: [], ...(loss === undefined ? {} : { loss }) });
      return [spec.loss, spec.layers.at(-1)?.units];
    };
    expect(outputs("xor")).toEqual(["binary-cross-entropy", 1]);
    expect(outputs("xor", "squared")).toEqual(["squared", 1]);
    expect(outputs("xor", "cross-entropy")).toEqual(["cross-entropy", 2]);
    expect(outputs("iris")).toEqual(["cross-entropy", 3]);
    expect(outputs("iris", "squared")).toEqual(["squared", 3]);
    expect(outputs("curve")).toEqual(["squared", 1]);
    expect(() => outputs("curve", "cross-entropy")).toThrow(/regression: use squared/);
  });
});

describe("standardised features", () => {
  it("have mean 0 and deviation 1, and the report takes them back", () => {
    const data = dataSet("iris", { seed: 1 });
    const { data: scaled, standardisation } = standardise(data);
    data.features.forEach((_, k) => {
      const values = column(scaled.inputs, k);
      expect(mean(values)).toBeCloseTo(0, 12);
      expect(mean(values.map((x) => x * x))).toBeCloseTo(1, 12);
      values.forEach((value, i) => {
        const back = value * (standardisation.deviation[k] as number) + (standardisation.mean[k] as number);
        expect(back).toBeCloseTo(data.inputs[i]?.[k] as number, 12);
      });
    });
  });

  it("leave a feature that does not vary at 0", () => {
    const { data, standardisation } = parseCsv("a,b,y\n0.1,1,u\n0.1,2,v\n0.1,4,u", { standardise: true });
    expect(standardisation?.deviation[0]).toBe(1);
    for (const value of column(data.inputs, 0)) expect(value).toBeCloseTo(0, 12);
  });
});

describe("a CSV file", () => {
  it("gives back the numbers and classes that were written", () => {
    const cell = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (Object.is(x, -0) ? 0 : x));
    const row = fc.record({ features: fc.array(cell, { minLength: 2, maxLength: 2 }), label: fc.constantFrom("red", "green", "blue") });
    const delimiter = fc.constantFrom(",", ";", "\t");
    const end = fc.constantFrom("\n", "\r\n");
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 3, maxLength: 12 }),
        delimiter,
        end,
        fc.boolean(),
        fc.boolean(),
        (rows, sep, newline, header, bom) => {
          fc.pre(new Set(rows.map(({ label }) => label)).size > 1);
          const lines = rows.map(({ features, label }) => [...features, label].join(sep));
          const text = (bom ? "\uFEFF" : "") + [...(header ? [["length", "width", "colour"].join(sep)] : []), ...lines, ""].join(newline);
          const { data } = parseCsv(text);
          expect(data.inputs).toEqual(rows.map(({ features }) => features));
          expect(data.targets.map((target) => data.classes?.[target as number])).toEqual(rows.map(({ label }) => label));
          expect(data.features).toEqual(header ? ["length", "width"] : ["column 1", "column 2"]);
        },
      ),
    );
  });

  it("takes 0, 1, ... as classes, other numbers as a regression, unless told otherwise", () => {
    expect(parseCsv("x,y\n1,0\n2,1\n3,1").data).toMatchObject({ task: "classification", targets: [0, 1, 1], classes: ["0", "1"] });
    expect(parseCsv("x,y\n1,0\n2,1.0\n3,1").data.classes).toEqual(["0", "1"]);
    expect(parseCsv("x,y\n1,0\n2,1\n3,1", { task: "regression" }).data).toMatchObject({ task: "regression", targets: [0, 1, 1] });
    expect(parseCsv("x,y\n1,0.5\n2,-1\n3,1e3").data).toMatchObject({ task: "regression", targets: [0.5, -1, 1000] });
    expect(parseCsv("x,y\n1,10\n2,9\n3,10", { task: "classification" }).data.classes).toEqual(["9", "10"]);
  });

  it("takes the target by name or number", () => {
    const text = "y,a,b\nu,1,2\nv,3,4";
    expect(parseCsv(text, { target: "y" }).data).toMatchObject({
      features: ["a", "b"],
      targets: [0, 1],
      inputs: [
        [1, 2],
        [3, 4],
      ],
    });
    expect(parseCsv(text, { target: "1" }).data.features).toEqual(["a", "b"]);
    expect(() => parseCsv(text, { target: "bb" })).toThrow(/no column "bb".*The columns are y, a, b\./);
    expect(() => parseCsv("a,a,y\n1,2,u\n1,2,v", { target: "a" })).toThrow(/2 columns are named a/);
  });

  it("reads quoted names and values", () => {
    const { data } = parseCsv('"width, cm",kind\n1,"tall, thin"\n2,"say ""hi"""\n');
    expect(data.features).toEqual(["width, cm"]);
    expect(data.classes).toEqual(['say "hi"', "tall, thin"]);
  });

  it.each([
    ["", /empty/, undefined, undefined],
    ["\n\n", /empty/, undefined, undefined],
    ["a,b", /no lines of values/, undefined, undefined],
    ["a,b\n1,2", /one line of values/, undefined, undefined],
    ["a\n1\n2", /one column/, undefined, undefined],
    ["a,b,c\n1,2,3\n1,2", /2 values, and the line of names 3/, 3, undefined],
    ["1,2,3\n\n1,2", /2 values, and the first line 3/, 3, undefined],
    ["a,b,c\n1,2,u\n1,x,v", /"x" is no finite number/, 3, "b"],
    ["a,b,c\n1,2,u\n1,NaN,v", /"NaN" is no finite number/, 3, "b"],
    ["a,b,c\n1,2,u\n1,1e999,v", /"1e999" is no finite number/, 3, "b"],
    ["a,b,c\n1,2,u\n,3,v", /no value/, 3, "a"],
    ["a,b,c\n1,2,u\n1,3,", /no value/, 3, "c"],
    ["a;c\n1,5;u\n2;v", /decimal comma: write 1\.5/, 2, "a"],
    ["1,2,u\n1,x,v", /"x" is no finite number/, 2, "column 2"],
    ["a,b\n1,u\n2,u", /nothing to learn/, undefined, "b"],
    ['a,b\n1,"u\n2,v', /ends inside quotation marks/, 3, undefined],
  ])("%j is refused with its place", (text, message, line, place) => {
    let error: unknown;
    try {
      parseCsv(text);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(DataFileError);
    expect((error as DataFileError).message).toMatch(message);
    expect((error as DataFileError).place.line).toBe(line);
    expect((error as DataFileError).place.column).toBe(place);
  });

  it("is never a crash, whatever the text", () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789.,;"\n\ta-\r€') });
    fc.assert(
      fc.property(text, (csv) => {
        try {
          const { data } = parseCsv(csv);
          expect(data.inputs.flat().every(Number.isFinite)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(DataFileError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
