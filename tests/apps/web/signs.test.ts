// Sentences of the lecture as a slide shows them.

import { expect, test } from "vitest";
import { piecesOf } from "../../../src/apps/web/parts/signs.js";

/** With the places as a reader of TeX knows them. */
const shown = (text: string) =>
  piecesOf(text)
    .map(({ text: part, place }) => (place === undefined ? part : `${place === "sub" ? "_" : "^"}{${part}}`))
    .join("");

test.each([
  ["W^(1) h^(l-1)", "W^{(1)} h^{(l-1)}"],
  ["w_ij leads from neuron j to neuron i", "w_{ij} leads from neuron j to neuron i"],
  ["w_21^(1) raised by 1", "w_{21}^{(1)} raised by 1"],
  ["E_D(theta) = sum_n l(f(x_n; theta), y_n)", "E_{D}(θ) = sum_{n} l(f(x_{n}; θ), y_{n})"],
  ["w1 <- w1 - eta dl/dw1", "w1 ← w1 - η dl/dw1"],
  ["eta ||gradient||^2", "η ||gradient||^{2}"],
  ["dl_n/dw_ij^(l)", "dl_{n}/dw_{ij}^{(l)}"],
  ["1 / (1 + e^-x)", "1 / (1 + e^{-x})"],
  ["x used twice receives delta_1 + delta_2", "x used twice receives δ_{1} + δ_{2}"],
  ["theta vartheta", "θ ϑ"],
  ["-(1/pi)^2", "-(1/π)^{2}"],
  ["Exercise 6: all its nodes in TypeScript", "Exercise 6: all its nodes in TypeScript"],
  ["learning_rate and sigmoid(x) of alpha(x)", "learning_rate and sigmoid(x) of alpha(x)"],
  ["Unlike numbers, dnu is dν", "Unlike numbers, dν is dν"],
  ["", ""],
])("%s", (text, slide) => expect(shown(text)).toBe(slide));
