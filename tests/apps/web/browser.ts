// The built page in a real browser: one server and one Chromium for each test file.

import { existsSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, join, resolve } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished } from "vitest";
import { pageServer } from "../../../src/apps/cli/page-server.js";

const names = ["chromium", "chromium-browser", "google-chrome"];
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Chromium of this machine; CHROMIUM names another one. */
const executable =
  process.env["CHROMIUM"] ??
  (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((file) => existsSync(file));

if (executable === undefined) {
  const banner = "#".repeat(78);
  const said = `${banner}\nNO BROWSER: the tests of the web page were LEFT OUT. Install Chromium to run them,\nfor example apt-get install chromium; CHROMIUM=/path names another one.\n${banner}`;
  if (process.env["REQUIRE_BROWSER"] === "1") throw new Error(`REQUIRE_BROWSER=1\n${said}`);
  console.warn(said);
}

export interface Visit {
  readonly page: Page;
  /** what the console said that no page should say, requests to elsewhere, errors of the page */
  readonly complaints: readonly string[];
  /** to another address of the same page, and until it has answered */
  go(address: string): Promise<void>;
}

export interface VisitOptions extends BrowserContextOptions {
  /** where the page is, up to the "#"; on the server unless given */
  readonly at?: string;
}

export interface Site {
  /** opens the page at an address such as view=graph&f=x^2, and waits until it has answered */
  visit(address?: string, options?: VisitOptions): Promise<Visit>;
  readonly origin: () => string;
}

/** A group of tests in the browser, left out where there is none. Each visit is a new profile; complaints fail the visit's test. */
export function inBrowser(name: string, tests: (site: Site) => void): void {
  describe.skipIf(executable === undefined)(name, () => {
    let browser: Browser;
    let server: Server;
    const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

    beforeAll(async () => {
      server = pageServer(resolve("dist/web"));
      await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
      browser = await chromium.launch({ executablePath: executable as string, args: flags });
    });
    afterAll(async () => {
      await browser?.close();
      server?.closeAllConnections();
      await new Promise((closed) => server?.close(closed));
    });

    tests({
      origin,
      async visit(address = "", { at = `${origin()}/`, ...options } = {}) {
        const context = await browser.newContext({ serviceWorkers: "block", ...options });
        onTestFinished(() => context.close());
        const page = await context.newPage();
        const complaints = listen(page, at);
        const go = async (to: string) => {
          await page.goto(`${at}#${to}`);
          await page.waitForSelector(".view");
          await settled(page);
        };
        await go(address);
        return { page, complaints, go };
      },
    });
  });
}

function listen(page: Page, at: string): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    // Said by the tests themselves, which mostly do without the copy.
    if (message.text() === "Service Worker registration blocked by Playwright") return;
    if (message.type() === "error" || message.type() === "warning") complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const url = request.url();
    // A page on a disk has the origin "null".
    const own = at.startsWith("file:") ? [at, "blob:null/", "data:"] : [at, `blob:${at}`, "blob:null/"];
    if (!own.some((start) => url.startsWith(start))) complaints.push(`request to ${url.slice(0, 200)}`);
  });
  return complaints;
}

/** Waits until a value is what it should be. (The page's policy forbids what playwright's own waiting for a function does.) */
export function eventually<T>(read: () => T | Promise<T>) {
  return expect.poll(read, { timeout: 30_000, interval: 25 });
}

/** The page has answered the newest question. */
export async function settled(page: Page): Promise<void> {
  await eventually(() => page.locator('[aria-busy="true"], .waiting').count()).toBe(0);
}

/** Nothing went wrong that only a console would tell. */
export function expectQuiet({ complaints }: Visit): void {
  expect(complaints).toEqual([]);
}
