// Text inside a page.

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/**
 * Text that stays text, in content and in quoted attributes.
 * @example
 * escapeHtml("<b>\"&'")   // "&lt;b&gt;&quot;&amp;&#39;"
 */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);
}
