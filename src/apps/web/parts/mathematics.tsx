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
    void load();
    element.textContent = plain;
    if (loaded === undefined || tex === "") return;
    try {
      loaded.render(tex, element, {
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
  }, [tex, plain, display, loaded]);
  return <span class={display ? "mathematics display" : "mathematics"} ref={place} />;
}
