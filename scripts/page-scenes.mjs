// What of the page is worth a picture: an address, and where it needs hands, what they do there.

import { readFileSync } from "node:fs";

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const lecture = `f=${encodeURIComponent("-log(sigmoid(w . x))")}&at=w:[1,1,-1.5],x:[1,1,1]`;
const circuit = "f=-log(1/(exp(-(w1*x1+w2*x2+w3*x3))+1))&at=w1:1,x1:1,w2:1,x2:1,w3:-1.5,x3:1";
const logistic = "f=-log(1/(1+exp(-w*x)))&at=w:1,x:1&wrt=w";

const folder = "07-topological-order";
const solution = read(`solutions/${folder}/order.ts`);
const forgetful = solution.replace("(adjoint[operand] ?? 0) + (adjoint[node] ?? 0) * partial", "(adjoint[node] ?? 0) * partial");

/** As the page keeps the answers of a student. */
const kept = (text, best) => ({
  "trigrad-exercises": JSON.stringify({
    format: "trigrad exercises",
    version: 1,
    answers: { [folder]: { files: { "order.ts": text }, ...best }, "01-difference-quotient": { files: {}, best: { points: 6, outOf: 6 } } },
  }),
});

async function check(page) {
  await page.getByRole("button", { name: "Check my answer" }).click();
  await page.locator(".score").waitFor();
}

export const compare = { address: lecture };
export const graph = { address: `view=graph&${circuit}&step=26` };

/** By the names of their files. `until` is what a scene waits for, beside the answer of the page. */
export const scenes = {
  compare,
  "compare-kink": { address: "f=relu(x)&at=x:0" },
  "compare-mistake": { address: "f=sin(x*y" },
  "compare-present": { address: `${lecture}&present=1` },
  graph,
  "graph-forward": { address: `view=graph&${lecture}&mode=forward&wrt=w[2]&step=5` },
  "graph-second": { address: "view=graph&f=sin(x)*exp(x)&at=x:1&order=2" },
  "graph-present": { address: `view=graph&${circuit}&step=20&present=1` },
  derivation: { address: `view=derivation&${logistic}` },
  "derivation-step": { address: `view=derivation&${logistic}&step=3` },
  "derivation-present": { address: `view=derivation&${logistic}&step=4&present=1` },
  network: { address: "view=network" },
  "network-trained": { address: "view=network&set=spirals&hidden=16,16&steps=600" },
  "network-neuron": { address: "view=network&set=xor&steps=200&neuron=1:2&instance=1" },
  "network-slide": { address: "view=network&set=2-3-2-2&neuron=1:2" },
  "network-present": { address: "view=network&set=moons&steps=300&present=1" },
  exercises: { address: "view=exercises", storage: kept(solution, { best: { points: 9, outOf: 14 } }) },
  "exercise-open": { address: "view=exercises&ex=5", until: ".cm-content" },
  "exercise-failed": {
    address: "view=exercises&ex=7&seed=5",
    storage: kept(forgetful),
    until: ".cm-content",
    async act(page) {
      await check(page);
      await page.getByRole("button", { name: "Hint 1 of 3" }).first().click();
    },
  },
  "exercise-solved": { address: "view=exercises&ex=7&seed=5", storage: kept(solution), until: ".cm-content", act: check },
  "exercise-link": { address: "view=exercises&ex=6&code=nothing", until: ".cm-content" },
  "exercise-present": { address: "view=exercises&ex=6&present=1", until: ".cm-content" },
  lecture: { address: "view=lecture" },
  ...Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`lecture-${i + 1}`, { address: `view=lecture&section=${i + 1}` }])),
  "lecture-8-run": { address: "view=lecture&section=8&run=1" },
  "lecture-present": { address: "view=lecture&section=3&present=1" },
  "address-mistaken": { address: "view=nowhere&v=7&hide=everything&present=maybe" },
};
