// A formula as a textbook sets it. KaTeX is loaded when the first one is shown; until then, and where it fails, its plain text stands.

import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";

type Katex = typeof import("katex").default;

const katex = signal<Katex | undefined>(undefined);
let asked = false;

async function load(): Promise<void> {
  if (asked) return;
  asked = true;
  try {
    const [{ default: loaded }] = await Promise.all([import("katex"), import("katex/dist/katex.min.css")]);
    katex.value = loaded;
  } catch {
    // Without a network and a copy: the plain text serves.
    asked = false;
  }
}

export interface MathematicsProps {
  readonly tex: string;
  /** the same in the syntax of formulas */
  readonly plain: string;
  readonly display?: boolean;
}

export function Mathematics({ tex, plain, display = false }: MathematicsProps) {
  const place = useRef<HTMLSpanElement>(null);
  const loaded = katex.value;
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    if (loaded === undefined || tex === "") {
      element.textContent = plain;
      return afterPaint(() => void load());
    }
    const draw = () => set(loaded, element, { tex, plain, display });
    if (!element.hasChildNodes()) return draw();
    // A formula that is being typed: the numbers beside it are painted first, since setting it can take longer than a frame.
    return afterPaint(draw);
  }, [tex, plain, display, loaded]);
  return <span class={display ? "mathematics display" : "mathematics"} ref={place} />;
}

function set(katex: Katex, element: HTMLElement, { tex, plain, display }: Required<MathematicsProps>): void {
  try {
    katex.render(tex, element, {
      displayMode: display,
      trust: ({ command }) => command === "\\htmlClass",
      strict: "ignore",
      maxSize: 20,
      throwOnError: true,
    });
    // What scrolls must be reachable by keyboard.
    if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
    else element.removeAttribute("tabindex");
  } catch {
    element.textContent = plain;
  }
}

/** @returns how to call it off */
function afterPaint(act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(act);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
