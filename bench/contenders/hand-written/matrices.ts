// Products of matrices in blocks of 4 by 4: each number that is loaded serves four products.

/** How the entries of a matrix lie in its array. */
export interface Side {
  readonly data: Float64Array;
  /** from an entry to that of the next row of the result (of the left matrix), or column (of the right) */
  readonly step: number;
  /** from an entry to the next one of the sum */
  readonly along: number;
}

export interface MatrixProduct {
  readonly rows: number;
  readonly columns: number;
  /** terms of each sum */
  readonly depth: number;
  readonly left: Side;
  readonly right: Side;
  readonly result: Float64Array;
  /** adds to the result instead of replacing it */
  readonly adds?: boolean;
}

/** Where matrices live, and what multiplies them. */
export interface Matrices {
  array(length: number): Float64Array;
  /** a call that computes  result[r, c] = sum_k left[r, k] right[k, c] */
  product(product: MatrixProduct): () => void;
}

export const plainMatrices: Matrices = {
  array: (length) => new Float64Array(length),
  product: (product) => {
    // Not looked up in an object at each call.
    const { rows, columns, depth, left, right, result, adds = false } = product;
    const a = left.data;
    const aStep = left.step;
    const aAlong = left.along;
    const b = right.data;
    const bStep = right.step;
    const bAlong = right.along;
    const [wholeRows, wholeColumns] = [rows - (rows % 4), columns - (columns % 4)];
    return () => {
      if (!adds) result.fill(0);
      blocks(wholeRows, wholeColumns, columns, depth, a, aStep, aAlong, b, bStep, bAlong, result);
      rest(0, wholeRows, wholeColumns, columns, depth, a, aStep, aAlong, b, bStep, bAlong, result);
      rest(wholeRows, rows, 0, columns, depth, a, aStep, aAlong, b, bStep, bAlong, result);
    };
  },
};

function blocks(
  rows: number,
  columns: number,
  width: number,
  depth: number,
  a: Float64Array,
  aStep: number,
  aAlong: number,
  b: Float64Array,
  bStep: number,
  bAlong: number,
  out: Float64Array,
): void {
  // Columns outside: the four of the right matrix stay in the nearest cache while all rows pass by.
  for (let c = 0; c < columns; c += 4) {
    for (let r = 0; r < rows; r += 4) {
      let s00 = 0;
      let s01 = 0;
      let s02 = 0;
      let s03 = 0;
      let s10 = 0;
      let s11 = 0;
      let s12 = 0;
      let s13 = 0;
      let s20 = 0;
      let s21 = 0;
      let s22 = 0;
      let s23 = 0;
      let s30 = 0;
      let s31 = 0;
      let s32 = 0;
      let s33 = 0;
      let i = r * aStep;
      let j = c * bStep;
      for (let k = 0; k < depth; k++) {
        const x0 = a[i] as number;
        const x1 = a[i + aStep] as number;
        const x2 = a[i + 2 * aStep] as number;
        const x3 = a[i + 3 * aStep] as number;
        const y0 = b[j] as number;
        const y1 = b[j + bStep] as number;
        const y2 = b[j + 2 * bStep] as number;
        const y3 = b[j + 3 * bStep] as number;
        s00 += x0 * y0;
        s01 += x0 * y1;
        s02 += x0 * y2;
        s03 += x0 * y3;
        s10 += x1 * y0;
        s11 += x1 * y1;
        s12 += x1 * y2;
        s13 += x1 * y3;
        s20 += x2 * y0;
        s21 += x2 * y1;
        s22 += x2 * y2;
        s23 += x2 * y3;
        s30 += x3 * y0;
        s31 += x3 * y1;
        s32 += x3 * y2;
        s33 += x3 * y3;
        i += aAlong;
        j += bAlong;
      }
      let at = r * width + c;
      out[at] = (out[at] as number) + s00;
      out[at + 1] = (out[at + 1] as number) + s01;
      out[at + 2] = (out[at + 2] as number) + s02;
      out[at + 3] = (out[at + 3] as number) + s03;
      at += width;
      out[at] = (out[at] as number) + s10;
      out[at + 1] = (out[at + 1] as number) + s11;
      out[at + 2] = (out[at + 2] as number) + s12;
      out[at + 3] = (out[at + 3] as number) + s13;
      at += width;
      out[at] = (out[at] as number) + s20;
      out[at + 1] = (out[at + 1] as number) + s21;
      out[at + 2] = (out[at + 2] as number) + s22;
      out[at + 3] = (out[at + 3] as number) + s23;
      at += width;
      out[at] = (out[at] as number) + s30;
      out[at + 1] = (out[at + 1] as number) + s31;
      out[at + 2] = (out[at + 2] as number) + s32;
      out[at + 3] = (out[at + 3] as number) + s33;
    }
  }
}

/** What the blocks leave over, entry by entry. */
function rest(
  fromRow: number,
  toRow: number,
  fromColumn: number,
  width: number,
  depth: number,
  a: Float64Array,
  aStep: number,
  aAlong: number,
  b: Float64Array,
  bStep: number,
  bAlong: number,
  out: Float64Array,
): void {
  for (let r = fromRow; r < toRow; r++) {
    for (let c = fromColumn; c < width; c++) {
      let total = 0;
      let i = r * aStep;
      let j = c * bStep;
      for (let k = 0; k < depth; k++) {
        total += (a[i] as number) * (b[j] as number);
        i += aAlong;
        j += bAlong;
      }
      out[r * width + c] = (out[r * width + c] as number) + total;
    }
  }
}
