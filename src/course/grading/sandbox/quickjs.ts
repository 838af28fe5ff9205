// The sandbox of the grader: QuickJS compiled to WebAssembly, which has no files, network, clock or process to give away.

import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSSyncVariant, type QuickJSWASMModule } from "quickjs-emscripten-core";
import { loadQuickJs } from "./quickjs-submission.js";
import { defaultLimits, type Files, type LoadOptions, type Sandbox, type Submission } from "./sandbox.js";

/**
 * A sandbox whose submissions have a world of their own each: a runtime, its memory and its globals.
 * @param clock milliseconds; of processor time where that can be had
 * @param wasm the machine, where it cannot be loaded from its own file
 * @example
 * const sandbox = await quickJsSandbox();
 * const submission = await sandbox.load({ "main.ts": "export const twice = (x: number) => 2 * x;" }, { randomSeed: 1 });
 * await submission.call("twice", [21])   // { kind: "value", value: 42 }
 */
export async function quickJsSandbox(clock: Sandbox["clock"] = () => performance.now(), wasm?: ArrayBuffer): Promise<Sandbox> {
  let machine: QuickJSWASMModule | undefined;
  return {
    clock,
    async load(files: Files, { randomSeed, limits = defaultLimits }: LoadOptions): Promise<Submission> {
      machine ??= await newQuickJSWASMModuleFromVariant(await variant(wasm));
      return loadQuickJs(machine, files, {
        randomSeed,
        limits,
        clock,
        // Its memory may be spoilt: the next submission gets a new one.
        broken: () => {
          machine = undefined;
        },
      });
    },
  };
}

async function variant(wasm: ArrayBuffer | undefined): Promise<QuickJSSyncVariant> {
  // The package's types describe its CommonJS file.
  const { default: released } = (await import("@jitl/quickjs-ng-wasmfile-release-sync")) as unknown as { default: QuickJSSyncVariant };
  return wasm === undefined ? released : newVariant(released, { wasmBinary: wasm, locateFile: (name) => name });
}
