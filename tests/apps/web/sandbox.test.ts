// The frame and worker in which a student's program runs: what a program would find that broke out of QuickJS.

import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { eventually, expectQuiet, inBrowser, settled } from "./browser.js";

const frame = readFileSync("src/apps/web/sandbox/frame.html", "utf8");

/** Runs in the worker, in place of the program that judges: each line says what happens to one attempt. */
const burglar = `addEventListener("message", async ({ ports: [page] }) => {
  const said = {};
  const attempt = async (name, does) => {
    try {
      const got = await does();
      said[name] = "got " + String(got);
    } catch (error) {
      said[name] = "refused: " + error.name;
    }
  };
  await attempt("origin", () => self.origin);
  await attempt("document", () => typeof document + " " + typeof localStorage + " " + typeof window + " " + typeof parent);
  await attempt("caches", () => caches.keys());
  await attempt("database", () => new Promise((resolve, reject) => {
    const opened = indexedDB.open("x");
    opened.onsuccess = () => resolve("a database");
    opened.onerror = () => reject(opened.error);
  }));
  await attempt("fetch", () => fetch(home + "icon.svg"));
  await attempt("fetch of data", () => fetch("data:text/plain,hello"));
  await attempt("fetch elsewhere", () => fetch("http://" + elsewhere));
  await attempt("request", () => { const r = new XMLHttpRequest(); r.open("GET", home + "icon.svg", false); r.send(); return r.responseText; });
  await attempt("socket", () => new Promise((resolve, reject) => {
    const socket = new WebSocket("ws://" + elsewhere);
    socket.onopen = () => resolve("open");
    socket.onerror = () => reject(new Error("closed"));
  }));
  await attempt("script", () => importScripts(home + "service-worker.js"));
  await attempt("module", () => import(home + "service-worker.js"));
  await attempt("eval", () => eval("1 + 1"));
  await attempt("Function", () => new Function("return 1")());
  page.postMessage(said);
});`;

/** Opens the page's own frame and lets a program run in it. */
const inFrame = (program: string) => `new Promise((resolve) => {
  const place = document.createElement("iframe");
  const [work, trouble] = [new MessageChannel(), new MessageChannel()];
  work.port1.onmessage = ({ data }) => resolve(data);
  trouble.port1.onmessage = ({ data }) => resolve(data);
  place.onload = () => place.contentWindow.postMessage(${JSON.stringify(program)}, "*", [work.port2, trouble.port2]);
  place.setAttribute("sandbox", "allow-scripts");
  place.srcdoc = ${JSON.stringify(frame)};
  document.body.append(place);
})`;

inBrowser("the frame of a student's program", ({ visit, origin }) => {
  test("a program that left QuickJS finds no page, no storage and no network", async () => {
    const { page, complaints } = await visit("view=exercises&ex=7");
    // Whatever is fetched from here on is fetched by the program.
    await page.locator(".editor .cm-content").waitFor();
    await page.waitForLoadState("networkidle");
    let calls = 0;
    const listener = createServer((socket) => {
      calls++;
      socket.destroy();
    });
    await new Promise<void>((listening) => listener.listen(0, "127.0.0.1", listening));
    onTestFinished(() => void listener.close());
    const elsewhere = `127.0.0.1:${(listener.address() as AddressInfo).port}`;
    // A request that the policy stopped may be announced all the same; what counts is that nobody answered it.
    const answered: string[] = [];
    page.on("response", (response) => answered.push(response.url()));
    await page.evaluate("localStorage.setItem('secret', '1'); document.cookie = 'secret=1'");
    expect(await page.evaluate(inFrame(`const home = "${origin()}/", elsewhere = "${elsewhere}"; ${burglar}`))).toEqual({
      origin: "got null",
      document: "got undefined undefined undefined undefined",
      caches: "refused: ReferenceError",
      database: "refused: SecurityError",
      fetch: "refused: TypeError",
      "fetch of data": "refused: TypeError",
      "fetch elsewhere": "refused: TypeError",
      request: "refused: NetworkError",
      socket: "refused: Error",
      script: "refused: NetworkError",
      module: "refused: TypeError",
      eval: "refused: EvalError",
      Function: "refused: EvalError",
    });
    expect(calls).toBe(0);
    expect(answered.filter((url) => !url.startsWith("blob:null/"))).toEqual([]);
    expect(complaints.filter((one) => !one.startsWith("console: "))).toEqual([]);
  });

  test("the frame itself is of another origin than the page", async () => {
    const visited = await visit("view=exercises&ex=7&seed=5");
    const { page } = visited;
    await settled(page);
    await page.locator(".editor .cm-content").click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText("const holes = []; holes.length = 2 ** 32 - 1; holes.join();\nexport function topologicalOrder() {}");
    await page.getByRole("button", { name: "Check my answer" }).click();
    await eventually(() => page.frames().length).toBe(2);
    const inside = page.frames()[1];
    const outcome = (does: string) => inside?.evaluate(`(() => { try { return String(${does}); } catch (e) { return e.name; } })()`);
    expect(await page.locator("iframe").getAttribute("sandbox")).toBe("allow-scripts");
    expect(await outcome("self.origin")).toBe("null");
    for (const does of ["localStorage", "sessionStorage", "document.cookie", "parent.document", "top.location.href", "parent.localStorage"])
      expect([does, await outcome(does)]).toEqual([does, "SecurityError"]);
    // The page ends both, though the worker loops where nobody can interrupt it.
    await page.getByRole("button", { name: "Cancel" }).click();
    await eventually(() => page.frames().length).toBe(1);
    await eventually(() => page.workers().filter((worker) => worker.url().startsWith("blob:")).length).toBe(0);
    expectQuiet(visited);
  });

  test("a program that does not even start is told of", async () => {
    const { page } = await visit();
    expect(await page.evaluate(inFrame("this is no program"))).toBe("broken");
  });
});
