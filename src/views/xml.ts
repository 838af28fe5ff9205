// Text and coordinates as an SVG holds them.

/**
 * Text for content or an attribute. It also drops what XML 1.0 cannot hold at all: control characters and halves of surrogate pairs.
 * @example
 * escapeXml("a < b\u0000")   // "a &#60; b\ufffd"
 */
export function escapeXml(text: string): string {
  const clean = text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\u{FFFD}");
  return clean.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A tenth of a pixel is as fine as anyone sees. */
export function round(coordinate: number): number {
  return Math.round(coordinate * 10) / 10;
}
