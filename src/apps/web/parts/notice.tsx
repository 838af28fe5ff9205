// Sentences that say what could not be read, or what happened.

export function Notices({ sentences, kind = "note" }: { readonly sentences: readonly string[]; readonly kind?: "note" | "problem" }) {
  if (sentences.length === 0) return null;
  return (
    <div class={`notices ${kind}`} role={kind === "problem" ? "alert" : undefined}>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
