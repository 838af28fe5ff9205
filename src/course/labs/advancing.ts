// How far a lab is, told part by part.

/**
 * Call it with the result of each part: it tells the fraction that is done, and hands the result on.
 * @example
 * const told = [];
 * const advance = advancing(2, (fraction) => told.push(fraction));
 * [advance("a"), advance("b"), told]   // ["a", "b", [0.5, 1]]
 */
export function advancing(parts: number, progress: (fraction: number) => void = () => {}): <Result>(result: Result) => Result {
  let done = 0;
  return (result) => {
    done++;
    progress(done / parts);
    return result;
  };
}
