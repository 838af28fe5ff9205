// The place of the editor: until it is loaded, and where it cannot be, a plain field serves.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Editor as Made } from "./code-mirror.js";

export interface EditorProps {
  readonly label: string;
  readonly text: string;
  /** for as long as the editor is there */
  readonly readOnly: boolean;
  readonly onChange: (text: string) => void;
}

export function Editor({ label, text, readOnly, onChange }: EditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const made = useRef<Made | undefined>(undefined);
  const newest = useRef({ text, onChange });
  newest.current = { text, onChange };
  const [isMade, setMade] = useState(false);
  useEffect(() => {
    let gone = false;
    import("./code-mirror.js").then(
      ({ makeEditor }) => {
        if (gone || host.current === null) return;
        const change = (typed: string) => newest.current.onChange(typed);
        made.current = makeEditor({ host: host.current, label, text: newest.current.text, readOnly, onChange: change });
        setMade(true);
      },
      () => undefined,
    );
    return () => {
      gone = true;
      made.current?.destroy();
    };
  }, []);
  useEffect(() => made.current?.show(text), [text]);
  return (
    <div class="editor">
      {!isMade && (
        <textarea
          aria-label={label}
          rows={20}
          readOnly={readOnly}
          spellcheck={false}
          value={text}
          onInput={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
      <div ref={host} />
    </div>
  );
}
