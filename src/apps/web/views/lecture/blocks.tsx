// The parts of a lecture's page on the screen.

import { linkTo } from "../../address/state.js";
import { Drawing } from "../../parts/drawing.js";
import type { Block, Cell, PageTable } from "./page.js";

export function Blocks({ blocks }: { readonly blocks: readonly Block[] }) {
  return (
    <>
      {blocks.map((block, i) => (
        <One key={i} block={block} />
      ))}
    </>
  );
}

function One({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case "heading":
      return <h3>{block.text}</h3>;
    case "text":
      return <p>{block.text}</p>;
    case "list":
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      );
    case "code":
      return <pre class="scroll">{block.text}</pre>;
    case "picture":
      return <Drawing svg={block.svg} label={block.title} />;
    case "links":
      return (
        <ul class="ways">
          {block.links.map(({ text, view, entries }) => (
            <li key={text}>
              <a href={linkTo(view, entries)}>{text}</a>
            </li>
          ))}
        </ul>
      );
    case "table":
      return <Table table={block} />;
  }
}

function Table({ table: { caption, head, rows } }: { readonly table: PageTable }) {
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {head.map((cell, i) => (
            <th key={i} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={i}>
            {row.map((cell, k) =>
              k === 0 ? (
                <th key={k} scope="row">
                  <Words cell={cell} />
                </th>
              ) : (
                <td key={k}>
                  <Words cell={cell} />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Words({ cell }: { readonly cell: Cell }) {
  if (typeof cell === "string") return <>{cell}</>;
  return (
    <span class={cell.right ? "right" : "wrong"}>
      {cell.text} <span aria-hidden="true">{cell.right ? "✓" : "✗"}</span>
      <span class="unseen">{cell.right ? ", as the lecture says" : ", not as the lecture says"}</span>
    </span>
  );
}
