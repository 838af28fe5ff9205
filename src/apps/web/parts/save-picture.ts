// Saves a drawing of the page as a file of its own, SVG or PNG.

/** Pixels of a PNG for one of the drawing: sharp on a projector and in print. */
const sharpness = 3;

/** @param css the styles that the page keeps for its drawings */
export function svgText(drawing: SVGSVGElement, css: string): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const { width, height } = drawing.viewBox.baseVal;
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
  style.textContent = css;
  copy.insertBefore(style, copy.querySelector("rect"));
  return new XMLSerializer().serializeToString(copy);
}

export function saveSvg(drawing: SVGSVGElement, css: string, name: string): void {
  save(new Blob([svgText(drawing, css)], { type: "image/svg+xml" }), `${name}.svg`);
}

/** @throws {Error} where the browser cannot paint the drawing */
export async function savePng(drawing: SVGSVGElement, css: string, name: string): Promise<void> {
  const url = URL.createObjectURL(new Blob([svgText(drawing, css)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    const { width, height } = drawing.viewBox.baseVal;
    canvas.width = Math.ceil(width * sharpness);
    canvas.height = Math.ceil(height * sharpness);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    if (blob === null) throw new Error("The picture is too large for this browser: save it as SVG.");
    save(blob, `${name}.png`);
  } finally {
    URL.revokeObjectURL(url);
  }
}

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
