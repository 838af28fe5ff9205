// The walls of the architecture: walls.mjs [FOLDER] cruises FOLDER/src by the rules of .dependency-cruiser.cjs.

import { createRequire } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { cruise } from "dependency-cruiser";

const { forbidden, options } = createRequire(import.meta.url)("../.dependency-cruiser.cjs");
const baseDir = resolve(process.argv[2] ?? fileURLToPath(new URL("..", import.meta.url)));
process.chdir(baseDir);

const result = await cruise(["src"], { ...options, baseDir, validate: true, ruleSet: { forbidden } });
const { totalCruised, totalDependenciesCruised, violations } = result.output.summary;

for (const { rule, from, to, cycle, via } of violations) {
  const route = (cycle ?? via ?? []).map((step) => step.name);
  const comment = forbidden.find(({ name }) => name === rule.name)?.comment ?? "";
  console.log(`${rule.name}: ${from} -> ${route.length > 0 ? route.join(" -> ") : to}\n    ${comment}`);
}
console.log(`walls: ${violations.length} broken, ${totalCruised} modules, ${totalDependenciesCruised ?? 0} imports`);

// A cruiser that cannot read TypeScript finds nothing and would be content.
if (totalCruised === 0)
  console.error("no module was cruised: are there sources, and does dependency-cruiser know this version of TypeScript?");
process.exit(totalCruised > 0 && violations.length === 0 ? 0 : 1);
