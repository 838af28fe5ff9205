// What the network says over the plane of its two inputs, with the data on it: the decision boundary is where both colours fade.

import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Snapshot } from "../../engine/handlers/train.js";

type Map = NonNullable<Snapshot["map"]>;

const first = [43, 123, 208] as const;
const second = [217, 122, 31] as const;

export interface InputMapProps {
  readonly map: Map;
  /** the data stay where they are as long as this does */
  readonly of: string;
  readonly accuracy: number | undefined;
}

export function InputMap({ map, of, accuracy }: InputMapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context === null || context === undefined) return;
    context.putImageData(painted(map), 0, 0);
  }, [map.says]);
  // Hundreds of marks that need no second look while training goes on.
  const marks = useMemo(() => <Marks map={map} />, [of]);
  const right = accuracy === undefined ? "" : ` ${(100 * accuracy).toFixed(1)} % of the data are on the right side.`;
  return (
    <figure class="map">
      <div class="plane">
        <canvas ref={canvas} width={map.size} height={map.size} />
        <svg viewBox="0 0 100 100" role="img" aria-label={`What the network says over its two inputs, and the data.${right}`}>
          {marks}
        </svg>
      </div>
      <figcaption class="about">
        Circles and blue: the first class, or 0. Squares and orange: the second, or 1. Where the colours fade the network is not sure.
      </figcaption>
    </figure>
  );
}

function Marks({ map }: { readonly map: Map }) {
  const across = ([from, to]: readonly [number, number], value: number) => (100 * (value - from)) / (to - from);
  return (
    <>
      {map.points.map(({ x, y, second: isSecond }, i) => {
        const [left, top] = [across(map.x, x), 100 - across(map.y, y)];
        return isSecond ? (
          <rect key={i} class="second" x={left - 1.3} y={top - 1.3} width={2.6} height={2.6} />
        ) : (
          <circle key={i} class="first" cx={left} cy={top} r={1.5} />
        );
      })}
    </>
  );
}

/** The surer the network, the stronger the colour; see-through where it is not, so that the page's paper shows in light and dark. */
function painted({ size, says }: Map): ImageData {
  const image = new ImageData(size, size);
  says.forEach((share, i) => {
    const [red, green, blue] = share < 0.5 ? first : second;
    image.data.set([red, green, blue, Math.round(230 * Math.abs(share - 0.5))], 4 * i);
  });
  return image;
}
