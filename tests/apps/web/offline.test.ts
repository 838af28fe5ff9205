// Without a network: the copy that the service worker keeps, and the page as one file on a disk.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { eventually, expectQuiet, inBrowser, type Visit } from "./browser.js";

async function expectEveryViewWorks({ page, go }: Visit): Promise<void> {
  await go("view=graph&f=x*y&at=x:2,y:3");
  expect(await page.locator(".played .trigrad-gradient").allTextContents()).toEqual(["3", "2", "1"]);
  await go("view=derivation&f=x^2");
  await eventually(() => page.locator(".result .katex").count()).toBeGreaterThan(0);
  await go("view=network&set=xor&steps=20");
  await eventually(() => page.locator(".standing .taken").innerText()).toBe("20");
  await go("view=exercises&ex=7");
  await page.locator(".editor .cm-content").waitFor();
  await page.getByRole("button", { name: "Check my answer" }).click();
  await eventually(() => page.locator(".score").innerText()).toMatch(/^0 of \d+ points/);
}

inBrowser("without a network", ({ visit }) => {
  test("the page opens again, and every view works", async () => {
    const visited = await visit("", { serviceWorkers: "allow" });
    const { page } = visited;
    await page.evaluate("navigator.serviceWorker.ready.then(() => undefined)");
    await page.context().setOffline(true);
    await page.reload();
    await expectEveryViewWorks(visited);
    expectQuiet(visited);
  });

  const folder = mkdtempSync(join(tmpdir(), "trigrad-single-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("one file opens from a disk and does the same", async () => {
    const file = join(folder, "trigrad.html");
    const built = spawnSync(process.execPath, ["scripts/single-page.mjs", file], { encoding: "utf8" });
    expect([built.status, built.stderr]).toEqual([0, ""]);
    const visited = await visit("f=x^2&at=x:3", { at: pathToFileURL(file).href });
    const { page } = visited;
    expect(await page.locator(".verdict .value").innerText()).toBe("f = 9");
    await expectEveryViewWorks(visited);
    expectQuiet(visited);
  });
});
