// Hostile submissions to exercise 01, and what becomes of each.

/** The rest of a right answer: a submission that attacks in one function deserves its points for the others. */
const others = `
export function centralDifference(f, x, h) { return (f(x + h) - f(x - h)) / (2 * h); }
export function stepSize(x) { return 6e-6 * (x > 1 ? x : x < -1 ? -x : 1); }
`;
const right = `
export function forwardDifference(f, x, h) { return (f(x + h) - f(x)) / h; }
${others}`;
const inFunction = (body: string) => `export function forwardDifference(f, x, h) { ${body} }\n${others}`;
const before = (statements: string) => `${statements}\n${right}`;
const chain = "const slope = (f, x, h) => (f(x + h) - f(x)) / h;";

export interface Attack {
  readonly name: string;
  readonly source: string;
  /**
   * "full marks": the attack achieves nothing and the answer is right all the same;
   * "no program": nothing of it can be run, and the message says why;
   * "everything": the program runs and does nothing that was asked;
   * "one function": the laws of forwardDifference are lost, and the failure says why; all others are given.
   */
  readonly loses: "full marks" | "no program" | "everything" | "one function";
  /** in the message of the failure, where there is one */
  readonly says?: RegExp;
}

const endless = /did not come to an end/;
/** Which of the two limits is reached first is no matter. */
const tooMuch = /more and more memory|did not come to an end/;
const stack = /call stack overflowed/;

export const attacks: readonly Attack[] = [
  // Time
  { name: "an endless loop", source: inFunction("for (;;) {}"), loses: "one function", says: endless },
  { name: "an endless loop while loading", source: before("for (;;) {}"), loses: "no program", says: endless },
  {
    name: "an endless loop that catches what stops it",
    source: inFunction("for (;;) try { for (;;) {} } catch {} finally { for (;;) {} }"),
    loses: "one function",
    says: endless,
  },
  { name: "endless recursion", source: inFunction("const g = () => g() + 1; return g();"), loses: "one function", says: stack },
  {
    name: "endless recursion through a function of the check",
    source: inFunction("return f({ get a() { return forwardDifference(f, x, h); } });"),
    loses: "one function",
    says: /getter/,
  },
  {
    name: "recursion that catches the overflow",
    source: inFunction("const g = () => { try { return g(); } catch { return g(); } }; return g();"),
    loses: "one function",
    says: endless,
  },
  {
    name: "copies of what cannot be copied, whose refusals are caught",
    source: before(`
      const knot = [];
      knot.push(knot);
      for (const one of [() => 1, knot, new Map(), Symbol(), { get a() { return 1; } }, Array.from({ length: 1e6 }, () => 1)])
        try { structuredClone(one); throw 1; } catch (refusal) { if (!(refusal instanceof TypeError) || !/plain values only/.test(refusal.message)) throw refusal; }
      if (structuredClone({ a: [NaN, -0, undefined, "s"] }).a.length !== 4) throw 2;`),
    loses: "full marks",
  },
  {
    name: "an endless regular expression",
    source: inFunction('return /^(a+)+$/.test("a".repeat(40) + "b") ? 1 : 2;'),
    loses: "one function",
    says: endless,
  },
  {
    name: "an endless generator",
    source: inFunction("const g = function* () { for (;;) yield 1; }; return [...g()].length;"),
    loses: "one function",
    says: tooMuch,
  },
  {
    name: "an endless chain of promises",
    source: inFunction("const g = () => Promise.resolve().then(g); g(); return 1e9;"),
    loses: "one function",
    says: /1000000000/,
  },
  { name: "calling the function of the check for ever", source: inFunction("for (;;) f(x);"), loses: "one function", says: endless },
  {
    name: "a promise that is never settled",
    source: inFunction("return new Promise(() => {});"),
    loses: "one function",
    says: /a Promise/,
  },
  {
    name: "an async function",
    source: inFunction(`return (async () => { ${chain} return slope(f, x, h); })();`),
    loses: "one function",
    says: /a Promise/,
  },
  {
    name: "a top-level await that never ends",
    source: before("await new Promise(() => {});"),
    loses: "no program",
    says: /waits \(await\)/,
  },
  { name: "a top-level await that ends", source: before("await Promise.resolve(1);"), loses: "full marks" },
  { name: "a top-level await in a loop", source: before("for (;;) await 1;"), loses: "no program", says: endless },

  // Memory
  { name: "a text that doubles", source: inFunction('let s = "x"; for (;;) s += s;'), loses: "one function", says: /string too long/ },
  { name: "a list that grows", source: inFunction("const all = []; for (;;) all.push([x]);"), loses: "one function", says: tooMuch },
  {
    name: "typed arrays",
    source: inFunction("const all = []; for (;;) all.push(new Float64Array(1e6));"),
    loses: "one function",
    says: tooMuch,
  },
  { name: "a typed array of two gigabytes", source: inFunction("return new Uint8Array(2 ** 31)[0];"), loses: "one function" },
  {
    name: "a Map that grows",
    source: inFunction("const all = new Map(); for (let i = 0; ; i++) all.set(i, {});"),
    loses: "one function",
    says: tooMuch,
  },
  {
    name: "a memory bomb that catches the end of memory",
    source: inFunction("const all = []; for (;;) try { for (;;) all.push(new Array(1000).fill(all)); } catch {}"),
    loses: "one function",
    says: tooMuch,
  },
  {
    name: "a BigInt that grows",
    source: inFunction("let n = 3n; for (;;) n = n * n;"),
    loses: "one function",
    says: /BigInt is too large/,
  },
  {
    name: "a memory bomb while loading",
    source: before("const all = []; for (;;) all.push(new Array(1000).fill(1));"),
    loses: "no program",
    says: tooMuch,
  },
  {
    name: "WebAssembly",
    source: inFunction("return new WebAssembly.Memory({ initial: 65536 });"),
    loses: "one function",
    says: /WebAssembly is not defined/,
  },
  {
    name: "shared memory",
    source: inFunction("return Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);"),
    loses: "one function",
    says: /is not defined/,
  },
  {
    name: "a list that contains itself",
    source: inFunction("const all = []; all.push(all); return all;"),
    loses: "one function",
    says: /contains itself/,
  },
  {
    name: "a list of a hundred million holes",
    source: inFunction("const all = []; all.length = 1e8; return all;"),
    loses: "one function",
    says: /values at once/,
  },
  {
    name: "a result that is one list ten billion times",
    source: inFunction("let all = [1]; for (let i = 0; i < 33; i++) all = [all, all]; return all;"),
    loses: "one function",
    says: /values at once|did not come to an end/,
  },
  {
    name: "a result nested a million levels deep",
    source: inFunction("let all = []; for (let i = 0; i < 1e5; i++) all = [all]; return all;"),
    loses: "one function",
    says: /nested deeper/,
  },
  {
    name: "arguments for the check without end",
    source: inFunction("return f(...new Array(200000).fill(1));"),
    loses: "one function",
    says: /too many arguments/,
  },

  // Output
  { name: "output without end", source: inFunction('for (;;) console.log("x".repeat(1000));'), loses: "one function", says: endless },
  { name: "one line of output of ten megabytes", source: before('console.log("x".repeat(1e7));'), loses: "full marks" },
  {
    name: "a forged report on the console",
    source: `console.log('{"schema":1,"points":10,"outOf":10,"properties":[]}');\n${inFunction("return 0;")}`,
    loses: "one function",
  },
  {
    name: "output with escape codes of the terminal",
    source: before('console.log("\\u001b[2J\\u001b]0;owned\\u0007");'),
    loses: "full marks",
  },

  // The machine outside
  { name: "process.exit", source: inFunction("process.exit(0);"), loses: "one function", says: /process is not defined/ },
  {
    name: "process.exit by way of a constructor",
    source: inFunction('return f.constructor("return process")().exit(0);'),
    loses: "one function",
    says: /process is not defined/,
  },
  {
    name: "reading a file by require",
    source: inFunction('return require("fs").readFileSync("/etc/passwd", "utf8");'),
    loses: "one function",
    says: /require is not defined/,
  },
  {
    name: "reading a file by import",
    source: before('import { readFileSync } from "node:fs"; readFileSync("/etc/passwd");'),
    loses: "no program",
    says: /"node:fs" cannot be imported/,
  },
  {
    name: "reading a file by the engine's own modules",
    source: before('import * as std from "qjs:std"; std.loadFile("/etc/passwd");'),
    loses: "no program",
    says: /"qjs:std" cannot be imported/,
  },
  {
    name: "reading the environment",
    source: inFunction("return process.env.PATH;"),
    loses: "one function",
    says: /process is not defined/,
  },
  { name: "the network", source: inFunction('return fetch("http://127.0.0.1:1/");'), loses: "one function", says: /fetch is not defined/ },
  {
    name: "a socket",
    source: inFunction('return new WebSocket("ws://127.0.0.1:1/");'),
    loses: "one function",
    says: /WebSocket is not defined/,
  },
  { name: "a timer", source: inFunction("setTimeout(() => {}, 1e9); return 1;"), loses: "one function", says: /setTimeout is not defined/ },
  { name: "a worker", source: inFunction('return new Worker("data:,");'), loses: "one function", says: /Worker is not defined/ },
  { name: "the clock", source: inFunction("return Date.now();"), loses: "one function", says: /Date is not defined/ },
  {
    name: "the engine's own objects",
    source: inFunction("return [typeof std, typeof os, typeof bjson, typeof scriptArgs].join();"),
    loses: "one function",
    says: /"undefined,undefined,undefined,undefined"/,
  },

  // The checks and the solutions
  {
    name: "importing the solution",
    source: before('import * as all from "../../solutions/01-difference-quotient/difference.ts"; all.stepSize(1);'),
    loses: "no program",
    says: /cannot be imported/,
  },
  {
    name: "importing the checks by an absolute path",
    source: before('import * as all from "/proc/self/cwd/dist/course/grading/exercises/index.js"; all.exercises;'),
    loses: "no program",
    says: /cannot be imported/,
  },
  {
    name: "importing the solution while running",
    source: inFunction('return import("../../solutions/01-difference-quotient/difference.ts");'),
    loses: "one function",
  },
  { name: "awaiting a dynamic import", source: before('await import("node:fs");'), loses: "no program", says: /cannot be imported/ },
  { name: "importing itself", source: before('import * as self from "./difference.ts"; self.stepSize;'), loses: "full marks" },
  { name: "the stack of an error", source: inFunction("return new Error().stack;"), loses: "one function" },
  {
    name: "patching how stacks are prepared",
    source: before("Error.prepareStackTrace = (e, frames) => { throw frames; };"),
    loses: "full marks",
  },
  { name: "the caller of a function", source: inFunction("return forwardDifference.caller;"), loses: "one function" },
  { name: "the callers by arguments.callee", source: inFunction("return arguments.callee.caller.toString();"), loses: "one function" },
  {
    name: "the source of the function of the check",
    source: inFunction("return Function.prototype.toString.call(f);"),
    loses: "one function",
  },
  {
    name: "the global object",
    source: inFunction("return Object.getOwnPropertyNames(globalThis).filter((n) => /guard|host|callback/i.test(n)).length + 1e9;"),
    loses: "one function",
    says: /1000000000/,
  },

  // Patched built-ins
  {
    name: "a patched Array.prototype",
    source: `for (const n of Object.getOwnPropertyNames(Array.prototype)) if (n !== "constructor") try { Array.prototype[n] = () => 0; } catch {}\n${inFunction("return 0;")}`,
    loses: "one function",
  },
  {
    name: "a patched Object.prototype",
    source: `Object.prototype.passed = true; Object.prototype.kind = "value"; Object.prototype.value = 42; Object.prototype.toJSON = () => 42; Object.defineProperty(Object.prototype, "0", Object.assign(Object.create(null), { set() {}, get() { return 42; } }));\n${inFunction("return 0;")}`,
    loses: "one function",
  },
  {
    name: "a patched JSON",
    source: `JSON.stringify = () => '{"kind":"value","value":1}'; JSON.parse = () => [];\n${inFunction("return 0;")}`,
    loses: "one function",
  },
  {
    name: "a patched Math",
    source: `Math.abs = Math.imul = () => Infinity; Math.random = () => 0; Math.sin = () => 0;\n${inFunction("return Math.abs(1);")}`,
    loses: "one function",
    says: /Infinity/,
  },
  {
    name: "a patched Function.prototype",
    source: `Function.prototype.call = Function.prototype.apply = Function.prototype.bind = () => 42;\n${inFunction("return 0;")}`,
    loses: "one function",
  },
  {
    name: "a patched Reflect",
    source: `for (const n of Object.getOwnPropertyNames(Reflect)) Reflect[n] = () => 42;\n${inFunction("return 0;")}`,
    loses: "one function",
  },
  {
    name: "a patched String.prototype",
    source: `String.prototype.slice = String.prototype.concat = String.prototype.replace = () => "=42"; Number.prototype.toString = () => "42";\n${inFunction("return 0;")}`,
    loses: "one function",
  },
  {
    name: "a patched iterator",
    source: `Object.getPrototypeOf([].values()).next = () => ({ done: true }); Array.prototype[Symbol.iterator] = function* () {};\n${right}`,
    loses: "full marks",
  },
  {
    name: "patched comparison by Symbol.toPrimitive",
    source: `Number.prototype[Symbol.toPrimitive] = () => 42;\n${inFunction("return 0;")}`,
    loses: "one function",
  },
  {
    name: "a frozen world",
    source: before("Object.freeze(Object.prototype); Object.freeze(Array.prototype); Object.freeze(globalThis);"),
    loses: "full marks",
  },
  {
    name: "a world without globals",
    source: before("for (const n of Object.getOwnPropertyNames(globalThis)) try { delete globalThis[n]; } catch {}"),
    loses: "full marks",
  },
  {
    name: "a setter on the prototype of arguments",
    source: before('Object.defineProperty(Array.prototype, "0", { get: () => 1e9, set() {}, configurable: true });'),
    loses: "full marks",
  },

  // Results that are not what they seem
  {
    name: "an object that is every number",
    source: inFunction('return { valueOf: () => 1, toString: () => "1" };'),
    loses: "one function",
    says: /a function/,
  },
  { name: "a getter", source: inFunction("let n = 0; return { get value() { return n++; } };"), loses: "one function", says: /a getter/ },
  {
    name: "a getter that never ends",
    source: inFunction("return { get value() { for (;;) {} } };"),
    loses: "one function",
    says: /a getter/,
  },
  { name: "a Proxy", source: inFunction("return new Proxy({}, { get: () => 1 });"), loses: "one function", says: /Proxy is not defined/ },
  { name: "a Symbol", source: inFunction('return Symbol("1");'), loses: "one function", says: /a Symbol/ },
  { name: "a BigInt", source: inFunction("return 1n;"), loses: "one function", says: /a BigInt/ },
  { name: "a Number object", source: inFunction("return new Number(1);"), loses: "one function", says: /a Number object/ },
  { name: "a function", source: inFunction("return () => 1;"), loses: "one function", says: /a function/ },
  { name: "a typed array", source: inFunction("return new Float64Array(3);"), loses: "one function", says: /a typed array/ },
  {
    name: "a list with a getter at its end",
    source: inFunction("const all = [1, 2]; Object.defineProperty(all, 2, { get() { for (;;) {} } }); return all;"),
    loses: "one function",
    says: /a getter/,
  },
  {
    name: "a record named __proto__",
    source: inFunction('return JSON.parse(\'{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}\');'),
    loses: "one function",
    says: /__proto__/,
  },
  { name: "a text that looks like the guard's own", source: inFunction('return "n1\\",\\"kind\\":\\"value";'), loses: "one function" },
  { name: "NaN", source: inFunction("return NaN;"), loses: "one function", says: /NaN/ },
  { name: "a lone surrogate", source: inFunction('return "\\ud800";'), loses: "one function" },
  {
    name: "a tagged prototype",
    source: inFunction("return Object.create({ a: 1 }, { [Symbol.toStringTag]: { get() { for (;;) {} } } });"),
    loses: "one function",
  },
  {
    name: "a prototype chain of a hundred thousand links",
    source: inFunction("let p = {}; for (let i = 0; i < 1e5; i++) p = Object.create(p); return p;"),
    loses: "one function",
  },

  // What is thrown
  { name: "throwing a symbol", source: inFunction('throw Symbol("x");'), loses: "one function", says: /symbol/ },
  { name: "throwing a BigInt", source: inFunction("throw 10n;"), loses: "one function", says: /bigint 10/ },
  { name: "throwing undefined", source: inFunction("throw undefined;"), loses: "one function", says: /^undefined$/ },
  { name: "throwing a function", source: inFunction("throw () => { for (;;) {} };"), loses: "one function", says: /a function/ },
  {
    name: "throwing an object whose text never ends",
    source: inFunction("throw { toString() { for (;;) {} }, get message() { for (;;) {} } };"),
    loses: "one function",
    says: /an object without a message/,
  },
  {
    name: "throwing an object whose text never ends while loading",
    source: before("throw { toString() { for (;;) {} }, get message() { for (;;) {} }, get name() { throw 1; } };"),
    loses: "no program",
  },
  { name: "throwing null while loading", source: before("throw null;"), loses: "no program", says: /an object without a message/ },
  { name: "throwing a symbol while loading", source: before("throw Symbol('x');"), loses: "no program", says: /symbol/ },
  {
    name: "rejecting while loading",
    source: before("await Promise.reject({ get stack() { throw 1; } });"),
    loses: "no program",
    says: /an object without a message/,
  },
  {
    name: "an error that says it is an interruption",
    source: inFunction('throw Object.assign(new Error("interrupted"), { name: "InternalError" });'),
    loses: "one function",
    says: /interrupted/,
  },
  { name: "an error that says it is the end of memory", source: inFunction('throw new Error("out of memory");'), loses: "one function" },
  { name: "an error of a megabyte", source: inFunction('throw new Error("x".repeat(1e6));'), loses: "one function", says: /x{100}/ },
  {
    name: "an error with escape codes of the terminal",
    source: inFunction('throw new Error("\\u001b[31mowned\\u001b]0;x\\u0007\\r\\nline");'),
    loses: "one function",
    says: /owned/,
  },
  {
    name: "a stack with a place that is none",
    source: inFunction('const e = new Error("x"); e.stack = "at a (/etc/passwd.ts:1:1)\\n\\u001b[2J"; throw e;'),
    loses: "one function",
    says: /^Error: x$/,
  },
  {
    name: "throwing what the guard throws",
    source: before("globalThis.caught = []; try { (void 0)(); } catch (e) { caught.push(e); }"),
    loses: "full marks",
  },
  {
    name: "a function of the check called with nonsense",
    source: inFunction("const g = { toJSON() { throw 1; } }; g.self = g; return f(g, Symbol(), 1n);"),
    loses: "one function",
  },
  {
    name: "catching what the check's function throws",
    source: inFunction("try { f(Symbol()); } catch (e) { e.message = { toString() { for (;;) {} } }; throw e; }"),
    loses: "one function",
  },

  // Syntax and names
  { name: "eval", source: inFunction(`${chain} return eval("slope(f, x, h)");`), loses: "full marks" },
  {
    name: "the Function constructor",
    source: inFunction('return new Function("f", "x", "h", "return (f(x + h) - f(x)) / h")(f, x, h);'),
    loses: "full marks",
  },
  { name: "with, which modules refuse", source: inFunction("with (Math) { return abs(x); }"), loses: "no program" },
  { name: "text that is no program", source: "\u0000\u001b[2J\ufffd}{", loses: "no program" },
  {
    name: "escape codes beside a mistake",
    source: before('const a = "\u001b]0;owned\u0007\u001b[2J" const b;'),
    loses: "no program",
    says: /line 1/,
  },
  { name: "an import with escape codes", source: before('import "\u001b[2J";'), loses: "no program" },
  { name: "an import of a name with a line end", source: before('import "./a\\nb.ts";'), loses: "no program" },
  { name: "an empty file", source: "", loses: "everything", says: /the file exports nothing/ },
  { name: "ten thousand brackets", source: before(`const a = ${"(".repeat(10_000)}1${")".repeat(10_000)};`), loses: "no program" },
  { name: "ten thousand brackets for the engine", source: before('eval("(".repeat(1e5) + "1" + ")".repeat(1e5));'), loses: "no program" },
  {
    name: "exports that are no functions",
    source: `export const forwardDifference = 3;\n${others}`,
    loses: "one function",
    says: /no such function/,
  },
  { name: "an export named then", source: before("export function then(done) { for (;;) {} }"), loses: "full marks" },
  {
    name: "an export whose name has escape codes",
    source: `const g = 1; export { g as "\\u001b[2J" };\n${others}`,
    loses: "one function",
    says: /no such function/,
  },
  {
    name: "an export that changes while it runs",
    source: `export let forwardDifference = (f, x, h) => { forwardDifference = 1; return (f(x + h) - f(x)) / h; };\n${others}`,
    loses: "one function",
    says: /no such function/,
  },
  { name: "a class as a function", source: `export class forwardDifference {}\n${others}`, loses: "one function" },
  {
    name: "a generator as a function",
    source: `export function* forwardDifference() { for (;;) yield 1; }\n${others}`,
    loses: "one function",
  },

  // Knowing the answers instead of the idea
  { name: "what the checker's functions are called", source: inFunction("return f.name + f.length + String(f);"), loses: "one function" },
  {
    name: "behaving well only at the first input",
    source: `let calls = 0;\n${inFunction("return calls++ === 0 ? (f(x + h) - f(x)) / h : 0;")}`,
    loses: "one function",
  },
  {
    name: "a table of answers, given in turn",
    source: `const table = [3, -7.5, 12, 0.25, 41, -2];\nlet calls = 0;\n${inFunction("return table[calls++ % table.length];")}`,
    loses: "one function",
  },
  { name: "an answer by the check's own function", source: inFunction("return f;"), loses: "one function", says: /a function/ },
];
