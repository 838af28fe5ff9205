// Every property of a run starts from one random seed, which the reporter prints.

import fc from "fast-check";

const randomSeed = Number(process.env.TRIGRAD_SEED);
if (!Number.isSafeInteger(randomSeed)) throw new Error(`TRIGRAD_SEED is an integer, not ${process.env.TRIGRAD_SEED}.`);

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: randomSeed });
