// Fingerprints of plain data.

import { createHash } from "node:crypto";

/** SHA-256 in hexadecimal digits. */
export function digestOf(data: unknown): string {
  return createHash("sha256").update(JSON.stringify(data)).digest("hex");
}
