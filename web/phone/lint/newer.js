/** A rule of ESLint: what the oldest browsers lack is asked for before it is used. Its one option: names that are the code's own. */

import { newerThanOldest } from "./known.js";

const { globals, members, methods, single } = newerThanOldest();
const ROOTS = new Set(["window", "self", "globalThis"]);

/** The name that a test asks about: x, a.x, !a.x, typeof x, "x" in a. */
function namesIn(test, found = new Set()) {
  if (!test || typeof test.type !== "string") return found;
  if (test.type === "Identifier") found.add(test.name);
  else if (test.type === "MemberExpression") {
    if (!test.computed) found.add(test.property.name);
    namesIn(test.object, found);
  } else if (test.type === "UnaryExpression") namesIn(test.argument, found);
  else if (test.type === "BinaryExpression" || test.type === "LogicalExpression") {
    if (test.operator === "in" && test.left.type === "Literal") found.add(String(test.left.value));
    namesIn(test.left, found);
    namesIn(test.right, found);
  }
  return found;
}

/** Whether the use hangs on a test of its name, or comes after one in a block it stands in. */
function isAskedFor(node, name) {
  const asks = (test) => namesIn(test).has(name);
  for (let inner = node, outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if ((outer.type === "IfStatement" || outer.type === "ConditionalExpression") && inner !== outer.test && asks(outer.test)) return true;
    if (outer.type === "LogicalExpression" && inner === outer.right && asks(outer.left)) return true;
    if (outer.type === "UnaryExpression" && outer.operator === "typeof") return true;
    if (outer.type === "BlockStatement" && outer.body.slice(0, outer.body.indexOf(inner)).some((before) => before.type === "IfStatement" && asks(before.test) && leaves(before.consequent))) return true;
  }
  return false;
}

function leaves(statement) {
  const last = statement.type === "BlockStatement" ? statement.body[statement.body.length - 1] : statement;
  return Boolean(last) && (last.type === "ReturnStatement" || last.type === "ThrowStatement");
}

/** A property that is missing is undefined; only what is done with it fails. */
function isUsed(node) {
  const { parent } = node;
  return (parent.type === "CallExpression" && parent.callee === node) || (parent.type === "NewExpression" && parent.callee === node) || (parent.type === "MemberExpression" && parent.object === node);
}

export const newer = {
  meta: { type: "problem", schema: [{ type: "array", items: { type: "string" } }], messages: { newer: "Chrome 64 or Safari 12 has no {{what}}: ask for it first, or do without" } },
  create(context) {
    const ours = new Set(context.options[0]);
    const report = (node, what, name) => {
      if (!ours.has(name) && !isAskedFor(node, name)) context.report({ node, messageId: "newer", data: { what } });
    };
    let unresolved = new Set();
    return {
      Program(node) {
        const all = context.sourceCode.getScope(node);
        const top = all.type === "global" ? all : all.upper;
        const foreign = top.variables.filter((variable) => !variable.defs.length).flatMap((variable) => variable.references);
        unresolved = new Set([...top.through, ...foreign].map((reference) => reference.identifier));
        for (const identifier of unresolved) if (globals.has(identifier.name)) report(identifier, identifier.name, identifier.name);
      },
      MemberExpression(node) {
        if (node.computed || node.property.type !== "Identifier" || !isUsed(node)) return;
        const name = node.property.name;
        const root = node.object.type === "Identifier" && unresolved.has(node.object) ? node.object.name : "";
        if (ROOTS.has(root)) {
          if (globals.has(name)) report(node, `${root}.${name}`, name);
        } else if (members.has(`${single[root] || root}.${name}`)) report(node, `${root}.${name}`, name);
        else if (methods.has(name) && node.parent.type === "CallExpression" && node.parent.callee === node) report(node, `.${name}()`, name);
      },
    };
  },
};
