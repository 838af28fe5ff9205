// Long lines, broken to a width.

import stringWidth from "string-width";

/** Breaks at spaces, and anywhere in a word that is wider than a line; for text without colour codes. */
export function fold(text: string, width: number): string[] {
  return wrap(text, width)
    .split("\n")
    .flatMap((line) => (stringWidth(line) <= width ? [line] : cut(line, Math.floor(width))));
}

function cut(word: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const { segment } of new Intl.Segmenter("en").segment(word)) {
    if (line !== "" && stringWidth(line + segment) > width) {
      lines.push(line);
      line = "";
    }
    line += segment;
  }
  return [...lines, line];
}

/** Breaks at spaces; colour codes do not count. */
export function wrap(text: string, width: number): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && stringWidth(line) + 1 + stringWidth(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}
