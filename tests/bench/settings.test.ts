import { expect, test } from "vitest";
import { wishesOf } from "../../bench/settings.js";

test("the whole run is written to the documentation, a part of it or a quick one is not", () => {
  expect(wishesOf([])).toMatchObject({ isQuick: false, output: "docs/bench.md", tasks: ["a", "b", "c", "d", "e", "f", "g", "h", "i"] });
  expect(wishesOf(["--quick"])).not.toHaveProperty("output");
  expect(wishesOf(["--task", "a, d"])).toMatchObject({ tasks: ["a", "d"] });
  expect(wishesOf(["--task", "a"])).not.toHaveProperty("output");
  expect(wishesOf(["--quick", "--output", "x.md", "--json", "x.json"])).toMatchObject({ output: "x.md", json: "x.json" });
});

test("a task that there is not is named, with those that there are", () => {
  expect(() => wishesOf(["--task", "a,z"])).toThrow('--task takes letters from a,b,c,d,e,f,g,h,i, with commas between, and not "z".');
  expect(() => wishesOf(["--fast"])).toThrow("--fast");
});
