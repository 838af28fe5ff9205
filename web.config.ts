// The web page: src/apps/web becomes dist/web, files that any static host can serve from any folder.

import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** KaTeX offers each font three times over; every browser that can run the page reads the smallest. */
const smallestFonts: Plugin = {
  name: "smallest-fonts",
  enforce: "pre",
  transform(code, id) {
    if (!/katex.*\.css/.test(id)) return undefined;
    return { code: code.replaceAll(/,url\([^)]*\.(?:woff|ttf)\) format\("[a-z]+"\)/g, ""), map: null };
  },
};

export default defineConfig({
  root: here("src/apps/web"),
  base: "./",
  plugins: [smallestFonts],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  worker: { format: "es" },
  build: {
    outDir: here("dist/web"),
    emptyOutDir: true,
    target: "es2023",
    // Inlined files would be data: addresses, which the page's policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});
