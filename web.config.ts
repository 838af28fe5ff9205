// The web page: src/apps/web becomes dist/web, files that any static host can serve from any folder. With --mode single it becomes one
// HTML file that opens from a disk.

import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
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

/** A program of its own as the text of one script: the frame of a student's program can load nothing by itself. */
const programAlone: Plugin = {
  name: "program-alone",
  enforce: "pre",
  async load(id) {
    if (!id.endsWith("?alone")) return undefined;
    const bundle = await rolldown({
      input: id.replace(/\?alone$/, ""),
      platform: "browser",
      moduleTypes: { ".wasm": "binary" },
      transform: { define: { "import.meta": "{}" } },
    });
    const { output } = await bundle.generate({ format: "iife", codeSplitting: false, minify: true });
    await bundle.close();
    return { code: `export const text = ${JSON.stringify(output[0].code)};`, map: null };
  },
};

/** Tells the service worker which files there are. */
const offlineFiles: Plugin = {
  name: "offline-files",
  generateBundle: {
    order: "post",
    handler(_, bundle) {
      const worker = bundle["service-worker.js"];
      if (worker?.type !== "chunk") return;
      const files = Object.keys(bundle).filter((file) => file !== "service-worker.js" && file !== "index.html");
      // The page is asked for by its folder.
      worker.code = worker.code.replaceAll("trigradFiles", JSON.stringify(["./", "icon.svg", ...files.sort()]));
    },
  },
};

const parserName = "\0formula-parser";
const mathjs = here("node_modules/mathjs/lib/esm/number.js");
const nodes = "AccessorNode ArrayNode ConditionalNode ConstantNode FunctionNode IndexNode OperatorNode ParenthesisNode SymbolNode".split(
  " ",
);
const checks =
  "isAccessorNode isArrayNode isConditionalNode isConstantNode isFunctionNode isOperatorNode isParenthesisNode isRelationalNode isSymbolNode";

/**
 * Of mathjs the page takes the parser and its nodes: the whole of it is three times as large, and makes hundreds of functions whenever
 * a worker starts. A name that is missing here stops the build. What mathjs knows of TeX goes too: `core/formula/tex.ts` writes ours.
 */
const parserOnly = (): Plugin => ({
  name: "parser-only",
  enforce: "pre",
  resolveId: (source) => (source === "mathjs/number" ? parserName : undefined),
  load: (id) => {
    if (/mathjs.lib.esm.utils.latex\.js$/.test(id))
      return `export const latexOperators = {}, latexFunctions = {}, defaultTemplate = "";
         export const escapeLatex = String, toSymbol = String;`;
    if (id !== parserName) return undefined;
    return `import { create, parseDependencies } from ${JSON.stringify(mathjs)};
         export { ${checks.replaceAll(" ", ", ")} } from ${JSON.stringify(mathjs)};
         export const { parse, ${nodes.join(", ")} } = create(parseDependencies);`;
  },
});

const sha = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Puts script and styles into the page, and lets its policy allow these alone, by their checksums. */
const oneFile: Plugin = {
  name: "one-file",
  enforce: "pre",
  // A page on a disk cannot load its worker from a file beside it: the program of the worker stands in the page.
  transform(_, id) {
    if (!id.endsWith("engine/start-worker.ts")) return undefined;
    const code = `import Inline from "./worker.ts?worker&inline"; export const startWorker = () => new Inline({ name: "trigrad" });`;
    return { code, map: null };
  },
  // After Vite's own last changes to the program.
  generateBundle: {
    order: "post",
    handler(_, bundle) {
      const page = bundle["index.html"];
      if (page?.type !== "asset") return;
      let html = String(page.source);
      const inline = (pattern: RegExp, tag: "script" | "style", type: string) => {
        const sums: string[] = [];
        html = html.replaceAll(pattern, (_whole, file: string) => {
          const found = bundle[file];
          const text = (found?.type === "chunk" ? found.code : String(found?.source ?? "")).replaceAll(`</${tag}`, `<\\/${tag}`);
          delete bundle[file];
          sums.push(sha(text));
          return `<${tag}${type}>${text}</${tag}>`;
        });
        return sums.join(" ");
      };
      const styles = inline(/<link rel="stylesheet"[^>]*href="\.\/([^"]+)"[^>]*>/g, "style", "");
      const scripts = inline(/<script type="module"[^>]*src="\.\/([^"]+)"[^>]*><\/script>/g, "script", ' type="module"');
      const frame = /'sha256-[^']+'/.exec(html)?.[0];
      const policy = `default-src 'none'; script-src ${scripts} ${frame} 'wasm-unsafe-eval' blob:; style-src ${styles}; img-src blob: data:; font-src data:; worker-src blob:; connect-src data:; base-uri 'none'; form-action 'none'`;
      page.source = html.replace(/content="default-src[^"]*"/, () => `content="${policy}"`).replace(/<link rel="icon"[^>]*>/, "");
    },
  },
};

export default defineConfig(({ mode }) => {
  const single = mode === "single";
  return {
    root: here("src/apps/web"),
    base: "./",
    publicDir: single ? false : here("src/apps/web/public"),
    plugins: [parserOnly(), smallestFonts, programAlone, single ? oneFile : offlineFiles],
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    // From a disk, browsers start no worker that is a module.
    worker: {
      plugins: () => [parserOnly()],
      ...(single ? { format: "iife", rolldownOptions: { output: { codeSplitting: false } } } : { format: "es" }),
    },
    build: {
      outDir: here("dist/web"),
      emptyOutDir: true,
      target: "es2023",
      // Inlined files would be data: addresses, which the page's policy refuses.
      assetsInlineLimit: single ? Number.MAX_SAFE_INTEGER : 0,
      chunkSizeWarningLimit: 2000,
      cssCodeSplit: !single,
      modulePreload: single ? false : { polyfill: false },
      rolldownOptions: {
        checks: { pluginTimings: false },
        ...(single
          ? { output: { codeSplitting: false } }
          : {
              input: { index: here("src/apps/web/index.html"), "service-worker": here("src/apps/web/offline/service-worker.ts") },
              output: {
                entryFileNames: ({ name }: { readonly name: string }) =>
                  name === "service-worker" ? "[name].js" : "assets/[name]-[hash].js",
              },
            }),
      },
    },
  };
});
