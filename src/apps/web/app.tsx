// The frame of the page: a way to each view, what could not be read of the address, and the view itself.

import { computed, effect, signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { shortened } from "./address/keys.js";
import { address, addressProblems, change, fullLink, home, linkTo } from "./address/state.js";
import { prepare } from "./engine/ask.js";
import { hideProblems, isHidden } from "./parts/hide.js";
import { Notices } from "./parts/notice.js";
import { type Theme, theme } from "./parts/theme.js";
import { type ViewEntry, views } from "./views/index.js";

const loaded = signal<Readonly<Record<string, ComponentType>>>({});
const failed = signal<string | undefined>(undefined);

const known = computed(() => (Object.hasOwn(views, address.value.view) ? address.value.view : home));
const entry = computed(() => views[known.value] as ViewEntry);
const presents = computed(() => address.value.entries["present"] === "1");

// Before anything is drawn: what measures its letters, such as the editor, measures them once.
effect(() => {
  document.documentElement.toggleAttribute("data-present", presents.value);
});

/** Sentences about the address as a whole; a view adds its own. */
const problems = computed(() => {
  const { view, entries } = address.value;
  const { present = "0" } = entries;
  return [
    ...addressProblems.value,
    ...(view === known.value ? [] : [`view=${shortened(view)}: there is no such view. There are ${Object.keys(views).join(", ")}.`]),
    ...(present === "0" || present === "1" ? [] : [`present=${shortened(present)}: expected 1 or 0.`]),
    ...hideProblems.value,
  ];
});

async function open(name: string): Promise<void> {
  if (Object.hasOwn(loaded.peek(), name)) return;
  const { first, load } = views[name] as ViewEntry;
  if (first !== undefined) prepare(...first);
  try {
    const { View } = await load();
    loaded.value = { ...loaded.peek(), [name]: View };
    failed.value = undefined;
  } catch {
    failed.value = `The view ${name} could not be loaded. Is the connection gone? Reload the page.`;
  }
}

/** Before anything is drawn: view and engine are loaded at the same time as the frame appears. */
export function openFirst(): void {
  void open(known.peek());
}

export function App() {
  const name = known.value;
  const { section = "", ex = "" } = address.value.entries;
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  const before = useRef(name);
  useEffect(() => {
    void open(name);
    document.title = `${entry.value.name} - trigrad`;
  }, [name]);
  useEffect(() => {
    // A reader who went to another page starts there; one who has just come, or comes back to a list, stays where they are.
    if (!first.current) heading.current?.focus({ preventScroll: before.current === name && section === "" && ex === "" });
    first.current = false;
    before.current = name;
  }, [name, section, ex]);
  const View = loaded.value[name];
  return (
    <>
      {!presents.value && <Top current={name} />}
      <main id="main">
        <div class="heading">
          <h1 ref={heading} tabIndex={-1}>
            {entry.value.title}
          </h1>
          {presents.value && (
            <button type="button" class="quiet" onClick={() => change({ present: undefined })}>
              Leave presentation
            </button>
          )}
        </div>
        <Notices sentences={problems.value} kind="problem" />
        {View === undefined ? <p class="waiting">{failed.value ?? "Loading ..."}</p> : <View key={name} />}
      </main>
      {!presents.value && (
        <footer>
          <p>Everything is calculated on this device. Nothing is sent anywhere, nobody is counted, and it works without a network.</p>
        </footer>
      )}
    </>
  );
}

function Top({ current }: { readonly current: string }) {
  return (
    <header>
      <button type="button" class="skip" onClick={skip}>
        Skip to the content
      </button>
      <p class="brand">
        <a href={linkTo(home)}>trigrad</a>
      </p>
      {!isHidden("nav") && (
        <nav aria-label="Views">
          <ul>
            {Object.entries(views).map(([name, { name: shown }]) => (
              <li key={name}>
                <a href={linkTo(name)} aria-current={name === current ? "page" : undefined}>
                  {shown}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div class="tools">
        <CopyLink />
        <button type="button" class="quiet" onClick={() => change({ present: "1" })} title="Larger type, for a projector">
          Present
        </button>
        <ThemeChoice />
      </div>
    </header>
  );
}

/** No link: the part behind "#" is the state of the page. */
function skip(): void {
  document.querySelector<HTMLElement>("main h1")?.focus();
}

const copied = signal("");

function CopyLink() {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(fullLink());
      copied.value = "Link copied";
    } catch {
      copied.value = "The browser does not allow it: copy the address instead";
    }
    setTimeout(() => {
      copied.value = "";
    }, 2500);
  };
  return (
    <>
      <span class="copied" role="status">
        {copied.value}
      </span>
      <button type="button" class="quiet" onClick={() => void copy()} title="A link that opens exactly this">
        Copy link
      </button>
    </>
  );
}

const themes: readonly (readonly [Theme, string])[] = [
  ["system", "System"],
  ["light", "Light"],
  ["dark", "Dark"],
];

function ThemeChoice() {
  return (
    <select
      aria-label="Colours"
      title="Colours"
      value={theme.value}
      onChange={({ currentTarget }) => (theme.value = currentTarget.value as Theme)}
    >
      {themes.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
}
