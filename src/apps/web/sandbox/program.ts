// The program of the worker inside the frame: it gets one end of a channel to the page, and judges what comes through it.

import { forbidGenerating } from "../../../core/execute/compile/generate.js";
import { type GradeQuestion, gradeAnswer } from "./grade.js";
import type { FromSandbox } from "./messages.js";

forbidGenerating();

addEventListener("message", ({ ports: [page] }: MessageEvent<unknown>) => {
  if (page === undefined) return;
  const say = (message: FromSandbox) => page.postMessage(message);
  page.onmessage = async ({ data }: MessageEvent<GradeQuestion>) => {
    try {
      say({ kind: "answer", answer: await gradeAnswer(data, (progress) => say({ kind: "progress", progress })) });
    } catch (error) {
      say({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
    }
  };
});
