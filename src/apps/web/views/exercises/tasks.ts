// The exercises as they lie in their folders: the task in prose, the files to write, the pictures.

export interface Task {
  /** the name of its folder */
  readonly name: string;
  readonly number: number;
  readonly title: string;
  /** markdown, without the heading */
  readonly prose: string;
}

export interface TaskFiles {
  /** what a student starts from, by the names of the files */
  readonly stubs: Readonly<Record<string, string>>;
  /** SVG texts by the names that stand in the prose */
  readonly pictures: Readonly<Record<string, string>>;
}

const readmes = import.meta.glob<string>("../../../../../exercises/*/README.md", { query: "?raw", import: "default", eager: true });
const sources = import.meta.glob<string>("../../../../../exercises/*/*.ts", { query: "?raw", import: "default" });
const drawings = import.meta.glob<string>("../../../../../exercises/*/*.svg", { query: "?raw", import: "default" });

export const tasks: readonly Task[] = Object.entries(readmes)
  .map(([path, text]) => {
    const name = partsOf(path).folder;
    const [heading = "", ...lines] = text.split("\n");
    const title = heading.replace(/^# \d+ /, "");
    return { name, number: Number.parseInt(name, 10), title, prose: withoutCommand(lines.join("\n")) };
  })
  .sort((a, b) => a.number - b.number);

export async function filesOf({ name }: Task): Promise<TaskFiles> {
  const own = async (all: Readonly<Record<string, () => Promise<string>>>) =>
    Object.fromEntries(
      await Promise.all(
        Object.entries(all)
          .filter(([path]) => partsOf(path).folder === name)
          .map(async ([path, load]) => [partsOf(path).file, await load()] as const),
      ),
    );
  return { stubs: await own(sources), pictures: await own(drawings) };
}

function partsOf(path: string): { readonly folder: string; readonly file: string } {
  const [file = "", folder = ""] = path.split("/").reverse();
  return { folder, file };
}

/** The last lines say how to check in a terminal; the page has a button. */
function withoutCommand(prose: string): string {
  return prose.replace(/\nCheck your work:\s+```sh\n[^`]*```\s*$/, "\n");
}
