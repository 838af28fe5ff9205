import fc from "fast-check";
import { expect, test } from "vitest";
import { interleaved, timingOf } from "../../bench/measure/interleaved.js";

const settings = { rounds: 5, turn: 10, warmUp: 20, budget: 1000, patience: 0 };

/** Calls that take so many milliseconds of a made-up clock, and a record of the turns. */
function madeUp(milliseconds: readonly number[]) {
  let now = 0;
  const order: number[] = [];
  const calls = milliseconds.map((each, i) => () => {
    now += each;
    if (order.at(-1) !== i) order.push(i);
  });
  const clock = () => now;
  return { calls, order, clocks: { clock, processor: clock }, forget: () => order.splice(0) };
}

test("the time of a call is found, however short or long it is", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 4 }), (thousandths) => {
      const { calls, clocks } = madeUp(thousandths.map((each) => each / 1000));
      interleaved(calls, settings, clocks).forEach(({ seconds, quartiles }, i) => {
        expect(seconds).toBeCloseTo((thousandths[i] as number) / 1e6, 9);
        expect(quartiles[0]).toBeLessThanOrEqual(seconds);
        expect(quartiles[1]).toBeGreaterThanOrEqual(seconds);
      });
    }),
    { numRuns: 20 },
  );
});

test("contenders take turns", () => {
  const { calls, order, clocks, forget } = madeUp([1, 2]);
  interleaved(calls, settings, { ...clocks, told: (i) => i === 1 && forget() });
  expect(order.slice(-10)).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
});

test("a slow contender gets fewer turns, but one", () => {
  const { calls, clocks } = madeUp([1, 300, 5000]);
  expect(interleaved(calls, settings, clocks).map(({ turns }) => turns)).toEqual([5, 3, 1]);
});

test("what other programs compute in between does not count", () => {
  let [now, own] = [0, 0];
  const call = () => {
    own += 2;
    now += 12;
  };
  expect(interleaved([call], settings, { clock: () => now, processor: () => own })[0]?.seconds).toBeCloseTo(0.002, 12);
});

test("one slow turn does not move the median", () => {
  expect(timingOf([1, 2, 3, 4, 1000])).toEqual({ seconds: 3, quartiles: [2, 4], turns: 5 });
});
