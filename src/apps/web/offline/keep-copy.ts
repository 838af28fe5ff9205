/** Asks the browser to keep a copy of the page for use without a network. A page opened from a file is one already. */
export function keepCopy(): void {
  if (!("serviceWorker" in navigator) || !location.protocol.startsWith("http")) return;
  addEventListener("load", () => {
    // Without a copy the page works all the same, as long as there is a network.
    navigator.serviceWorker.register(new URL("service-worker.js", document.baseURI)).catch(() => undefined);
  });
}
