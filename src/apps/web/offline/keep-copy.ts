/** Milliseconds after the page is loaded: a copy of all its files must not hold up the first answer. */
const rest = 1000;

/** Asks the browser to keep a copy of the page for use without a network. A page opened from a file is one already. */
export function keepCopy(): void {
  if (!("serviceWorker" in navigator) || !location.protocol.startsWith("http")) return;
  addEventListener("load", () => setTimeout(keep, rest));
}

function keep(): void {
  // Without a copy the page works all the same, as long as there is a network.
  navigator.serviceWorker.register(new URL("service-worker.js", document.baseURI)).catch(() => undefined);
}
