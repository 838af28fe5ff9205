// A number of decimal digits, and the decimal classes that keep it.

import { Decimal } from "decimal.js";

export interface Arithmetic {
  /** digits that results keep when an expression loses none by cancellation */
  readonly digits: number;
  /** what values between nodes are: `digits` and 16 guard digits against cancellation */
  readonly Value: typeof Decimal;
  /** what one function computes in, so that its result is right in every digit of `Value` */
  readonly Wide: typeof Decimal;
  readonly pi: Decimal;
  readonly ln2: Decimal;
  readonly ln10: Decimal;
}

const GUARD = 16;
const WIDER = 24;
const made = new Map<number, Arithmetic>();

/** At most 500 digits: decimal.js knows pi and ln 10 to 1025, and the reduction of large angles needs the rest. */
export function arithmeticOf(digits: number): Arithmetic {
  const known = made.get(digits);
  if (known !== undefined) return known;
  if (!(digits >= 20 && digits <= 500)) throw new RangeError(`${digits} digits: expected 20 to 500.`);
  const Wide = Decimal.clone({ precision: digits + GUARD + WIDER, defaults: true });
  const arithmetic: Arithmetic = {
    digits,
    Value: Decimal.clone({ precision: digits + GUARD, defaults: true }),
    Wide,
    pi: Wide.acos(-1),
    ln2: Wide.ln(2),
    ln10: Wide.ln(10),
  };
  made.set(digits, arithmetic);
  return arithmetic;
}

/** The operand in the wider class, with no more digits than it keeps: a double can bring 767, which cost time for nothing. */
export function widen({ Wide }: Arithmetic, x: Decimal): Decimal {
  return new Wide(x).toSignificantDigits(Wide.precision);
}

export function narrow({ Value }: Arithmetic, x: Decimal): Decimal {
  return new Value(x).toSignificantDigits(Value.precision);
}
