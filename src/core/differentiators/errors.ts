// Why a method cannot serve a function; every message names the operation and says what to do.

/** A method does not support what it was asked for. */
export class UnsupportedError extends Error {
  override readonly name = "UnsupportedError";
  /** the operation or operator that is not supported */
  readonly operation: string;

  constructor(operation: string, message: string) {
    super(message);
    this.operation = operation;
  }
}

/** A point that does not fit the function: a missing or unknown name, or another shape. */
export class PointError extends Error {
  override readonly name = "PointError";
  /** the input that the message is about */
  readonly input: string;

  constructor(input: string, message: string) {
    super(message);
    this.input = input;
  }
}
