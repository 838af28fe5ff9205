// Archives for the tests, honest ones and others.

import { ZipFile } from "yazl";

export interface Packed {
  readonly text?: string | Buffer;
  /** of Unix: a link is 0o120777 */
  readonly mode?: number;
}

/** The bytes of an archive. */
export async function archive(files: Readonly<Record<string, Packed>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, { text = "", mode = 0o100644 }] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name, { mode });
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** The same archive with another name of the same length, which no packer would write. */
export function renamed(bytes: Buffer, from: string, to: string): Buffer {
  if (Buffer.byteLength(from) !== Buffer.byteLength(to)) throw new Error("names of the same length are needed");
  return Buffer.from(bytes.toString("latin1").replaceAll(from, to), "latin1");
}

/** The same archive with a lie about the size of its first file, in both places where it stands. */
export function declaring(bytes: Buffer, size: number): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUInt32LE(size, changed.indexOf(Buffer.from("504b0304", "hex")) + 22);
  changed.writeUInt32LE(size, changed.indexOf(Buffer.from("504b0102", "hex")) + 24);
  return changed;
}

/** The same archive with its first file marked as encrypted. */
export function encrypted(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  for (const [signature, offset] of [
    ["504b0304", 6],
    ["504b0102", 8],
  ] as const) {
    const at = changed.indexOf(Buffer.from(signature, "hex")) + offset;
    changed.writeUInt16LE(changed.readUInt16LE(at) | 1, at);
  }
  return changed;
}
