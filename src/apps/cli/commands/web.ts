// trigrad web: serves the page until it is interrupted.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pageServer } from "../page-server.js";

export interface WebOptions {
  readonly port?: string;
}

const usualPort = 5190;
const folder = fileURLToPath(new URL("../../../web", import.meta.url));

/** @throws {Error} for a port that is none or is taken, and where the page was not built */
export async function webCommand({ port: asked }: WebOptions): Promise<void> {
  if (!existsSync(join(folder, "index.html"))) throw new Error("the page is not in this package: in a clone, npm run build makes it.");
  const port = portOf(asked);
  const server = pageServer(folder);
  await new Promise<void>((listening, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(problemOf(error, port)));
    server.listen(port, "127.0.0.1", listening);
  });
  const address = server.address();
  const shown = typeof address === "object" && address !== null ? address.port : port;
  process.stdout.write(`trigrad is at http://127.0.0.1:${shown}/  (Ctrl+C ends it)\n`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
}

function portOf(asked: string | undefined): number {
  if (asked === undefined) return usualPort;
  const port = /^\d{1,5}$/.test(asked) ? Number(asked) : Number.NaN;
  if (!(port <= 65535)) throw new Error(`--port ${asked}: expected a whole number from 0 to 65535, such as --port ${usualPort}.`);
  return port;
}

function problemOf(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === "EADDRINUSE") return new Error(`port ${port} is taken: --port 0 takes a free one.`);
  if (error.code === "EACCES") return new Error(`port ${port} may not be used by you: choose one above 1023, or --port 0.`);
  return error;
}
