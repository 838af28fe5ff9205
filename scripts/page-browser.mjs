// Chromium of this machine and the built page on a loopback server, for the scripts that look at the page.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { pageServer } from "../dist/apps/cli/page-server.js";

const found =
  process.env.CHROMIUM ??
  (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => ["chromium", "chromium-browser", "google-chrome"].map((name) => join(folder, name)))
    .find((file) => existsSync(file));

/** Runs `look({ browser, origin })` and ends browser and server, whatever happens. */
export async function withPage(look) {
  if (found === undefined)
    throw new Error("no Chromium: install it, for example apt-get install chromium, or name one with CHROMIUM=/path.");
  const server = pageServer(fileURLToPath(new URL("../dist/web", import.meta.url)));
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const browser = await chromium.launch({
    executablePath: found,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    return await look({ browser, origin: `http://127.0.0.1:${server.address().port}` });
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

/** The view has answered. */
export async function answered(page) {
  await page.waitForSelector('.view[aria-busy="false"]');
  await page.locator(".waiting").waitFor({ state: "detached" });
}
