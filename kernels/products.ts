// Matrix products in AssemblyScript, two columns of the result at a time (f64x2). `npm run kernels` turns this into the bytes of
// src/core/execute/products/products-wasm.ts. Each entry is 0 + a_1 b_1 + a_2 b_2 + ..., every sum in this order and every product
// rounded on its own, as in the plain kernels: both give the same bits.

/** Columns of the result that one panel of b serves. */
const width: i32 = 4;
const entry: usize = 8;

/**
 * c = a b for a of m x k and b of k x n entries; c is row-major. The strides of a and b, in bytes, say whether they stand transposed.
 * `scratch` has room for a panel of 4 k entries and a tile of 16.
 */
export function product(
  m: i32,
  k: i32,
  n: i32,
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  bColumn: usize,
  c: usize,
  scratch: usize,
): void {
  const tile = scratch + <usize>k * <usize>width * entry;
  const cRow = <usize>n * entry;
  for (let j = 0; j < n; j += width) {
    const columns = min(width, n - j);
    pack(b + <usize>j * bColumn, bRow, bColumn, k, columns, scratch);
    for (let i = 0; i < m; ) {
      const rows = m - i >= 4 ? 4 : 1;
      const from = a + <usize>i * aRow;
      const to = c + <usize>i * cRow + <usize>j * entry;
      const whole = columns === width;
      if (rows === 4) fourRows(k, from, aRow, aColumn, scratch, whole ? to : tile, whole ? cRow : 32);
      else oneRow(k, from, aColumn, scratch, whole ? to : tile);
      if (!whole) copyTile(tile, to, cRow, rows, columns);
      i += rows;
    }
  }
}

/** Four columns of b side by side, so that the tiles read them in one run; missing columns are left as they are and never used. */
function pack(b: usize, bRow: usize, bColumn: usize, k: i32, columns: i32, panel: usize): void {
  if (columns === width && bColumn === entry) {
    for (let l = 0; l < k; l++) {
      v128.store(panel, v128.load(b));
      v128.store(panel, v128.load(b, 16), 16);
      b += bRow;
      panel += 32;
    }
    return;
  }
  if (columns === width && bRow === entry) {
    const second = bColumn,
      third = 2 * bColumn,
      fourth = 3 * bColumn;
    let l = 0;
    for (; l + 2 <= k; l += 2) {
      const b0 = v128.load(b),
        b1 = v128.load(b + second),
        b2 = v128.load(b + third),
        b3 = v128.load(b + fourth);
      v128.store(panel, v128.shuffle<f64>(b0, b1, 0, 2));
      v128.store(panel, v128.shuffle<f64>(b2, b3, 0, 2), 16);
      v128.store(panel, v128.shuffle<f64>(b0, b1, 1, 3), 32);
      v128.store(panel, v128.shuffle<f64>(b2, b3, 1, 3), 48);
      b += 16;
      panel += 64;
    }
    k -= l;
  }
  for (let l = 0; l < k; l++) {
    for (let j = 0; j < columns; j++) f64.store(panel + <usize>j * entry, f64.load(b + <usize>j * bColumn));
    b += bRow;
    panel += 32;
  }
}

/** A tile of 4 x 4 entries: its eight sums stay in registers. */
function fourRows(k: i32, a: usize, aRow: usize, aColumn: usize, panel: usize, c: usize, cRow: usize): void {
  const second = aRow,
    third = 2 * aRow,
    fourth = 3 * aRow;
  let c00 = f64x2.splat(0),
    c01 = c00,
    c10 = c00,
    c11 = c00,
    c20 = c00,
    c21 = c00,
    c30 = c00,
    c31 = c00;
  for (let l = 0; l < k; l++) {
    const b0 = v128.load(panel),
      b1 = v128.load(panel, 16);
    const a0 = v128.load_splat<f64>(a);
    c00 = f64x2.add(c00, f64x2.mul(a0, b0));
    c01 = f64x2.add(c01, f64x2.mul(a0, b1));
    const a1 = v128.load_splat<f64>(a + second);
    c10 = f64x2.add(c10, f64x2.mul(a1, b0));
    c11 = f64x2.add(c11, f64x2.mul(a1, b1));
    const a2 = v128.load_splat<f64>(a + third);
    c20 = f64x2.add(c20, f64x2.mul(a2, b0));
    c21 = f64x2.add(c21, f64x2.mul(a2, b1));
    const a3 = v128.load_splat<f64>(a + fourth);
    c30 = f64x2.add(c30, f64x2.mul(a3, b0));
    c31 = f64x2.add(c31, f64x2.mul(a3, b1));
    a += aColumn;
    panel += 32;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  c += cRow;
  v128.store(c, c10);
  v128.store(c, c11, 16);
  c += cRow;
  v128.store(c, c20);
  v128.store(c, c21, 16);
  c += cRow;
  v128.store(c, c30);
  v128.store(c, c31, 16);
}

function oneRow(k: i32, a: usize, aColumn: usize, panel: usize, c: usize): void {
  let c0 = f64x2.splat(0),
    c1 = c0;
  for (let l = 0; l < k; l++) {
    const a0 = v128.load_splat<f64>(a);
    c0 = f64x2.add(c0, f64x2.mul(a0, v128.load(panel)));
    c1 = f64x2.add(c1, f64x2.mul(a0, v128.load(panel, 16)));
    a += aColumn;
    panel += 32;
  }
  v128.store(c, c0);
  v128.store(c, c1, 16);
}

/** The columns of a tile that the result has. */
function copyTile(tile: usize, c: usize, cRow: usize, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) f64.store(c + <usize>j * entry, f64.load(tile + <usize>j * entry));
    c += cRow;
    tile += 32;
  }
}
