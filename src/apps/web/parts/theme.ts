// Light and dark: as the reader's system says, until the reader says otherwise.

import { effect, signal } from "@preact/signals";

export type Theme = "system" | "light" | "dark";

const key = "trigrad-theme";

export const theme = signal<Theme>(stored());

const pictures = new CSSStyleSheet();

/** Styles of drawings, which have their dark colours under a media query. */
export function addPictureStyles(css: string): void {
  for (const rule of rulesOf(css)) pictures.insertRule(rule, pictures.cssRules.length);
  settle();
}

function rulesOf(css: string): readonly string[] {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return Array.from(sheet.cssRules, (rule) => rule.cssText);
}

/** The query of each dark part is answered by the reader's choice where there is one. */
function settle(): void {
  const query = { system: "(prefers-color-scheme: dark)", light: "not all", dark: "all" }[theme.peek()];
  for (const rule of pictures.cssRules) if (rule instanceof CSSMediaRule) rule.media.mediaText = query;
}

/** Starts to follow the choice. */
export function followTheme(): void {
  document.adoptedStyleSheets.push(pictures);
  effect(() => {
    document.documentElement.dataset["theme"] = theme.value;
    settle();
    try {
      if (theme.value === "system") localStorage.removeItem(key);
      else localStorage.setItem(key, theme.value);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  });
}

function stored(): Theme {
  try {
    const text = localStorage.getItem(key);
    return text === "light" || text === "dark" ? text : "system";
  } catch {
    return "system";
  }
}
