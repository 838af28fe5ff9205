import { useRef } from "preact/hooks";

/** The newest value that there was: while a mistake is being typed, what stood there before stays, dimmed. */
export function useLast<T>(value: T | undefined): T | undefined {
  const last = useRef(value);
  if (value !== undefined) last.current = value;
  return last.current;
}
