// A drawing of src/views in the page: the SVG text becomes elements; its styles stand in the page's own sheet.

import { useLayoutEffect, useRef } from "preact/hooks";

export interface DrawingProps {
  /** as the views write it */
  readonly svg: string;
  /** what a screen reader calls the place */
  readonly label: string;
  /** scales down to the width of its place; else it keeps its size and scrolls */
  readonly fit?: boolean;
  /** another word draws anew */
  readonly variant?: string;
  /** called with the drawing whenever it is new */
  readonly onDrawn?: (drawing: SVGSVGElement) => void;
}

export function Drawing({ svg, label, fit = false, variant = "", onDrawn }: DrawingProps) {
  const place = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const drawing = svgElement(svg);
    if (fit) {
      drawing.removeAttribute("height");
      drawing.setAttribute("width", "100%");
    } else {
      // Shrinks to its place as long as it stays readable, then scrolls; grows for a projector.
      const width = drawing.viewBox.baseVal.width;
      drawing.removeAttribute("height");
      drawing.style.width = `clamp(calc(${Math.round(width)}px * var(--least, 0.65)), 100%, calc(${Math.round(width)}px * var(--zoom)))`;
    }
    place.current?.style.setProperty("--natural", `${Math.round(drawing.viewBox.baseVal.width)}px`);
    place.current?.replaceChildren(drawing);
    onDrawn?.(drawing);
  }, [svg, fit, variant]);
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  return <section class={fit ? "drawing fit" : "drawing"} aria-label={label} tabIndex={0} ref={place} />;
}

/** In pixels, before it shrinks to its place. */
export function drawingWidth(svg: string): number {
  return Number(/viewBox="\S+ \S+ (\S+)/.exec(svg)?.[1] ?? 0);
}

/** Without its style element, which the page's policy refuses. */
export function svgElement(svg: string): SVGSVGElement {
  const parsed = new DOMParser().parseFromString(svg.replace(/<style>[^<]*<\/style>/, ""), "image/svg+xml");
  return document.adoptNode(parsed.documentElement) as unknown as SVGSVGElement;
}
