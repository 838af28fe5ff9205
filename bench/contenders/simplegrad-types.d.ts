// What the benchmarks use of simplegrad, which comes without types.

declare module "simplegrad" {
  export class ValueStorage {
    /** values and gradients, undefined until a variable is compiled */
    readonly v: Float64Array;
    readonly gv: Float64Array;
  }
  export class Variable {
    readonly id: number;
    constructor(storage: ValueStorage);
    compile(): void;
    forward(): void;
    backward(): void;
    setValue(value: number): void;
    setGradient(value: number): void;
    getValue(): number;
    getGradient(): number;
    add(other: Variable | number): Variable;
    sub(other: Variable | number): Variable;
    mul(other: Variable | number): Variable;
    exp(): Variable;
    log(): Variable;
    tanh(): Variable;
    ReLU(): Variable;
  }
}
