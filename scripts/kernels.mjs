// `npm run kernels`: compiles kernels/products.ts and writes its bytes as a module. With --check it compares instead of writing.

import { readFile, writeFile } from "node:fs/promises";
import asc from "assemblyscript/asc";

const source = "kernels/products.ts";
const target = new URL("../src/core/execute/products/products-wasm.ts", import.meta.url);

const flags = ["--optimizeLevel", "3", "--shrinkLevel", "0", "--enable", "simd", "--runtime", "stub", "--noAssert", "--importMemory"];
const files = new Map([["products.ts", await readFile(new URL(`../${source}`, import.meta.url), "utf8")]]);
const written = new Map();
const { error, stderr } = await asc.main(["products.ts", "--outFile", "products.wasm", ...flags], {
  readFile: (name) => files.get(name) ?? null,
  writeFile: (name, contents) => written.set(name, contents),
  listFiles: () => [],
});
if (error) throw new Error(`${source}: ${stderr.toString()}`);

const text = `// Made from ${source} by \`npm run kernels\`: do not edit.

/** A WebAssembly module, in base64. It imports env.memory and exports product. */
export const productsModule =
  "${Buffer.from(written.get("products.wasm")).toString("base64")}";
`;
if (!process.argv.includes("--check")) await writeFile(target, text);
else if ((await readFile(target, "utf8")) !== text) throw new Error(`${source} has changed: run npm run kernels.`);
