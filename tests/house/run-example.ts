// Runs one example: every line `expression   // expected` must give what it says.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inspect } from "node:util";
import ts from "typescript";
import type { Example } from "./examples.js";
import { difference, type Expected, readExpected } from "./expected.js";

type Names = Readonly<Record<string, unknown>>;
type AsyncFunctionConstructor = new (...parts: string[]) => (...values: unknown[]) => Promise<unknown>;
const AsyncFunction = (async () => {}).constructor as AsyncFunctionConstructor;

interface Check {
  readonly place: string;
  readonly expression: string;
  readonly expected: Expected;
}

/** Imports are asked of the caller, so that a test file's own loader serves. */
export interface Loader {
  readonly root: string;
  readonly load: (specifier: string) => Promise<Names>;
}

/**
 * The number of promises kept.
 * @throws {Error} naming file and line of what cannot be read, cannot run or differs
 */
export async function runExample(example: Example, loader: Loader): Promise<number> {
  const tree = ts.createSourceFile(example.file, example.code, ts.ScriptTarget.ES2023, true, ts.ScriptKind.TS);
  const lineOf = (node: ts.Node) => `${example.file}:${example.line + tree.getLineAndCharacterOfPosition(node.getStart(tree)).line}`;
  const here = `${example.file}:${example.line}`;
  const wrong = ts.transpileModule(example.code, { reportDiagnostics: true, compilerOptions: { module: ts.ModuleKind.ESNext } })
    .diagnostics?.[0];
  if (wrong !== undefined) throw new Error(`${here}: ${ts.flattenDiagnosticMessageText(wrong.messageText, "\n")}`);

  const names = new Map<string, unknown>(await scopeOf(example, tree, loader));
  const folder = join(loader.root, dirname(example.scope ?? example.file));
  const checks: Check[] = [];
  const body: string[] = [];
  for (const statement of tree.statements) {
    if (ts.isImportDeclaration(statement)) {
      for (const [name, value] of await imported(statement, folder, loader)) names.set(name, value);
      continue;
    }
    const comment = ts.isExpressionStatement(statement) ? commentAfter(example.code, statement.end) : undefined;
    if (comment === undefined || !ts.isExpressionStatement(statement)) {
      body.push(withoutExport(statement, tree));
      continue;
    }
    const expression = statement.expression.getText(tree);
    const place = lineOf(statement);
    body.push(`await check$(${checks.length}, async () => (${expression}\n));`);
    checks.push({ place, expression, expected: at(place, () => readExpected(comment)) });
  }

  let kept = 0;
  // What is printed is what the comment behind it is about.
  names.set("console", { log: (...values: unknown[]) => (values.length === 1 ? values[0] : values) });
  names.set("check$", async (i: number, evaluate: () => Promise<unknown>) => {
    await keep(checks[i] as Check, evaluate);
    kept++;
  });
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };
  const script = ts.transpileModule(body.join("\n"), { compilerOptions }).outputText.replace(/^export \{\};?$/m, "");
  try {
    await new AsyncFunction(...names.keys(), script)(...names.values());
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw message.startsWith(`${example.file}:`) ? error : new Error(`${here}: ${message}`, { cause: error });
  }
  return kept;
}

async function keep({ place, expression, expected }: Check, evaluate: () => Promise<unknown>): Promise<void> {
  let value: unknown;
  try {
    value = await evaluate();
  } catch (error) {
    if (expected.kind === "throws" && error instanceof Error && isNamed(error, expected.error) && error.message.includes(expected.message))
      return;
    throw new Error(`${place}: ${expression} throws ${error}`, { cause: error });
  }
  const differs = difference(value, expected);
  if (differs === undefined) return;
  const where = differs === "" ? "" : ` (at ${differs})`;
  throw new Error(`${place}: ${expression} is ${inspect(value, { depth: 6 })}, not what the comment says${where}`);
}

function isNamed(error: Error, name: string): boolean {
  for (let type = error; type !== null; type = Object.getPrototypeOf(type) as Error) if (type.constructor.name === name) return true;
  return error.name === name;
}

/** The comment on the line where a statement ends, or on the next one when it starts with `=>`. */
function commentAfter(code: string, end: number): string | undefined {
  return /^[ \t]*\/\/(?<same>[^\n]*)|^[ \t]*\n[ \t]*\/\/(?<next>[ \t]*=>[^\n]*)/
    .exec(code.slice(end))
    ?.slice(1)
    .find((part) => part !== undefined);
}

/** What a docstring may use: the exports of its module, what that imports, and the public door. Only what the example names is loaded. */
async function scopeOf(example: Example, tree: ts.SourceFile, loader: Loader): Promise<[string, unknown][]> {
  if (example.scope === undefined) return [];
  const file = join(loader.root, example.scope);
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2023, true);
  const used = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) used.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  const scope = new Map<string, unknown>(Object.entries(await loader.load(join(loader.root, "src/index.ts"))));
  for (const statement of source.statements.filter(ts.isImportDeclaration)) {
    if (namesOf(statement).some((name) => used.has(name))) {
      for (const [name, value] of await imported(statement, dirname(file), loader)) scope.set(name, value);
    }
  }
  for (const [name, value] of Object.entries(await loader.load(file))) scope.set(name, value);
  const declared = new Set(tree.statements.flatMap(declaredNames));
  return [...scope].filter(([name]) => used.has(name) && !declared.has(name) && name !== "default");
}

async function imported(statement: ts.ImportDeclaration, folder: string, loader: Loader): Promise<[string, unknown][]> {
  const clause = statement.importClause;
  const specifier = (statement.moduleSpecifier as ts.StringLiteral).text;
  if (clause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
  const module = await loader.load(specifier.startsWith(".") ? join(folder, specifier).replace(/\.js$/, ".ts") : specifier);
  const bindings = clause?.namedBindings;
  const found: [string, unknown][] = clause?.name === undefined ? [] : [[clause.name.text, module.default]];
  if (bindings !== undefined && ts.isNamespaceImport(bindings)) found.push([bindings.name.text, module]);
  if (bindings !== undefined && ts.isNamedImports(bindings)) {
    for (const { name, propertyName, isTypeOnly } of bindings.elements) {
      const wanted = (propertyName ?? name).text;
      if (isTypeOnly) continue;
      if (!(wanted in module)) throw new Error(`"${specifier}" exports no ${wanted}`);
      found.push([name.text, module[wanted]]);
    }
  }
  return found;
}

function namesOf({ importClause }: ts.ImportDeclaration): string[] {
  const bindings = importClause?.namedBindings;
  const named = bindings === undefined ? [] : ts.isNamespaceImport(bindings) ? [bindings.name] : bindings.elements.map(({ name }) => name);
  return [importClause?.name, ...named].flatMap((name) => (name === undefined ? [] : [name.text]));
}

function declaredNames(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.getText());
  return (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name !== undefined
    ? [statement.name.text]
    : [];
}

function withoutExport(statement: ts.Statement, tree: ts.SourceFile): string {
  return statement.getText(tree).replace(/^export\s+(default\s+)?/, "");
}

function at<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Error(`${place}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}
