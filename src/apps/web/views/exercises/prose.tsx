// Markdown on the screen, as elements: what is not known is shown as it was written, and nothing is ever read as HTML.

import { lexer, type Token, type Tokens } from "marked";
import { useEffect, useState } from "preact/hooks";
import { theme } from "../../parts/theme.js";

type Pictures = Readonly<Record<string, string>>;

export function Prose({ text, pictures }: { readonly text: string; readonly pictures: Pictures }) {
  return (
    <div class="prose">
      <All tokens={lexer(text)} pictures={pictures} />
    </div>
  );
}

function All({ tokens = [], pictures }: { readonly tokens?: readonly Token[] | undefined; readonly pictures: Pictures }) {
  return (
    <>
      {tokens.map((token, i) => (
        <One key={i} token={token} pictures={pictures} />
      ))}
    </>
  );
}

function One({ token, pictures }: { readonly token: Token; readonly pictures: Pictures }) {
  const inside = <All tokens={"tokens" in token ? token.tokens : undefined} pictures={pictures} />;
  switch (token.type) {
    case "space":
      return null;
    case "heading":
      return <h3>{inside}</h3>;
    case "paragraph":
      return <p>{inside}</p>;
    case "strong":
      return <strong>{inside}</strong>;
    case "em":
      return <em>{inside}</em>;
    case "codespan":
      return <code>{(token as Tokens.Codespan).text}</code>;
    case "code":
      return <pre class="scroll">{(token as Tokens.Code).text}</pre>;
    case "image":
      return <Picture svg={pictures[(token as Tokens.Image).href]} words={(token as Tokens.Image).text} />;
    case "list": {
      const items = (token as Tokens.List).items.map((item, i) => (
        <li key={i}>
          <All tokens={item.tokens} pictures={pictures} />
        </li>
      ));
      return (token as Tokens.List).ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case "table":
      return <Table table={token as Tokens.Table} pictures={pictures} />;
    case "escape":
      return <>{(token as Tokens.Escape).text}</>;
    case "text":
      if ("tokens" in token && token.tokens !== undefined) return inside;
      return <>{token.raw}</>;
    default:
      return <>{token.raw}</>;
  }
}

function Table({ table: { header, rows }, pictures }: { readonly table: Tokens.Table; readonly pictures: Pictures }) {
  return (
    <table>
      <thead>
        <tr>
          {header.map((cell, i) => (
            <th key={i} scope="col">
              <All tokens={cell.tokens} pictures={pictures} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={i}>
            {row.map((cell, k) => (
              <td key={k}>
                <All tokens={cell.tokens} pictures={pictures} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** An image of its own, because the drawings of exercises have styles for whole documents; the reader's choice of colours goes in. */
function Picture({ svg, words }: { readonly svg: string | undefined; readonly words: string }) {
  const [address, setAddress] = useState<string | undefined>(undefined);
  const chosen = theme.value;
  useEffect(() => {
    if (svg === undefined) return undefined;
    const query = { system: "(prefers-color-scheme: dark)", light: "not all", dark: "all" }[chosen];
    const coloured = svg.replaceAll("(prefers-color-scheme: dark)", query);
    const made = URL.createObjectURL(new Blob([coloured], { type: "image/svg+xml" }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [svg, chosen]);
  return address === undefined ? <span>{words}</span> : <img src={address} alt={words} />;
}
