// After the compiler: output of deleted sources goes, and the program becomes executable.

import { chmodSync, existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const program = join(root, "dist/apps/cli/main.js");

for (const file of readdirSync(join(root, "dist"), { recursive: true })) {
  // The page has a compiler of its own, which clears its folder itself.
  if (/^web(?:[\\/]|$)/.test(file)) continue;
  const source = file.replace(/(\.d\.ts|\.js)$/, ".ts");
  if (source !== file && !existsSync(join(root, "src", source))) rmSync(join(root, "dist", file));
}
if (!existsSync(program)) {
  console.error("dist/apps/cli/main.js was not built: is src/apps/cli/main.ts there?");
  process.exit(1);
}
chmodSync(program, 0o755);
