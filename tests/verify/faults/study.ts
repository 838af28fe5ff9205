// The study: how often wrong rules are found and right ones accused, by trigrad and by the defaults of PyTorch and JAX.

import fc from "fast-check";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
