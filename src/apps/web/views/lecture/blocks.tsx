// The parts of a lecture's page on the screen.

import { linkTo } from "../../address/state.js";
import { Drawing } from "../../parts/drawing.js";
import { Written } from "../../parts/written.js";
import type { Block, Cell, PageTable } from "./page.js";

export function Blocks({ blocks }: { readonly blocks: readonly Block[] }) {
  return (
    <>
      {besides(blocks).map((group, i) =>
        group.length === 1 ? (
          <One key={i} block={group[0] as Block} />
        ) : (
          <div key={i} class="beside">
            {group.map((block, k) => (
              <One key={k} block={block} />
            ))}
          </div>
        ),
      )}
    </>
  );
}

/** A picture and the table after it stand side by side where there is room. */
function besides(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const groups: Block[][] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    if (block.kind === "table" && last?.length === 1 && last[0]?.kind === "picture") last.push(block);
    else groups.push([block]);
  }
  return groups;
}

function One({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case "heading":
      return (
        <h3>
          <Written text={block.text} />
        </h3>
      );
    case "text":
      return (
        <p>
          <Written text={block.text} />
        </p>
      );
    case "list":
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>
              <Written text={item} />
            </li>
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
              <a href={linkTo(view, entries)}>
                <Written text={text} />
              </a>
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
      <caption>
        <Written text={caption} />
      </caption>
      <thead>
        <tr>
          {head.map((cell, i) => (
            <th key={i} scope="col">
              <Written text={cell} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={i}>
            {row.map((cell, k) =>
              k === 0 ? (
                <th key={k} scope="row" class={isShort(cell) ? "short" : undefined}>
                  <Words cell={cell} />
                </th>
              ) : (
                <td key={k} class={isShort(cell) ? "short" : undefined}>
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

/** Not to be broken: 2-3-2-1, 3 x 2, 1.58e-17. */
function isShort(cell: Cell): boolean {
  return (typeof cell === "string" ? cell : cell.text).length <= 16;
}

function Words({ cell }: { readonly cell: Cell }) {
  if (typeof cell === "string") return <Written text={cell} />;
  return (
    <span class={cell.right ? "right" : "wrong"}>
      <Written text={cell.text} /> <span aria-hidden="true">{cell.right ? "✓" : "✗"}</span>
      <span class="unseen">{cell.right ? ", as the lecture says" : ", not as the lecture says"}</span>
    </span>
  );
}
