// Fewer points that look the same, and points spread evenly over a curve.

import type { FramePoint } from "./frame.js";

/**
 * Of points in a row that fall into one of `columns` strips, the first, lowest, highest and last are kept: drawn as a line they cover the same pixels.
 * @see Jugel et al., M4: A visualization-oriented time series data aggregation, VLDB 2014
 * @example
 * thinned([0, 3, -1, 2, 1, 2].map((y, i) => ({ x: i / 100, y })), 2).map(({ y }) => y)   // [0, 3, -1, 2]
 */
export function thinned(run: readonly FramePoint[], columns: number): readonly FramePoint[] {
  if (run.length <= 2 * columns) return run;
  const kept: FramePoint[] = [];
  let strip: FramePoint[] = [];
  const close = () => {
    const [first, last] = [strip[0], strip.at(-1)];
    const low = strip.reduce<FramePoint | undefined>((best, point) => (best === undefined || point.y < best.y ? point : best), undefined);
    const high = strip.reduce<FramePoint | undefined>((best, point) => (best === undefined || point.y > best.y ? point : best), undefined);
    kept.push(...strip.filter((point) => point === first || point === low || point === high || point === last));
    strip = [];
  };
  const stripOf = ({ x }: FramePoint) => Math.floor(x * columns);
  for (const point of run) {
    if (strip[0] !== undefined && stripOf(strip[0]) !== stripOf(point)) close();
    strip.push(point);
  }
  close();
  return kept;
}

/** About `count` of the points, spread over their width; each `turn` of `turns` begins elsewhere, so that marks of several series do not meet. */
export function spread(points: readonly FramePoint[], count: number, { turn, turns }: { turn: number; turns: number }): FramePoint[] {
  if (points.length <= count) return [...points];
  const ordered = [...points].sort((a, b) => a.x - b.x);
  const [left, right] = [ordered[0]?.x ?? 0, ordered.at(-1)?.x ?? 0];
  const chosen = new Set<FramePoint>();
  let next = 0;
  for (let i = 0; i < count; i++) {
    const target = left + ((i + (turn + 0.5) / turns) / count) * (right - left);
    while (next < ordered.length - 1 && (ordered[next] as FramePoint).x < target) next++;
    chosen.add(ordered[next] as FramePoint);
  }
  return [...chosen];
}
