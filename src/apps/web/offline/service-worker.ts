// Keeps a copy of the page's own files, so that it opens and works without a network.

/** What is used of the scope of a service worker, whose types would clash with those of the page. */
interface Scope {
  readonly location: { readonly href: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(kind: "install" | "activate", listener: (event: { waitUntil(work: Promise<unknown>): void }) => void): void;
  addEventListener(
    kind: "fetch",
    listener: (event: { readonly request: Request; respondWith(answer: Promise<Response>): void }) => void,
  ): void;
}

/** The build puts the names of all files here; their names hold their contents' checksums. */
declare const trigradFiles: readonly string[];

const scope = globalThis as unknown as Scope;
const prefix = "trigrad ";
const files = trigradFiles;
/** One copy for each build: two builds never mix. */
const name = `${prefix}${checksum(files.join("\n"))}`;

scope.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(name);
      await cache.addAll(files.map((file) => new Request(new URL(file, scope.location.href), { cache: "no-cache" })));
      await scope.skipWaiting();
    })(),
  );
});

scope.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      // Pages that are still open may ask for files of the build before: one older copy stays.
      const others = (await caches.keys()).filter((key) => key.startsWith(prefix) && key !== name);
      await Promise.all(others.slice(0, -1).map((key) => caches.delete(key)));
      await scope.clients.claim();
    })(),
  );
});

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== new URL(scope.location.href).origin) return;
  event.respondWith(answer(request));
});

/** The page itself from the network where there is one, so that a new build is seen; everything else is its name. */
async function answer(request: Request): Promise<Response> {
  const isPage = request.mode === "navigate";
  const key = isPage ? new URL("./", scope.location.href) : request;
  if (!isPage) {
    const kept = await caches.match(key);
    if (kept !== undefined) return kept;
  }
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(key);
    if (kept === undefined) throw error;
    return kept;
  }
}

function checksum(text: string): string {
  let sum = 0;
  for (const letter of text) sum = (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) | 0;
  return (sum >>> 0).toString(36);
}
