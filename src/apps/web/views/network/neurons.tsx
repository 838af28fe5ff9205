// The network neuron by neuron at one instance, and one neuron with everything that comes into it.

import { useId } from "preact/hooks";
import { symbol } from "../../../../course/networks/notation.js";
import { formatNumber } from "../../../../views/numbers.js";
import { change, linkTo } from "../../address/state.js";
import type { Snapshot } from "../../engine/handlers/train.js";
import type { NeuronShown } from "../../engine/network/neuron.js";
import { Drawing } from "../../parts/drawing.js";
import { playing, state } from "./state.js";

export function Neurons({ seen, svg }: { readonly seen: Snapshot; readonly svg: string | undefined }) {
  const id = useId();
  const { instance, widths, neuron } = seen;
  const listen = (drawing: SVGSVGElement) => {
    drawing.addEventListener("click", ({ target }) => {
      const place = target instanceof Element ? target.closest("[data-neuron]")?.getAttribute("data-neuron") : undefined;
      if (place !== null && place !== undefined) choose(place);
    });
  };
  return (
    <section class="card neurons" aria-labelledby={id}>
      <h2 id={id}>Neuron by neuron</h2>
      <p class="choices">
        <label for={`${id}-instance`}>Instance</label>
        <input
          id={`${id}-instance`}
          type="number"
          min={1}
          max={instance.of}
          value={instance.number}
          onChange={({ currentTarget }) => change({ instance: currentTarget.value }, "instance")}
        />{" "}
        <span>
          of {instance.of}: x = ({instance.x.map((entry) => formatNumber(entry, 4)).join(", ")}), y = (
          {instance.target.map((entry) => formatNumber(entry, 4)).join(", ")}), loss{" "}
          <span class="number">{formatNumber(instance.loss, 6)}</span>
        </span>
      </p>
      <p class="choices">
        <label for={`${id}-neuron`}>Look at</label>{" "}
        <select id={`${id}-neuron`} value={state.value.values.neuron} onChange={({ currentTarget }) => choose(currentTarget.value)}>
          <option value="">a neuron</option>
          {widths.flatMap((width, layer) =>
            Array.from({ length: width }, (_, i) => (
              <option key={`${layer}:${i + 1}`} value={`${layer}:${i + 1}`}>
                {symbol(layer === 0 ? "x" : "h", layer === 0 ? undefined : layer, i + 1)}
              </option>
            )),
          )}
        </select>{" "}
        or click one.
      </p>
      {svg !== undefined && <Drawing svg={svg} label="The network, neuron by neuron" onDrawn={listen} />}
      <p class="about">
        A thick edge has a large weight. Blue: the gradient is positive, so that a step of SGD makes the weight smaller; orange and dashed:
        negative.
      </p>
      {neuron !== undefined && <One neuron={neuron} />}
    </section>
  );
}

function choose(place: string): void {
  change({ neuron: place === "" ? undefined : place });
}

function One({ neuron: { name, value, adjoint, a, bias, incoming, formula } }: { readonly neuron: NeuronShown }) {
  const number = (x: number) => formatNumber(x, 6);
  return (
    <div class="neuron">
      <h3>{name}</h3>
      <p>
        {name} = <span class="number value">{number(value)}</span>, the loss changes by{" "}
        <span class="number gradient">{number(adjoint)}</span> for each unit of it
        {a !== undefined && (
          <>
            ; a = <span class="number value">{number(a.value)}</span>, dl/da = <span class="number gradient">{number(a.adjoint)}</span>
          </>
        )}
        {bias !== undefined && (
          <>
            ; b = <span class="number value">{number(bias.value)}</span>, dl/db ={" "}
            <span class="number gradient">{number(bias.adjoint)}</span>
          </>
        )}
        .
      </p>
      {incoming.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">from</th>
              <th scope="col">brings</th>
              <th scope="col">weight w</th>
              <th scope="col">dl/dw</th>
            </tr>
          </thead>
          <tbody>
            {incoming.map(({ from, input, weight, gradient }) => (
              <tr key={from}>
                <th scope="row">{from}</th>
                <td class="number">{number(input)}</td>
                <td class="number">{number(weight)}</td>
                <td class="number">{number(gradient)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {formula !== undefined && !playing.value && (
        <p>
          <a href={linkTo("graph", formula)}>Open its part of the graph</a>: delta is the derivative of the loss that arrives at {name}, so
          the gradients below the arrows are those of the loss. <a href={linkTo("compare", formula)}>Compare the four methods on it</a>
        </p>
      )}
    </div>
  );
}
