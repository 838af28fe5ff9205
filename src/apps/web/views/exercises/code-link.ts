// Code in an address: short enough to send, and never more than an answer when it is read.

import { deflateSync, Inflate, strFromU8, strToU8 } from "fflate";

/** Bytes of all files together. */
const largest = 200_000;

/**
 * Files as letters that an address may hold.
 * @example
 * readCode(writeCode({ "a.ts": "export {}" }))   // { files: { "a.ts": "export {}" } }
 */
export function writeCode(files: Readonly<Record<string, string>>): string {
  const bytes = deflateSync(strToU8(JSON.stringify(files)), { level: 9 });
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The files, or a sentence that says why there are none. */
export function readCode(text: string): { readonly files: Readonly<Record<string, string>> } | { readonly refused: string } {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
    const files: unknown = JSON.parse(strFromU8(inflated(bytes)));
    if (typeof files === "object" && files !== null && Object.values(files).every((source) => typeof source === "string"))
      return { files: files as Record<string, string> };
  } catch {
    // Said below: to a reader of a broken link it is all the same what broke.
  }
  return { refused: "The code in the link cannot be read: ask for the link again." };
}

/** @throws {Error} for what is not deflated, or is larger than any answer: a few letters can hold a great many */
function inflated(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  const inflate = new Inflate((part) => {
    length += part.length;
    parts.push(part);
  });
  const piece = 1024;
  for (let at = 0; at < bytes.length; at += piece) {
    inflate.push(bytes.subarray(at, at + piece), at + piece >= bytes.length);
    if (length > largest) throw new Error("too large");
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
