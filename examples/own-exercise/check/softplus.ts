// The checks of exercise 21. The oracle is trigrad's own reverse mode, which no student's program can reach.

import { reverse, softplus, type Value } from "trigrad";
import { agree, exercise as defineExercise, fc, property, u } from "trigrad/grading";

const derivative = reverse.derivative(({ x }: { x: Value }) => softplus(x));
// Beyond 700 some right programs meet an exponential that is infinite, or too small to have all its digits.
const x = fc.double({ min: -700, max: 700, noNaN: true });
// A few roundings; one that goes by way of a logarithm or a power of e rounds the exponent, too.
const rounding = (at: number) => (expected: number) => 16 * u * (1 + Math.abs(at)) * Math.abs(expected);

export const exercise = defineExercise({
  number: 21,
  name: "softplus",
  title: "Softplus",
  files: ["softplus.ts"],
  exports: { softplus: "(x: number) => number", softplusSlope: "(x: number) => number" },
  misconceptions: {
    overflow: {
      text: "For large x the exponential overflows, although softplus itself is about x.",
      hints: [
        "What is exp(1000) in double precision?",
        "Which exponential stays between 0 and 1, whatever x is?",
        "Take x out of the logarithm where it is positive, and see which exponential is left.",
      ],
    },
    "slope-of-relu": {
      text: "This is the derivative of ReLU: it jumps, and softplus is smooth.",
      hints: [
        "What is the slope of softplus at 0?",
        "Differentiate the logarithm, then what stands inside it.",
        "You should arrive at a function that you know from logistic regression.",
      ],
    },
  },
  properties: [
    property({
      name: "value",
      law: "softplus(x) is log(1 + exp(x)), to almost all digits",
      points: 5,
      hints: ["Compare with a calculator at x = 1.", "Is it the natural logarithm?", "Look at x = -40: 1 + exp(x) loses what log1p keeps."],
      input: x,
      always: [0, 1000, -1000],
      judge: async (student, at) => {
        const expected = derivative({ x: at }).value;
        return agree({
          got: await student.number("softplus", at),
          expected,
          within: rounding(at),
          suspects: { overflow: Math.log(1 + Math.exp(at)) },
        });
      },
    }),
    property({
      name: "slope",
      law: "softplusSlope is the derivative of softplus",
      points: 5,
      hints: ["Try the difference quotient of your own softplus.", "Use the chain rule.", "The inner derivative is exp(x)."],
      input: x,
      always: [0],
      judge: async (student, at) =>
        agree({
          got: await student.number("softplusSlope", at),
          expected: derivative({ x: at }).derivative,
          within: rounding(at),
          suspects: { "slope-of-relu": at > 0 ? 1 : 0, overflow: Math.exp(at) / (1 + Math.exp(at)) },
        }),
    }),
  ],
});
