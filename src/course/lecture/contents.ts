// What the eight sections are called and show, without what computes them.

export type SectionNumber = "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8";

export const contents: { readonly [N in SectionNumber]: { readonly title: string; readonly shows: string } } = {
  "1": {
    title: "Networks, in the slides' notation",
    shows: "shapes of W, a, h; the objective; a step of SGD; the gradient in the shape of the weights",
  },
  "2": {
    title: "Losses",
    shows: "four losses at logits up to 10000, beside what the slide's formula gives when it is typed",
  },
  "3": {
    title: "Activations",
    shows: "step, sigmoid, tanh, ReLU and Leaky ReLU measured and drawn; pros and cons",
  },
  "4": { title: "The rules of reverse mode", shows: "what add, multiply, a function and a branch send back" },
  "5": { title: "The computation graph of (x + y) z", shows: "every value and gradient of the slide, by four methods" },
  "6": {
    title: "The exercise: -log s(w . x)",
    shows: "its seventeen nodes, local derivatives and gradients; an erratum",
  },
  "7": {
    title: "Four methods that must not be confused",
    shows: "numerical, symbolic, forward and reverse mode side by side",
  },
  "8": {
    title: "Claims to test by an experiment",
    shows: "six claims of the lecture, each tested by a small run of a lab: seen here, not seen here, or depends",
  },
};

export const sectionNumbers = Object.keys(contents) as readonly SectionNumber[];
