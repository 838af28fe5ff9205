// What the build makes of files that are no TypeScript.

/** The bytes of the machine. */
declare module "@jitl/quickjs-ng-wasmfile-release-sync/wasm" {
  const bytes: Uint8Array<ArrayBuffer>;
  // biome-ignore lint/style/noDefaultExport: the bundler exports the bytes of a file in no other way
  export default bytes;
}

/** A program and all that it imports, as the text of one script. */
declare module "*?alone" {
  export const text: string;
}
