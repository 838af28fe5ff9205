// Doubles as text that keeps every bit, -0 and denormals too.

/**
 * Base64 of the doubles' little-endian bytes.
 * @example
 * Object.is(decodeDoubles(encodeDoubles(Float64Array.of(-0)))[0], -0)   // true
 */
export function encodeDoubles(numbers: ArrayLike<number>): string {
  const bytes = new DataView(new ArrayBuffer(8 * numbers.length));
  for (let i = 0; i < numbers.length; i++) bytes.setFloat64(8 * i, numbers[i] as number, true);
  let text = "";
  for (let i = 0; i < bytes.byteLength; i++) text += String.fromCharCode(bytes.getUint8(i));
  return btoa(text);
}

/** @throws {Error} when the text is not the base64 of whole doubles */
export function decodeDoubles(text: string): Float64Array {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  if (bytes.length % 8 !== 0) throw new Error(`${bytes.length} bytes are no whole number of doubles.`);
  const view = new DataView(bytes.buffer);
  return Float64Array.from({ length: bytes.length / 8 }, (_, i) => view.getFloat64(8 * i, true));
}
