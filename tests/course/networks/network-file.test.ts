// The JSON form of a network: what is read, what is refused and where, and that writing and reading are inverse.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { networkAt } from "../../../src/course/networks/arbitrary.js";
import { networkFileText, readNetworkFile } from "../../../src/course/networks/network-file.js";

const good = {
  layers: [
    {
      weights: [
        [1, 2],
        [3, 4],
      ],
      bias: [0.5, -0.5],
      activation: "tanh",
    },
    { weights: [[1, -1]], activation: "leakyRelu", alpha: 0.1 },
  ],
  loss: "squared",
  input: [1, 2],
  target: 0.5,
};

describe("what is read", () => {
  test("weights, biases, input and target under the names of the program", () => {
    const { point, target, network, isBatch } = readNetworkFile(JSON.stringify(good));
    const [first, second] = good.layers;
    expect(point).toEqual({ x: [1, 2], W1: first?.weights, b1: first?.bias, W2: second?.weights });
    expect(target).toEqual([0.5]);
    expect(isBatch).toBe(false);
    expect(network.parameters.map(({ name }) => name)).toEqual(["W1", "b1", "W2"]);
    expect(network.spec.layers[1]).toEqual({ units: 1, activation: "leakyRelu", alpha: 0.1, bias: false });
  });

  test.each(["ReLU", "relu", "Leaky ReLU", "leaky-relu", "leaky_relu", "Sigmoid", "linear"])("the activation %s", (activation) => {
    const text = JSON.stringify({ ...good, layers: [{ weights: [[1, 2]], activation }] });
    expect(readNetworkFile(text).network.spec.layers).toHaveLength(1);
  });

  test("classes become one-hot, in a batch too", () => {
    const layers = [{ weights: [[1], [2], [3]], activation: "identity" }];
    const one = { layers, loss: "cross-entropy", input: [1], target: 2 };
    expect(readNetworkFile(JSON.stringify(one)).target).toEqual([0, 0, 1]);
    const batch = { ...one, input: [[1], [2]], target: [0, [0.5, 0.5, 0]] };
    expect(readNetworkFile(JSON.stringify(batch)).target).toEqual([
      [1, 0, 0],
      [0.5, 0.5, 0],
    ]);
  });

  test("writing and reading give the same numbers", () => {
    fc.assert(
      fc.property(networkAt({ width: 4, layers: 3 }), ({ network, point, target }) => {
        const { x: input, ...parameters } = point;
        const text = networkFileText({ network, parameters, input: input as number[], givenTarget: target as number[] });
        const read = readNetworkFile(text);
        expect(read.point).toEqual(point);
        expect(read.target).toEqual(target);
        expect(read.network.parameters).toEqual(network.parameters);
        expect(networkFileText(read)).toBe(text);
      }),
    );
  });
});

describe("what is refused, with its place", () => {
  const changed = (change: (file: Record<string, unknown>) => void): string => {
    const file = structuredClone(good) as Record<string, unknown>;
    change(file);
    return JSON.stringify(file);
  };
  const layer = (file: Record<string, unknown>, i: number) => (file["layers"] as Record<string, unknown>[])[i] as Record<string, unknown>;

  test.each<[string, string, string, RegExp]>([
    ["nothing", "", "", /empty/],
    ["blanks", " \n ", "", /empty/],
    ["half a file", '{"layers": [', "line 1, column 13", /not JSON/],
    ["a word", "hello", "line 1, column 1", /not JSON/],
    ["NaN", '{\n  "layers": [NaN]}', "line 2, column 14", /NaN is no finite number/],
    ["-Infinity", '{"input": [-Infinity]}', "line 1, column 12", /JSON/],
    ["an array", "[]", "", /expected an object/],
    ["no layers", "{}", "layers", /at least one layer/],
    ["an empty list of layers", '{"layers": []}', "layers", /at least one layer/],
    ["a layer that is no object", '{"layers": [3]}', "layers[0]", /expected an object/],
    [
      "ragged weights",
      changed((file) => {
        layer(file, 0)["weights"] = [[1, 2], [3]];
      }),
      "layers[0].weights[1]",
      /1 entry, and the first one 2/,
    ],
    [
      "empty weights",
      changed((file) => {
        layer(file, 0)["weights"] = [];
      }),
      "layers[0].weights",
      /matrix/,
    ],
    [
      "an empty row",
      changed((file) => {
        layer(file, 0)["weights"] = [[]];
      }),
      "layers[0].weights[0]",
      /at least one number/,
    ],
    [
      "weights that are text",
      changed((file) => {
        layer(file, 0)["weights"] = [["1", 2]];
      }),
      "layers[0].weights[0][0]",
      /finite number, not "1"/,
    ],
    [
      "null for a weight",
      changed((file) => {
        layer(file, 1)["weights"] = [[1, null]];
      }),
      "layers[1].weights[0][1]",
      /finite number, not null/,
    ],
    [
      "shapes that do not chain",
      changed((file) => {
        layer(file, 1)["weights"] = [[1, 2, 3]];
      }),
      "layers[1].weights",
      /3 entries, and layers\[0\] has 2 neurons/,
    ],
    [
      "a bias of another length",
      changed((file) => {
        layer(file, 0)["bias"] = [1, 2, 3];
      }),
      "layers[0].bias",
      /3 entries, and the layer 2 neurons/,
    ],
    [
      "an unknown activation",
      changed((file) => {
        layer(file, 0)["activation"] = "tnah";
      }),
      "layers[0].activation",
      /did you mean tanh/,
    ],
    [
      "no activation",
      changed((file) => {
        delete layer(file, 0)["activation"];
      }),
      "layers[0].activation",
      /nothing is no activation/,
    ],
    [
      "a misspelt field",
      changed((file) => {
        layer(file, 0)["biases"] = [1, 2];
        delete layer(file, 0)["bias"];
      }),
      "layers[0].biases",
      /did you mean bias/,
    ],
    [
      "an unknown loss",
      changed((file) => {
        file["loss"] = "square";
      }),
      "loss",
      /did you mean squared/,
    ],
    [
      "no loss",
      changed((file) => {
        delete file["loss"];
      }),
      "loss",
      /not nothing/,
    ],
    [
      "an input of another length",
      changed((file) => {
        file["input"] = [1];
      }),
      "input",
      /1 entry, and the first layer takes 2/,
    ],
    [
      "a ragged batch",
      changed((file) => {
        file["input"] = [[1, 2], [3]];
        file["target"] = [0, 0];
      }),
      "input[1]",
      /1 entry, and the first one 2/,
    ],
    [
      "too few targets",
      changed((file) => {
        file["input"] = [
          [1, 2],
          [3, 4],
        ];
        file["target"] = [0];
      }),
      "target",
      /1 entry, and the batch 2 instances/,
    ],
    [
      "a target of another length",
      changed((file) => {
        file["target"] = [1, 2];
      }),
      "target",
      /2 entries, and the network 1 output/,
    ],
    [
      "no target",
      changed((file) => {
        delete file["target"];
      }),
      "target",
      /not nothing/,
    ],
    [
      "a class that is not there",
      '{"layers":[{"weights":[[1],[2]],"activation":"identity"}],"loss":"cross-entropy","input":[1],"target":2}',
      "target",
      /class from 0 to 1/,
    ],
    [
      "a class between two",
      '{"layers":[{"weights":[[1],[2]],"activation":"identity"}],"loss":"cross-entropy","input":[1],"target":0.5}',
      "target",
      /class from 0 to 1/,
    ],
    [
      "a truth value of 2, in a batch",
      '{"layers":[{"weights":[[1]],"activation":"identity"}],"loss":"binary-cross-entropy","input":[[1],[2]],"target":[1,2]}',
      "target[1]",
      /between 0 and 1/,
    ],
    ["a number too large", '{"layers":[{"weights":[[1e999]],"activation":"tanh"}]}', "layers[0].weights[0][0]", /too large for a double/],
  ])("%s", (_, text, place, message) => {
    expect(() => readNetworkFile(text)).toThrow(expect.objectContaining({ name: "NetworkFileError", place }));
    expect(() => readNetworkFile(text)).toThrow(message);
  });

  test("whatever stands in the file: a message with a place, or a network", () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom("layers", "loss", "input", "target"), (value, field) => {
        const text = changed((file) => {
          file[field] = JSON.parse(value);
        });
        try {
          readNetworkFile(text);
        } catch (error) {
          expect((error as Error).name).toBe("NetworkFileError");
        }
      }),
    );
  });
});
