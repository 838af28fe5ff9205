// A network trained by so many steps: what is seen of it on the way and at the end.

import type { Nested } from "../../../../core/graph/tensor.js";
import { toNested } from "../../../../core/graph/tensor.js";
import { activations } from "../../../../course/networks/activations.js";
import { targetsFor } from "../../../../course/networks/data/default-network.js";
import { losses } from "../../../../course/networks/losses.js";
import type { MlpSpec, Parameters } from "../../../../course/networks/mlp.js";
import { networkValues } from "../../../../course/networks/network-values.js";
import { encodeTarget, type Target } from "../../../../course/networks/targets.js";
import { drawNeuronsSvg } from "../../../../views/network/svg.js";
import { type NeuronShown, neuronOf } from "../network/neuron.js";
import { type InputMap, type Observed, observer } from "../network/observe.js";
import { curvePlot, lossPlot, normPlot } from "../network/plots.js";
import { type Reached, type Run, runOf } from "../network/run.js";
import { type NetworkSetup, type ResolvedSetup, resolveSetup } from "../network/setup.js";
import type { Progress } from "../progress.js";

export interface TrainQuestion {
  readonly setup: NetworkSetup;
  /** steps of SGD from the first weights */
  readonly steps: number;
  /** of the data set, counted from 1: shown neuron by neuron */
  readonly instance: number;
  readonly neuron?: { readonly layer: number; readonly neuron: number };
  /** steps a second; as many as there are unless given */
  readonly pace?: number;
}

export interface LayerSeen {
  readonly activation: string;
  readonly units: number;
  readonly gradientNorm: number;
  readonly dead: number;
}

export interface InstanceShown {
  readonly number: number;
  readonly of: number;
  readonly x: readonly number[];
  readonly target: readonly number[];
  readonly loss: number;
}

/** The network at one moment. */
export interface Snapshot {
  readonly steps: number;
  readonly epoch: number;
  readonly title: string;
  readonly settings: string;
  readonly widths: readonly number[];
  readonly loss: number;
  readonly accuracy?: number;
  readonly layers: readonly LayerSeen[];
  /** drawings are made now and then while training goes on, one at a time, so that no frame of the page is late */
  readonly lossPlot?: string;
  readonly normPlot?: string;
  readonly map?: InputMap & { readonly points: readonly MapPoint[] };
  readonly curvePlot?: string;
  readonly instance: InstanceShown;
  readonly neurons?: string;
  readonly neuron?: NeuronShown;
  readonly ending?: string;
}

export interface MapPoint {
  readonly x: number;
  readonly y: number;
  /** of the second class, or a target above one half */
  readonly second: boolean;
}

export type TrainAnswer = Snapshot | { readonly refused: string };

/** Milliseconds between two snapshots. */
const between = 80;
/** What a snapshot on the way draws, one after the other; the others draw nothing. */
const turns: readonly Drawings[] = [["lossPlot"], [], ["normPlot"], [], ["curvePlot"], [], ["neurons"], [], [], []];
const everything: Drawings = ["lossPlot", "normPlot", "curvePlot", "neurons"];
type Drawings = readonly ("lossPlot" | "normPlot" | "curvePlot" | "neurons")[];

export async function* trainHandler(question: TrainQuestion): AsyncGenerator<Progress, TrainAnswer> {
  const setup = resolveSetup(question.setup);
  if ("refused" in setup) return setup;
  const { steps, pace } = question;
  const run = runOf(setup);
  run.rewind(steps);
  const snapshot = snapshots(run, setup, question);
  const from = run.at.steps;
  let shown = performance.now();
  let turn = 0;
  while (run.at.steps < steps && run.step()) {
    const now = performance.now();
    if (pace === undefined && now - shown < between) continue;
    if (pace !== undefined) await new Promise((resume) => setTimeout(resume, 1000 / pace));
    run.keep();
    const draws = pace === undefined ? (turns[turn++ % turns.length] as Drawings) : everything;
    yield { done: (run.at.steps - from) / (steps - from), partial: snapshot(run.at, draws) };
    shown = performance.now();
  }
  run.keep();
  return snapshot(run.at, everything);
}

const observers = new WeakMap<Run, (parameters: Reached["state"]["parameters"]) => Observed>();

function snapshots(run: Run, setup: ResolvedSetup, { instance, neuron }: TrainQuestion): (at: Reached, draws: Drawings) => Snapshot {
  const { network } = run;
  const { data, spec, rate, batch } = setup;
  const observe = observers.get(run) ?? observer(network, data);
  observers.set(run, observe);
  const number = Math.min(Math.max(1, instance), data.inputs.length);
  const input = data.inputs[number - 1] as readonly number[];
  const target = encodeTarget(spec, targetsFor(spec, data)[number - 1] as Target);
  const points = pointsOf(setup);
  const widths = [spec.inputs, ...spec.layers.map(({ units }) => units)];
  return ({ steps, state, ending }, draws) => {
    const { loss, accuracy, deadUnits, gradientNorms, map, curve } = observe(state.parameters);
    const values = networkValues({ network, parameters: nested(run, state.parameters), input, target });
    const chosen = neuron === undefined ? undefined : neuronOf(values, neuron);
    return {
      steps,
      epoch: state.epoch,
      title: data.title,
      settings: `${layersText(spec)}; ${losses[spec.loss].title}, ${spec.reduction ?? "sum"} over a batch of ${batch}; SGD with learning rate ${rate}`,
      widths,
      loss,
      ...(accuracy === undefined ? {} : { accuracy }),
      layers: spec.layers.map(({ units, activation }, l) => ({
        activation: activations[activation].title,
        units,
        gradientNorm: gradientNorms[l] as number,
        dead: deadUnits[l] as number,
      })),
      ...(draws.includes("lossPlot") ? { lossPlot: lossPlot(state.history) } : {}),
      ...(draws.includes("normPlot") ? { normPlot: normPlot(state.history) } : {}),
      ...(map === undefined ? {} : { map: { ...map, points } }),
      ...(curve === undefined || !draws.includes("curvePlot") ? {} : { curvePlot: curvePlot(curve, data) }),
      instance: { number, of: data.inputs.length, x: input, target, loss: values.loss },
      ...(draws.includes("neurons") ? { neurons: drawNeuronsSvg(values, `${widths.join("-")} network at instance ${number}`) } : {}),
      ...(chosen === undefined ? {} : { neuron: chosen }),
      ...(ending === undefined ? {} : { ending }),
    };
  };
}

/** "2-16-16-1: ReLU, ReLU, identity" */
function layersText({ inputs, layers }: MlpSpec): string {
  return `${[inputs, ...layers.map(({ units }) => units)].join("-")}: ${layers.map(({ activation }) => activations[activation].title).join(", ")}`;
}

/** Arrays as programs take them. */
export function nested(run: Run, parameters: Reached["state"]["parameters"]): Parameters {
  return Object.fromEntries(
    run.network.parameters.map(({ name, shape }) => [name, toNested(parameters[name] as Float64Array, shape) as Nested]),
  );
}

function pointsOf({ data, spec }: ResolvedSetup): readonly MapPoint[] {
  return data.inputs.map(([x = 0, y = 0], i) => {
    const [first = 0, second] = encodeTarget(spec, targetsFor(spec, data)[i] as Target);
    return { x, y, second: (second ?? first) > 0.5 };
  });
}
