// The drawing of the graph with what is known after a step, and how to save it.

import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { css } from "../../../../views/graph/svg-style.js";
import type { GraphStep } from "../../../../views/step-text.js";
import { Drawing } from "../../parts/drawing.js";
import { isHidden } from "../../parts/hide.js";
import { savePng, saveSvg } from "../../parts/save-picture.js";
import { showKnown } from "./known.js";

export interface PictureProps {
  readonly svg: string;
  readonly steps: readonly GraphStep[];
  readonly step: number;
  /** the formula, from which the file gets its name */
  readonly name: string;
}

export function Picture({ svg, steps, step, name }: PictureProps) {
  const drawing = useRef<SVGSVGElement | undefined>(undefined);
  const problem = useSignal("");
  const file = name.replace(/\W+/g, "-").replace(/^-|-$/g, "").slice(0, 40) || "graph";
  const save = async (kind: "svg" | "png") => {
    if (drawing.current === undefined) return;
    try {
      if (kind === "svg") saveSvg(drawing.current, css, file);
      else await savePng(drawing.current, css, file);
      problem.value = "";
    } catch (error) {
      problem.value = error instanceof Error ? error.message : String(error);
    }
  };
  return (
    <>
      <Drawing
        svg={svg}
        label="Drawing of the graph"
        variant={`${step} of ${steps.length}`}
        onDrawn={(drawn) => {
          drawing.current = drawn;
          showKnown(drawn, steps, step);
        }}
      />
      {!isHidden("export") && (
        <p class="save">
          <button type="button" onClick={() => void save("svg")}>
            Save as SVG
          </button>{" "}
          <button type="button" onClick={() => void save("png")}>
            Save as PNG
          </button>
        </p>
      )}
      <p class="mistake" role="status">
        {problem.value}
      </p>
    </>
  );
}
