// Checks of exercise 07: an order in which a backward pass may visit the nodes, and sums at branches.

import fc from "fast-check";
import { exercise, property } from "../exercise.js";
import { agree, mistake, passed } from "../verdict.js";

const misconceptions = {
  "list-order": {
    text: "The nodes come in the order in which the record lists them, which need not be an order of evaluation.",
    hints: [
      "Shuffle the entries of the record: does your order change where it must?",
      "A node may only be listed when all of its operands have been.",
      "Before you append a node, visit its operands, and theirs.",
    ],
  },
  "outputs-first": {
    text: "The order is back to front: results come before what they are made of.",
    hints: [
      "Could a program compute the values in your order?",
      "Forward means operands first; the backward pass goes through the same list from its end.",
      "When do you append a node: before or after you have visited its operands?",
    ],
  },
  "first-visit": {
    text: "Nodes are listed as soon as they are reached, although another of their operands is still to come.",
    hints: [
      "Look at a node with one short and one long way to the inputs.",
      "Walking level by level reaches a node by its shortest way; its operands may lie on longer ones.",
      "Count for each node the operands that are not listed yet; it is ready when none is left.",
    ],
  },
  "listed-twice": {
    text: "A node that several others use is listed several times.",
    hints: [
      "Try the graph of z = x * x, or two nodes that share an operand.",
      "Remember which nodes you have visited.",
      "Ask at the beginning of a visit whether the node was visited already.",
    ],
  },
  "cycle-unnoticed": {
    text: "A graph with a cycle has no such order, and nothing says so.",
    hints: [
      "What is the right order for a: [b], b: [a]?",
      "A node that is reached again while its own operands are being visited lies on a cycle.",
      "Two marks are needed: being visited, and done. Or compare the length of your list with the number of nodes at the end.",
    ],
  },
  recursion: {
    text: "A long chain of nodes overflows the call stack.",
    hints: [
      "How deep does your function call itself for a chain of a few thousand nodes?",
      "The stack of calls can be a list of your own: push what is to be visited, pop what is next.",
      "Or count, for each node, the operands that are not listed yet, and keep a list of the nodes that are ready.",
    ],
  },
  "round-after-round": {
    text: "All nodes are gone through again and again: in a long chain each round finds a place for a single one.",
    hints: [
      "How often does your program look at a node of a chain of a thousand nodes?",
      "When a node has found its place, only those that use it can become ready.",
      "Note for each node which ones use it, and how many of its operands are not listed yet.",
    ],
  },
  "forgotten-accumulation": {
    text: "Where two ways lead to a node, one contribution overwrites the other instead of being added.",
    hints: [
      "Work z = x * x out by hand: how often does x receive something?",
      "f depends on x through every branch, and the multivariate chain rule adds them all up.",
      "Look at the line where an adjoint is stored: what happens to what was there?",
    ],
  },
  "first-wins": {
    text: "Where two ways lead to a node, only the first contribution counts.",
    hints: [
      "Work z = x * x out by hand: how often does x receive something?",
      "A node that has an adjoint already may receive more.",
      "Look at the condition before an adjoint is stored: it drops contributions that should be added.",
    ],
  },
  "used-too-early": {
    text: "A node passes its adjoint on before all contributions to it have arrived.",
    hints: [
      "Mark in a drawing when each adjoint is complete, and when you use it.",
      "The edges are listed in no particular order. The order in which you visit the nodes must not come from that list.",
      "Go through the nodes so that every node comes after all the nodes that use it.",
    ],
  },
  "every-path": {
    text: "Every path is walked on its own, and the number of paths doubles with each further branch.",
    hints: [
      "How many paths lead through twenty squares, each of which has two ways?",
      "The chain rule lets you add up first and multiply afterwards: each edge needs to be used once.",
      "Visit each node once, when its adjoint is complete, and only then pass it on to its operands.",
    ],
  },
  "seed-not-one": {
    text: "The adjoint of the output itself is not 1.",
    hints: [
      "What is the derivative of z with respect to z?",
      "The backward pass starts with a known adjoint at the output.",
      "Start with 1 there, not with 0.",
    ],
  },
  "operand-and-node-swapped": {
    text: "The adjoints run along the edges in the wrong direction: from operands to results.",
    hints: [
      "In which direction does a backward pass go?",
      "An edge says: node is computed from operand. Which of both adjoints do you know first?",
      "The operand's adjoint receives the node's adjoint times the partial.",
    ],
  },
} as const;

/** Nodes n0, n1, ... each with operands of smaller numbers; the seed shuffles how they are listed. */
interface Sketch {
  readonly operands: readonly (readonly number[])[];
  readonly order: readonly number[];
}

const label = (i: number) => "abcdefghijklmnopqrstuvwxyz"[i] ?? `n${i}`;

const sketch: fc.Arbitrary<Sketch> = fc
  .array(fc.array(fc.nat({ max: 1_000 }), { maxLength: 3 }), { minLength: 1, maxLength: 9 })
  .chain((picks) => {
    const operands = picks.map((choices, i) => (i === 0 ? [] : choices.map((choice) => choice % i)));
    const all = operands.map((_, i) => i);
    return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }).map((order) => ({ operands, order }));
  });

// Here all mistakes give something different: in an order of nodes, and in adjoints.
const shuffled: Sketch = { operands: [[], [0], [1, 0], [2]], order: [2, 3, 1, 0] };
const ways: Sketch = { operands: [[], [0], [1, 0], [2, 1]], order: [0, 1, 2, 3] };
const chain: Sketch = { operands: [[], [0], [1], [2]], order: [0, 1, 2, 3] };

function operandsRecord({ operands, order }: Sketch): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(order.map((i) => [label(i), (operands[i] ?? []).map(label)]));
}

/** What is wrong with an order, and what that looks like. */
function judgeOrder(record: Readonly<Record<string, readonly string[]>>, order: readonly string[]) {
  const nodes = Object.keys(record);
  const places = new Map(order.map((name, i) => [name, i]));
  const broken = (list: ReadonlyMap<string, number>) =>
    nodes.flatMap((node) =>
      (record[node] ?? []).filter((operand) => (list.get(operand) ?? 0) > (list.get(node) ?? 0)).map((operand) => ({ node, operand })),
    )[0];
  const fault = broken(places);
  if (fault === undefined) return passed;
  const backwards = new Map([...order].reverse().map((name, i) => [name, i]));
  const looks: (keyof typeof misconceptions)[] = [];
  if (order.join() === nodes.join()) looks.push("list-order");
  if (broken(backwards) === undefined) looks.push("outputs-first");
  // It may give any order, that of the list too, so it always comes last: it is elected where one failing trial shows nothing else.
  looks.push("first-visit");
  return mistake(`${fault.operand} before ${fault.node}, which is computed from it`, order.join(", "), ...looks);
}

interface Edge {
  readonly operand: string;
  readonly node: string;
  readonly partial: number;
}

/** A tree or a graph with whole-numbered partials: sums and products are exact. */
function edgesOf({ operands, order }: Sketch): readonly Edge[] {
  return order.flatMap((i) =>
    (operands[i] ?? []).map((j, k) => ({ operand: label(j), node: label(i), partial: ((i * 7 + j * 3 + k * 5) % 7) - 3 || 2 })),
  );
}

/** By definition: the sum over all paths from the node to the output of the product of their partials. */
function sumOverPaths(edges: readonly Edge[], node: string, output: string): number {
  const onwards = edges.filter(({ operand }) => operand === node).map((edge) => edge.partial * sumOverPaths(edges, edge.node, output));
  return onwards.reduce((sum, product) => sum + product, node === output ? 1 : 0);
}

type Store = (before: number | undefined, contribution: number) => number;

/** A backward pass in an order of nodes, with a way to store contributions: the right one and the wrong ones. */
function sweep(edges: readonly Edge[], output: string, nodes: readonly string[], store: Store): Record<string, number> {
  const adjoints = new Map([[output, 1]]);
  for (const node of nodes)
    for (const edge of edges.filter((one) => one.node === node))
      adjoints.set(edge.operand, store(adjoints.get(edge.operand), (adjoints.get(node) ?? 0) * edge.partial));
  return Object.fromEntries([...namesOf(edges, output)].map((name) => [name, adjoints.get(name) ?? 0]));
}

const namesOf = (edges: readonly Edge[], output: string) => new Set([output, ...edges.flatMap(({ operand, node }) => [operand, node])]);
const add: Store = (before = 0, more) => before + more;
const overwrite: Store = (_, more) => more;
const keepFirst: Store = (before, more) => before ?? more;

function wrongSweeps(edges: readonly Edge[], { output, backwards }: { output: string; backwards: readonly string[] }) {
  const right = sweep(edges, output, backwards, add);
  const listed = [...new Set(edges.map(({ node }) => node))];
  const turned = edges.map(({ operand, node, partial }) => ({ operand: node, node: operand, partial }));
  return {
    "forgotten-accumulation": sweep(edges, output, backwards, overwrite),
    "first-wins": sweep(edges, output, backwards, keepFirst),
    "used-too-early": sweep(edges, output, listed, add),
    "seed-not-one": Object.fromEntries(Object.keys(right).map((name) => [name, 0])),
    "operand-and-node-swapped": sweep(turned, output, [...backwards].reverse(), add),
  };
}

function adjointsProperty(input: fc.Arbitrary<Sketch>, example: Sketch) {
  return {
    input,
    always: [example],
    judge: async (student: Parameters<Parameters<typeof property<Sketch, keyof typeof misconceptions>>[0]["judge"]>[0], one: Sketch) => {
      const output = label(one.operands.length - 1);
      const edges = edgesOf(one);
      const backwards = one.operands.map((_, i) => label(i)).reverse();
      const expected = Object.fromEntries([...namesOf(edges, output)].map((name) => [name, sumOverPaths(edges, name, output)]));
      const got = await student.call(
        "adjoints",
        edges.map((edge) => ({ ...edge })),
        output,
      );
      return agree({ got, expected, suspects: wrongSweeps(edges, { output, backwards }) });
    },
  };
}

/** Every node has one way to the output. */
const tree: fc.Arbitrary<Sketch> = fc.array(fc.nat({ max: 1_000 }), { maxLength: 7 }).chain((picks) => {
  const n = picks.length + 1;
  const operands: number[][] = Array.from({ length: n }, () => []);
  for (const [i, pick] of picks.entries()) operands[i + 1 + (pick % (n - i - 1))]?.push(i);
  const all = operands.map((_, i) => i);
  return fc.shuffledSubarray(all, { minLength: n, maxLength: n }).map((order) => ({ operands, order }));
});

const chainLength = 3_000;

export const topologicalOrder = exercise({
  number: 7,
  name: "topological-order",
  title: "Topological order and accumulation at branches",
  files: ["order.ts"],
  exports: {
    topologicalOrder: "(operands: Record<string, string[]>) => string[]",
    adjoints: "(edges: Edge[], output: string) => Record<string, number>",
  },
  misconceptions,
  properties: [
    property({
      name: "every-node-once",
      law: "topologicalOrder lists every node exactly once",
      points: 1,
      hints: [
        "Count: how many nodes are there, and how long is your list?",
        "A node without operands is a node too, and so is one that nobody uses.",
        "Start a visit at every key of the record, and leave at once where you have been.",
      ],
      input: sketch,
      judge: async (student, one) => {
        const record = operandsRecord(one);
        const order = await student.texts("topologicalOrder", record);
        const sorted = (names: readonly string[]) => [...names].sort().join(", ");
        if (sorted(order) === sorted(Object.keys(record))) return passed;
        const twice = new Set(order).size < order.length;
        return mistake(
          `each of ${sorted(Object.keys(record))} once`,
          order.length === 0 ? "an empty list" : order.join(", "),
          ...(twice ? (["listed-twice"] as const) : []),
        );
      },
    }),
    property({
      name: "operands-first",
      law: "topologicalOrder lists every node after its operands",
      points: 2,
      hints: [
        "Could a program compute the values in your order?",
        "A node is ready when all of its operands are in the list.",
        "Before you append a node, visit its operands, and theirs.",
      ],
      // At least one edge, or every order is right.
      input: sketch.filter(({ operands }) => operands.some((list) => list.length > 0)),
      always: [shuffled],
      judge: async (student, one) => {
        const record = operandsRecord(one);
        const order = await student.texts("topologicalOrder", record);
        if (order.length === 0) return mistake("a list of nodes", "an empty list");
        return judgeOrder(record, order);
      },
    }),
    property({
      name: "cycles",
      law: "topologicalOrder throws when there is a cycle",
      points: 1,
      hints: misconceptions["cycle-unnoticed"].hints,
      whenCallFails: { timeout: "cycle-unnoticed", stack: "cycle-unnoticed", memory: "cycle-unnoticed" },
      input: fc.tuple(sketch, fc.nat({ max: 1_000 }), fc.nat({ max: 1_000 })),
      judge: async (student, [one, from, to]) => {
        const n = one.operands.length;
        const [low, high] = [Math.min(from % n, to % n), Math.max(from % n, to % n)];
        const good = operandsRecord(one);
        const cyclic = {
          ...good,
          [label(high)]: [...(good[label(high)] ?? []), label(low)],
          [label(low)]: [...(good[label(low)] ?? []), label(high)],
        };
        // One that refuses everything refuses cycles for the wrong reason.
        await student.call("topologicalOrder", good);
        const outcome = await student.outcome("topologicalOrder", cyclic);
        if (outcome.kind === "threw") return passed;
        const got = outcome.kind === "value" ? "a result, although there is no order" : "an overflow of the call stack";
        return mistake("an error that says so", got, "cycle-unnoticed");
      },
    }),
    property({
      name: "long-chains",
      law: `topologicalOrder works on a chain of ${chainLength.toLocaleString("en")} nodes`,
      points: 1,
      hints: misconceptions.recursion.hints,
      whenCallFails: { stack: "recursion", timeout: "round-after-round" },
      input: fc.constantFrom("forwards", "backwards"),
      // One of the two is easy: there every node stands behind its operand already.
      always: ["forwards", "backwards"],
      runs: 1,
      judge: async (student, direction) => {
        const names = Array.from({ length: chainLength }, (_, i) => label(i));
        const entries = names.map((name, i) => [name, i === 0 ? [] : [label(i - 1)]] as const);
        const record = Object.fromEntries(direction === "forwards" ? entries : [...entries].reverse());
        const order = await student.texts("topologicalOrder", record);
        return order.join() === names.join()
          ? passed
          : mistake(`${names.slice(0, 3).join(", ")}, ...`, `${order.slice(0, 3).join(", ")}, ...`);
      },
    }),
    property({
      name: "one-way",
      law: "where one way leads to the output, the adjoint is the product of the partials along it",
      points: 2,
      hints: [
        "Work a chain of three nodes out by hand.",
        "Start with 1 at the output and multiply by a partial at each edge on the way back.",
        "The operand of an edge receives the adjoint of its node times the partial of the edge. The result has an entry for every node, the output included.",
      ],
      ...adjointsProperty(tree, chain),
    }),
    property({
      name: "branches",
      law: "where several ways lead to the output, their contributions add up",
      points: 2,
      hints: [
        "Work z = x * x out by hand.",
        "Each way from a node to the output contributes, and nodes without a way have the adjoint 0.",
        "Visit the nodes so that every node comes after all that use it; then add what arrives.",
      ],
      ...adjointsProperty(
        sketch.filter(({ operands }) => operands.some((list) => list.length > 0)),
        ways,
      ),
    }),
    property({
      name: "work",
      law: "the work grows with the number of edges, not with the number of paths",
      points: 1,
      hints: misconceptions["every-path"].hints,
      whenCallFails: { timeout: "every-path", memory: "every-path", stack: "recursion" },
      input: fc.integer({ min: 30, max: 40 }),
      runs: 5,
      judge: async (student, squares) => {
        // Two ways through every square, each with the partial 1/2: the adjoint of the input is exactly 1.
        const edges = Array.from({ length: squares }, (_, i) =>
          ["upper", "lower"].flatMap((way) => [
            { operand: `x${i}`, node: `${way}${i}`, partial: 0.5 },
            { operand: `${way}${i}`, node: `x${i + 1}`, partial: 1 },
          ]),
        ).flat();
        const got = await student.call("adjoints", edges, `x${squares}`);
        const first = typeof got === "object" && got !== null && !Array.isArray(got) ? (got as { readonly x0?: number }).x0 : undefined;
        return agree({ got: first, expected: 1 });
      },
    }),
  ],
});
