// The web page as one HTML file that opens from a disk: single-page.mjs [FILE], dist/trigrad.html unless given.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const configFile = fileURLToPath(new URL("../web.config.ts", import.meta.url));
const file = resolve(process.argv[2] ?? fileURLToPath(new URL("../dist/trigrad.html", import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), "trigrad-page-"));
try {
  await build({ configFile, mode: "single", logLevel: "warn", build: { outDir: folder, emptyOutDir: true } });
  const page = readFileSync(join(folder, "index.html"), "utf8");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, page);
  console.log(`wrote ${file}: ${Math.round(page.length / 1024)} kB`);
} finally {
  rmSync(folder, { recursive: true });
}
