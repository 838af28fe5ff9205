// Each layer: how large the gradient is that reaches its weights, and how many units are dead.

import { formatNumber } from "../../../../views/numbers.js";
import type { LayerSeen } from "../../engine/handlers/train.js";

/** Powers of ten below the largest that a bar can show. */
const decades = 6;

export function Layers({ layers }: { readonly layers: readonly LayerSeen[] }) {
  const largest = Math.max(...layers.map(({ gradientNorm }) => gradientNorm));
  const length = (norm: number) => (norm === 0 ? 0 : Math.max(2, 100 * (1 + Math.log10(norm / largest) / decades)));
  return (
    <table class="layers">
      <caption>Gradient of the loss over the data set, by layer; a bar loses a sixth with every power of ten</caption>
      <thead>
        <tr>
          <th scope="col">layer</th>
          <th scope="col">activation</th>
          <th scope="col">units</th>
          <th scope="col">norm of the gradient</th>
          <th scope="col">dead units</th>
        </tr>
      </thead>
      <tbody>
        {layers.map(({ activation, units, gradientNorm, dead }, l) => (
          <tr key={l}>
            <th scope="row">{l + 1}</th>
            <td>{activation}</td>
            <td>{units}</td>
            <td>
              <span class="norm">
                <span class="number">{formatNumber(gradientNorm, 3)}</span>
                <span class="bar" aria-hidden="true">
                  <span style={{ width: `${length(gradientNorm)}%` }} />
                </span>
              </span>
            </td>
            <td>{dead === 0 ? "none" : `${dead} of ${units}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
