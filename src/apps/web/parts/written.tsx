// A sentence of the lecture on the screen.

import { piecesOf } from "./signs.js";

export function Written({ text }: { readonly text: string }) {
  return <>{piecesOf(text).map(({ text: part, place: Place }, i) => (Place === undefined ? part : <Place key={i}>{part}</Place>))}</>;
}
