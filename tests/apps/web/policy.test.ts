// The policies of the page and of the frame for student programs allow the frame's script by its checksum, which whoever changes it renews.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const read = (file: string) => readFileSync(fileURLToPath(new URL(`../../../src/apps/web/${file}`, import.meta.url)), "utf8");

test.each(["sandbox/frame.html", "index.html"])("the policy of %s has the checksum of the frame's script", (file) => {
  const [, script] = /<script>([\s\S]*?)<\/script>/.exec(read("sandbox/frame.html")) as unknown as [string, string];
  const checksum = createHash("sha256").update(script).digest("base64");
  expect(/content="([^"]*)"/.exec(read(file).slice(read(file).indexOf("Content-Security-Policy")))?.[1]).toContain(`'sha256-${checksum}'`);
});
