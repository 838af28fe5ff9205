// A drawing of src/views in the page: the SVG text becomes elements; its styles stand in the page's own sheet.

import { useLayoutEffect, useRef } from "preact/hooks";

export interface DrawingProps {
  /** as the views write it */
  readonly svg: string;
  /** scales down to the width of its place; else it keeps its size and scrolls */
  readonly fit?: boolean;
  /** called with the drawing whenever it is new */
  readonly onDrawn?: (drawing: SVGSVGElement) => void;
}

export function Drawing({ svg, fit = false, onDrawn }: DrawingProps) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const drawing = svgElement(svg);
    if (fit) {
      drawing.removeAttribute("height");
      drawing.setAttribute("width", "100%");
    }
    place.current?.replaceChildren(drawing);
    onDrawn?.(drawing);
  }, [svg, fit]);
  return <div class={fit ? "drawing fit" : "drawing"} ref={place} />;
}

/** Without its style element, which the page's policy refuses. */
export function svgElement(svg: string): SVGSVGElement {
  const parsed = new DOMParser().parseFromString(svg.replace(/<style>[^<]*<\/style>/, ""), "image/svg+xml");
  return document.importNode(parsed.documentElement, true) as unknown as SVGSVGElement;
}
