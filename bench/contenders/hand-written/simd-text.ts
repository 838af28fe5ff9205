// Matrix products in WebAssembly, two doubles at a time: the text of the module, made from one pattern for each size of block.

/** Sums along both rows: result[r, c] += sum_k a[r, k] b[c, k]. Outer products: result[r, c] += sum_k a[r, k] b[k, c]. */
type Kind = "dots" | "outer";

const range = (count: number) => Array.from({ length: count }, (_, i) => i);
const lines = (count: number, line: (i: number) => string) => range(count).map(line).join("\n");

/**
 * A block of the result; its sums stay in registers. Addresses and steps in bytes.
 * @param width  columns of the block: dots takes any, outer 4 or 2 (in vectors) or 1
 */
function block(kind: Kind, rows: number, width: number): string {
  const isVector = kind === "dots" || width > 1;
  const type = isVector ? "v128" : "f64";
  const columns = kind === "dots" || width === 1 ? width : width / 2;
  const [plus, times] = isVector ? ["f64x2.add", "f64x2.mul"] : ["f64.add", "f64.mul"];
  const loadLeft = kind === "dots" ? "v128.load" : isVector ? "v128.load64_splat" : "f64.load";
  const right = (c: number) => (kind === "dots" ? `(${type}.load (local.get $b${c}))` : `(${type}.load offset=${16 * c} (local.get $b0))`);
  const step = kind === "dots" ? "(i32.const 16)" : "(local.get $aAlong)";
  const cells = range(rows).flatMap((r) => range(columns).map((c) => [r, c] as const));
  const rightPointers = kind === "dots" ? columns : 1;
  return `
(func $${kind}${rows}x${width} (param $n i32) (param $a0 i32) (param $aStep i32) (param $aAlong i32) (param $b0 i32) (param $bStep i32) (param $out i32) (param $outStep i32)
  ${cells.map(([r, c]) => `(local $s${r}_${c} ${type})`).join(" ")} ${lines(columns, (c) => `(local $y${c} ${type})`)} (local $x ${type}) (local $k i32)
  ${lines(rows - 1, (r) => `(local $a${r + 1} i32)`)} ${lines(rightPointers - 1, (c) => `(local $b${c + 1} i32)`)}
  ${lines(rows - 1, (r) => `(local.set $a${r + 1} (i32.add (local.get $a${r}) (local.get $aStep)))`)}
  ${lines(rightPointers - 1, (c) => `(local.set $b${c + 1} (i32.add (local.get $b${c}) (local.get $bStep)))`)}
  (local.set $k (${kind === "dots" ? "i32.shr_u (local.get $n) (i32.const 1)" : "local.get $n"}))
  (block $none (br_if $none (i32.eqz (local.get $k)))
  (loop $next
    ${lines(columns, (c) => `(local.set $y${c} ${right(c)})`)}
    ${lines(
      rows,
      (r) => `(local.set $x (${loadLeft} (local.get $a${r})))
    ${lines(columns, (c) => `(local.set $s${r}_${c} (${plus} (local.get $s${r}_${c}) (${times} (local.get $x) (local.get $y${c}))))`)}
    (local.set $a${r} (i32.add (local.get $a${r}) ${step}))`,
    )}
    ${lines(rightPointers, (c) => `(local.set $b${c} (i32.add (local.get $b${c}) ${kind === "dots" ? step : "(local.get $bStep)"}))`)}
    (br_if $next (local.tee $k (i32.sub (local.get $k) (i32.const 1))))))
  ${kind === "dots" ? cells.map(([r, c]) => finishDot(r, c)).join("\n") : lines(rows, (r) => addRow(r, columns, type, plus))}
)`;
}

/** Both halves of the sum, and the last term where their number is odd. */
function finishDot(r: number, c: number): string {
  const address = `(i32.add (i32.add (local.get $out) (i32.mul (local.get $outStep) (i32.const ${r}))) (i32.const ${8 * c}))`;
  return `(f64.store ${address} (f64.add (f64.load ${address}) (f64.add
    (f64.add (f64x2.extract_lane 0 (local.get $s${r}_${c})) (f64x2.extract_lane 1 (local.get $s${r}_${c})))
    (if (result f64) (i32.and (local.get $n) (i32.const 1))
      (then (f64.mul (f64.load (local.get $a${r})) (f64.load (local.get $b${c})))) (else (f64.const 0))))))`;
}

function addRow(r: number, columns: number, type: string, plus: string): string {
  const address = `(i32.add (local.get $out) (i32.mul (local.get $outStep) (i32.const ${r})))`;
  return lines(
    columns,
    (c) => `(${type}.store offset=${16 * c} ${address} (${plus} (${type}.load offset=${16 * c} ${address}) (local.get $s${r}_${c})))`,
  );
}

/** All blocks of a result: the widest first, then what they leave over. */
function product(kind: Kind, heights: readonly number[], widths: readonly number[]): string {
  const strip = (rows: number) =>
    widths
      .map(
        (width) => `(block $done (loop $more
      (br_if $done (i32.gt_u (i32.add (local.get $c) (i32.const ${width})) (local.get $columns)))
      (call $${kind}${rows}x${width} (local.get $n) (local.get $a) (local.get $aStep) (local.get $aAlong)
        (i32.add (local.get $b) (i32.mul (local.get $c) ${kind === "dots" ? "(local.get $bStep)" : "(i32.const 8)"})) (local.get $bStep)
        (i32.add (local.get $out) (i32.shl (local.get $c) (i32.const 3))) (i32.shl (local.get $columns) (i32.const 3)))
      (local.set $c (i32.add (local.get $c) (i32.const ${width})))
      (br $more)))`,
      )
      .join("\n");
  return `
(func (export "${kind}") (param $rows i32) (param $columns i32) (param $n i32) (param $a i32) (param $aStep i32) (param $aAlong i32) (param $b i32) (param $bStep i32) (param $out i32)
  (local $r i32) (local $c i32)
  ${heights
    .map(
      (rows) => `(block $end (loop $down
    (br_if $end (i32.gt_u (i32.add (local.get $r) (i32.const ${rows})) (local.get $rows)))
    (local.set $c (i32.const 0))
    ${strip(rows)}
    (local.set $a (i32.add (local.get $a) (i32.mul (local.get $aStep) (i32.const ${rows}))))
    (local.set $out (i32.add (local.get $out) (i32.mul (i32.shl (local.get $columns) (i32.const 3)) (i32.const ${rows}))))
    (local.set $r (i32.add (local.get $r) (i32.const ${rows})))
    (br $down)))`,
    )
    .join("\n")}
)`;
}

/** The module, over a memory of so many pages. */
export function simdText(pages: number): string {
  const heights = [4, 1];
  const widths = { dots: [2, 1], outer: [4, 2, 1] } as const;
  const kinds = ["dots", "outer"] as const;
  const blocks = kinds.flatMap((kind) => heights.flatMap((rows) => widths[kind].map((width) => block(kind, rows, width))));
  return `(module (memory (export "memory") ${pages})
${[...blocks, ...kinds.map((kind) => product(kind, heights, widths[kind]))].join("\n")})`;
}
