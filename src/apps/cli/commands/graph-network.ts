// trigrad graph NETWORK.json: the same graph as layers, as neurons, or as single numbers.

import { nearest } from "../../../core/formula/distance.js";
import { sizeOf } from "../../../core/graph/shape.js";
import { type NetworkCase, type NetworkGraph, networkGraph, scalarGraph } from "../../../course/networks/network-graph.js";
import { NetworkFileError } from "../../../course/networks/network-json.js";
import { instanceOf, networkValues } from "../../../course/networks/network-values.js";
import { flatten } from "../../../verify/compare/components.js";
import { schemaVersion } from "../../../verify/compare/record.js";
import { foldCopies } from "../../../verify/explain/fold.js";
import { type ArrayPassNode, arrayPasses, passes } from "../../../verify/explain/passes.js";
import { type TableOptions, wrap } from "../../../views/comparison.js";
import { drawingLimit } from "../../../views/graph/picture.js";
import { drawNeuronsSvg } from "../../../views/network/svg.js";
import { neuronsText } from "../../../views/network/terminal.js";
import { describeNetwork } from "../../../views/network.js";
import { formatCount, formatNumber } from "../../../views/numbers.js";
import type { Outcome } from "../errors.js";
import { loadNetwork } from "../load-network.js";
import { type RenderOptions, renderGraph, writePicture } from "../render-graph.js";
import { terminalOptions } from "../terminal.js";

const views = ["layers", "neurons", "scalars"] as const;
type View = (typeof views)[number];

export interface GraphNetworkOptions extends RenderOptions {
  readonly view?: string;
  /** which one of a batch, counted from 1 */
  readonly instance?: string;
}

/** Beyond this many weights, and values of neurons, a picture takes long and shows little. */
const mostNumbers = 1_000_000;
/** Nodes of the scalar view as JSON; drawings have a limit of their own. */
const mostScalars = 100_000;

export function graphNetworkCommand(path: string, options: GraphNetworkOptions): Outcome {
  try {
    const view = viewNamed(options.view ?? "layers");
    const file = loadNetwork(path);
    const total = instancesOf(file);
    const instance = instanceNamed(options.instance, total, view);
    const given = instance === undefined ? file : instanceOf(file, instance);
    const sentence = describeNetwork(file);
    const title =
      file.isBatch && instance !== undefined ? sentence.replace(/a batch of .*$/, `instance ${instance} of ${total}`) : sentence;
    requireSize(given);
    const head = { network: path, view, ...(instance === undefined ? {} : { instance }) };
    const output = view === "neurons" ? neurons(given, { title, head }, options) : graph(given, { title, head, view }, options);
    return { output, exitCode: 0 };
  } catch (error) {
    const described = describe(error);
    if (described === undefined || options.json !== true) throw error;
    return {
      output: JSON.stringify({ schema: schemaVersion, verdict: "error", message: described.message, error: described }),
      exitCode: 2,
    };
  }
}

/** A network that is read well, and yet not shown. */
class NotShown extends Error {
  override readonly name = "NotShown";
  readonly kind: "too-large" | "bad-value";

  constructor(kind: NotShown["kind"], message: string) {
    super(message);
    this.kind = kind;
  }
}

function describe(error: unknown) {
  if (error instanceof NetworkFileError) return { kind: "bad-value", message: error.message, place: error.place };
  return error instanceof NotShown ? { kind: error.kind, message: error.message } : undefined;
}

function instancesOf({ input }: Pick<NetworkCase, "input">): number {
  const rows = input as readonly unknown[];
  return Array.isArray(rows[0]) ? rows.length : 1;
}

function weightsOf({ network }: NetworkCase): number {
  return network.parameters.reduce((total, { shape }) => total + sizeOf(shape), 0);
}

interface Heading {
  readonly title: string;
  readonly head: Readonly<Record<string, unknown>>;
}

function graph(given: NetworkCase, { title, head, view }: Heading & { readonly view: View }, options: GraphNetworkOptions): string {
  const recorded = networkGraph(given);
  const nodes = view === "layers" ? recordedPasses(recorded) : scalars(given, recorded, options);
  requireLoss(nodes);
  const drawn = renderGraph({ nodes, title, head, style: { inputsWhereUsed: true } }, options);
  const isPlain = [options.json, options.dot, options.mermaid].includes(true) || (options.svg !== undefined && options.step !== true);
  return isPlain ? drawn : `${headline(title, terminalOptions(options.ascii))}\n${drawn}`;
}

function recordedPasses({ graph: loss, point, texts }: NetworkGraph): readonly ArrayPassNode[] {
  return foldCopies(arrayPasses(loss, point, texts));
}

function scalars(given: NetworkCase, recorded: NetworkGraph, { json }: GraphNetworkOptions): readonly ArrayPassNode[] {
  const instances = instancesOf(given);
  // One node for each weight, and for each instance a product and a sum.
  const nodes = weightsOf(given) * (1 + 2 * instances);
  const limit = json === true ? mostScalars : drawingLimit;
  if (nodes > limit) {
    throw new NotShown(
      "too-large",
      `--view scalars has a node for each number, about ${formatCount(nodes)} here, and at most ${formatCount(limit)} are shown. ` +
        `Use --view layers or --view neurons${instances > 1 ? ", or one instance with --instance N" : ""}.`,
    );
  }
  const { graph: lowered, texts } = scalarGraph(recorded);
  return passes(lowered, recorded.point, texts);
}

function neurons(given: NetworkCase, { title, head }: Heading, options: GraphNetworkOptions): string {
  for (const option of ["dot", "mermaid", "step"] as const) {
    if (options[option] === true)
      throw new Error(`--${option} is for --view layers and --view scalars: neurons are drawn as text or with --svg.`);
  }
  const values = networkValues(given);
  if (!Number.isFinite(values.loss)) requireLoss(recordedPasses(networkGraph(given)));
  if (options.json === true) return JSON.stringify({ schema: schemaVersion, ...head, ...values });
  if (options.svg !== undefined) return writePicture(options.svg, drawNeuronsSvg(values, title));
  const terminal = terminalOptions(options.ascii);
  return `${headline(title, terminal)}\n${neuronsText(values, terminal)}`;
}

function headline(title: string, { paint, width }: TableOptions): string {
  return wrap(paint.bold(title), width);
}

function viewNamed(text: string): View {
  const found = views.find((view) => view === text);
  if (found !== undefined) return found;
  const meant = nearest(text, views);
  throw new Error(`there is no view "${text}"${meant === undefined ? "" : `: did you mean ${meant}?`} There are ${views.join(", ")}.`);
}

/** The neuron view shows one instance, the first unless another is asked for; the other views show the whole batch. */
function instanceNamed(text: string | undefined, total: number, view: View): number | undefined {
  if (text === undefined) return view === "neurons" ? 1 : undefined;
  const instance = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (instance >= 1 && instance <= total) return instance;
  throw new Error(
    `--instance takes a number from 1 to ${total}, not "${text}": the file has ${total === 1 ? "one instance" : `${total} instances`}.`,
  );
}

function requireSize(given: NetworkCase): void {
  const { spec } = given.network;
  const [weights, instances] = [weightsOf(given), instancesOf(given)];
  const neuronCount = spec.layers.reduce((total, { units }) => total + units, spec.inputs);
  if (weights + 2 * neuronCount * instances <= mostNumbers) return;
  throw new NotShown(
    "too-large",
    `too large for a picture: ${formatCount(weights)} weights and ${formatCount(neuronCount)} neurons` +
      `${instances > 1 ? ` for ${formatCount(instances)} instances` : ""}, and at most ${formatCount(mostNumbers)} numbers are shown. ` +
      `${instances > 1 ? "Take one instance with --instance N, or use" : "Use"} trigrad network, which gives the gradients.`,
  );
}

/** A picture full of "undefined" explains nothing. */
function requireLoss(nodes: readonly ArrayPassNode[]): void {
  for (const { name, label, value } of nodes) {
    const bad = flatten(value).find((entry) => !Number.isFinite(entry));
    if (bad === undefined) continue;
    throw new NotShown(
      "bad-value",
      `the network has no loss here: ${name ?? label} holds ${formatNumber(bad)}. trigrad network says more about it.`,
    );
  }
}
