// A program whose operations are off by a rounding more: what another formula, or another order of summation, may do to its numbers.

import ts from "typescript";

const { SyntaxKind } = ts;
const operations = new Set<ts.SyntaxKind>([
  SyntaxKind.PlusToken,
  SyntaxKind.MinusToken,
  SyntaxKind.AsteriskToken,
  SyntaxKind.SlashToken,
  SyntaxKind.AsteriskAsteriskToken,
]);
const assignments = new Map<ts.SyntaxKind, ts.BinaryOperator>([
  [SyntaxKind.PlusEqualsToken, SyntaxKind.PlusToken],
  [SyntaxKind.MinusEqualsToken, SyntaxKind.MinusToken],
  [SyntaxKind.AsteriskEqualsToken, SyntaxKind.AsteriskToken],
]);
const exact = new Set(["abs", "max", "min", "sign", "floor", "random"]);

/** Multiples of 2^-20 are left alone: where a task's numbers are whole, or quarters, right programs do not round at all. */
const helper = `function rounded(x: any): any {
  if (typeof x !== "number" || !Number.isFinite(x) || Number.isInteger(x * 2 ** 20)) return x;
  return x + x * (2 * Math.random() - 1) * 2 ** -52;
}
`;

/**
 * The same program with each result of + - * / ** and of the functions of Math moved by up to 2^-52 of itself, by the sandbox's random numbers.
 * @example
 * roundedOnceMore("export const third = (x: number) => x / 3;")
 */
export function roundedOnceMore(source: string): string {
  const file = ts.createSourceFile("answer.ts", source, ts.ScriptTarget.ES2023, true);
  const { factory } = ts;
  const rounded = (expression: ts.Expression) => factory.createCallExpression(factory.createIdentifier("rounded"), undefined, [expression]);

  const transformed = ts.transform(file, [
    (context) => {
      const visit = (before: ts.Node): ts.Node => {
        const node = ts.visitEachChild(before, visit, context);
        if (ts.isCallExpression(node) && isRounding(node.expression)) return rounded(node);
        if (!ts.isBinaryExpression(node)) return node;
        if (operations.has(node.operatorToken.kind)) return rounded(node);
        const operation = assignments.get(node.operatorToken.kind);
        if (operation === undefined) return node;
        return factory.createAssignment(node.left, rounded(factory.createBinaryExpression(node.left, operation, node.right)));
      };
      return (root) => ts.visitEachChild(root, visit, context);
    },
  ]);
  return helper + ts.createPrinter().printFile(transformed.transformed[0] as ts.SourceFile);
}

/** Is it a function of Math that rounds? */
function isRounding(expression: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(expression) &&
    ts.isIdentifier(expression.expression) &&
    expression.expression.text === "Math" &&
    !exact.has(expression.name.text)
  );
}
