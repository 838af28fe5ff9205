// What the terminal can show.

import isUnicodeSupported from "is-unicode-supported";
import type { TableOptions } from "../../views/comparison.js";
import { terminalPaint } from "./paint.js";

/** A pipe has no width of its own: 100 columns, unless COLUMNS says otherwise. */
export function terminalOptions(ascii = false): TableOptions {
  const stated = Number(process.env["COLUMNS"]);
  const columns = process.stdout.columns || (stated > 0 ? stated : 100);
  return { width: Math.max(40, columns), unicode: !ascii && isUnicodeSupported(), paint: terminalPaint() };
}
