// A formula may begin with a minus: -log(x) is no option.

const commandsWithFormula = new Set(["compare", "graph", "steps"]);

/** Not typed by anybody, and invisible to the option parser. */
const marker = "\u0000";

/** Marks arguments that look like -log(x) so that commander takes them as they are. */
export function protectFormula(args: readonly string[]): string[] {
  if (!commandsWithFormula.has(args[0] ?? "")) return [...args];
  return args.map((arg, i) => {
    const isOption = /^--[a-z]|^-[hV]$|^--$/.test(arg);
    const afterOption = /^--(at|wrt|svg|view|instance)$/.test(args[i - 1] ?? "");
    return arg.startsWith("-") && !isOption && !afterOption ? marker + arg : arg;
  });
}

export function unprotected(formula: string): string {
  return formula.startsWith(marker) ? formula.slice(1) : formula;
}
