// Texts of messages are not mutated.
export const strykerPlugins = [
  {
    kind: "Ignore",
    name: "messages",
    value: {
      shouldIgnore(path) {
        if (!path.isStringLiteral() && !path.isTemplateLiteral()) return undefined;
        if (path.findParent((p) => p.isThrowStatement() || (p.isNewExpression() && /Error$|^Unsupported/.test(p.node.callee.name ?? ""))))
          return "the text of an error";
        return undefined;
      },
    },
  },
];
