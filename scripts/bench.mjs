// npm run bench: bundles bench/ with the sources and runs it on Node, as fast as the package itself would run.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const gradients = "@tensorflow/tfjs-core/dist/register_all_gradients.js";
// Under node_modules a file would be taken for CommonJS.
const outDir = ".bench";

await build({
  root,
  configFile: false,
  logLevel: "error",
  build: {
    ssr: "bench/main.ts",
    outDir,
    target: "node20",
    minify: false,
    rolldownOptions: { output: { entryFileNames: "main.js" } },
  },
  // Packages are taken as they are installed. But the gradients of TensorFlow.js are modules that Node would read as scripts: by their
  // path they count as our own, and are bundled.
  resolve: { alias: { [gradients]: fileURLToPath(new URL(`../node_modules/${gradients}`, import.meta.url)) } },
});
const { status, signal } = spawnSync(process.execPath, [`${outDir}/main.js`, ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
if (signal !== null) console.error(`The run ended with ${signal}.`);
process.exit(status ?? 1);
