// The server of the page: files of its folder, to this machine only, with the page's policy.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pageServer } from "../../src/apps/cli/page-server.js";

const folder = mkdtempSync(join(tmpdir(), "trigrad-server-"));
let server: Server;

beforeAll(async () => {
  writeFileSync(
    join(folder, "index.html"),
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'" />`,
  );
  writeFileSync(join(folder, "a b.js"), "1");
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "assets", "view-Dh-FuLc5.js"), "2");
  server = pageServer(folder);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

/** The path as it stands, which `fetch` would tidy up. */
function ask(path: string, { method = "GET", host = "127.0.0.1" } = {}): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  return new Promise((answered, failed) => {
    const asking = request({ host: "127.0.0.1", port, path, method, headers: { host } }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => {
        text += part;
      });
      response.on("end", () => answered({ status: response.statusCode, headers: response.headers, text }));
    });
    asking.on("error", failed);
    asking.end();
  });
}

test("the page comes with its own policy as a header", async () => {
  const { status, headers } = await ask("/");
  expect([status, headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
  expect(headers["content-security-policy"]).toBe("default-src 'none'; script-src 'self'; frame-ancestors 'self'");
});

test("a file comes with its type, and a question behind its name changes nothing", async () => {
  const { status, headers, text } = await ask("/a%20b.js?x=1");
  expect([status, headers["content-type"], headers["x-content-type-options"], text]).toEqual([
    200,
    "text/javascript; charset=utf-8",
    "nosniff",
    "1",
  ]);
});

test("what has its checksum in its name is kept for ever, everything else is asked for again", async () => {
  expect((await ask("/assets/view-Dh-FuLc5.js")).headers["cache-control"]).toBe("max-age=31536000, immutable");
  expect((await ask("/a%20b.js")).headers["cache-control"]).toBe("no-cache");
});

test.each(["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/%00", "/%", "/nothing.js", "/a%20b.js/"])(
  "%s leads nowhere",
  async (path) => {
    expect((await ask(path)).status).toBe(404);
  },
);

test("a name that is not this machine's gets nothing, and only reading is answered", async () => {
  expect((await ask("/", { host: "elsewhere.example" })).status).toBe(403);
  expect((await ask("/", { host: "localhost:5190" })).status).toBe(200);
  expect((await ask("/", { method: "POST" })).status).toBe(405);
  expect(await ask("/", { method: "HEAD" })).toMatchObject({ status: 200, text: "" });
});
