// The address as a signal that the whole page reads, and the only way to change it.

import { computed, signal } from "@preact/signals";
import { type Address, readAddress, writeAddress } from "./address.js";
import { type Keys, readEntries, type ValuesOf } from "./keys.js";

/** The view that an address without one means. */
export const home = "compare";

const read = signal(readAddress(location.hash, home));

export const address = computed(() => read.value.address);
export const addressProblems = computed(() => read.value.problems);

/** Keys that mean the same in every view, so that they go along. */
const shared = ["f", "at", "wrt", "present", "hide"] as const;

/** Browsers refuse to note hundreds of addresses a second, as while a slider is dragged. */
const pause = 150;

let pending: ReturnType<typeof setTimeout> | undefined;
let streak: string | undefined;

/**
 * Changes entries of the address; undefined removes one.
 * @param of changes with the same word in a row make one step of the back button: a formula that is typed, a slider that is dragged.
 *   Without it each change is a step of its own.
 */
export function change(entries: Readonly<Record<string, string | undefined>>, of?: string): void {
  const { view, entries: before } = address.value;
  const next = Object.fromEntries(
    Object.entries({ ...before, ...entries }).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  show({ view, entries: next }, of);
}

/** The address of a view, to stand in a link: what all views share stays, what is given is added. */
export function linkTo(view: string, entries: Readonly<Record<string, string>> = {}): string {
  const { entries: before } = address.value;
  const kept = shared.flatMap((name) => (Object.hasOwn(before, name) ? [[name, before[name] as string]] : []));
  return `#${writeAddress({ view, entries: { ...Object.fromEntries(kept), ...entries } })}`;
}

/** The whole link, for somebody else. */
export function fullLink(): string {
  return `${location.href.replace(/#.*$/, "")}#${writeAddress(address.value)}`;
}

/** What the keys of a view say now, and sentences about what they could not read. */
export function stateOf<K extends Keys>(
  keys: K,
): { readonly value: { readonly values: ValuesOf<K>; readonly problems: readonly string[] } } {
  return computed(() => readEntries(keys, address.value.entries));
}

function show(next: Address, of: string | undefined): void {
  read.value = { address: next, problems: [] };
  if (of === undefined || of !== streak) {
    flush();
    history.pushState(null, "", `#${writeAddress(next)}`);
  } else {
    clearTimeout(pending);
    pending = setTimeout(flush, pause);
  }
  streak = of;
}

/** Writes the address of the latest change over the one of its streak. */
function flush(): void {
  if (pending === undefined) return;
  clearTimeout(pending);
  pending = undefined;
  history.replaceState(null, "", `#${writeAddress(address.value)}`);
}

addEventListener("popstate", () => {
  clearTimeout(pending);
  pending = undefined;
  streak = undefined;
  read.value = readAddress(location.hash, home);
});
addEventListener("pagehide", flush);
