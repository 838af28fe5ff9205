// A server for the built page: files of one folder, to this machine only, with the policy that each page states.

import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname, join, normalize, sep } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
  ".png": "image/png",
  ".wasm": "application/wasm",
};

/** Names of this machine: a page of elsewhere that points its own name here gets nothing. */
const ownNames = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/;

const common = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
};

/** The names of built files hold checksums of their contents, so that a file never changes; the page itself does. */
function caching(file: string): { readonly "Cache-Control": string } {
  return { "Cache-Control": /[\\/]assets[\\/][^\\/]+-[\w-]{8}\.\w+$/.test(file) ? "max-age=31536000, immutable" : "no-cache" };
}

/** @param folder of the built page, with index.html in it */
export function pageServer(folder: string): Server {
  return createServer((request, response) => {
    answer(folder, request, response).catch(() => refuse(response, 500, "The file could not be read."));
  });
}

async function answer(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!ownNames.test(request.headers.host ?? "")) return refuse(response, 403, "This page is served to this machine only.");
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405, "Only GET and HEAD are answered.");
  const file = fileOf(folder, request.url ?? "/");
  const found = file === undefined ? undefined : await stat(file).catch(() => undefined);
  if (file === undefined || found?.isFile() !== true) return refuse(response, 404, "There is no such file. The page is at /.");
  const headers = {
    ...common,
    ...caching(file),
    ...(await policyOf(file)),
    "Content-Type": types[extname(file)] ?? "application/octet-stream",
  };
  response.writeHead(200, { ...headers, "Content-Length": found.size });
  if (request.method === "HEAD") response.end();
  else
    createReadStream(file)
      .on("error", () => response.destroy())
      .pipe(response);
}

/** Undefined for a path that cannot be read or that leaves the folder. */
function fileOf(folder: string, url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.replace(/[?#].*$/, ""));
    if (path.includes("\0")) return undefined;
    const file = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
    return file.startsWith(normalize(folder) + sep) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** A page's own policy as a header too, with what only a header can say. */
async function policyOf(file: string): Promise<Readonly<Record<string, string>>> {
  if (extname(file) !== ".html") return {};
  const stated = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(await readFile(file, "utf8"))?.[1];
  return { "Content-Security-Policy": `${stated ?? "default-src 'none'"}; frame-ancestors 'self'` };
}

function refuse(response: ServerResponse, status: number, message: string): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { ...common, "Content-Type": "text/plain; charset=utf-8" });
  response.end(`${message}\n`);
}
