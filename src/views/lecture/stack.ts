// Several pictures in one SVG, one below another.

import { escapeXml } from "../xml.js";

const gap = 24;

/**
 * Nests SVG texts whose opening tags state width and height in pixels.
 * @example
 * const square = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"></svg>';
 * stackSvg([square, square], "two").includes('viewBox="0 0 10 44"')   // true
 */
export function stackSvg(pictures: readonly string[], title: string): string {
  const name = escapeXml(title);
  let height = 0;
  let width = 0;
  const placed = pictures.map((picture, i) => {
    const size = sizeOf(picture);
    const y = i === 0 ? 0 : height + gap;
    height = y + size.height;
    width = Math.max(width, size.width);
    return picture.replace("<svg ", `<svg y="${y}" `);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${name}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<title>${name}</title>`,
    ...placed,
    "</svg>",
  ].join("\n");
}

function sizeOf(picture: string): { readonly width: number; readonly height: number } {
  const [opening = ""] = picture.split(">", 1);
  const stated = (name: string) => Number(new RegExp(` ${name}="([\\d.]+)"`).exec(opening)?.[1] ?? 0);
  return { width: stated("width"), height: stated("height") };
}
