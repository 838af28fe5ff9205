// A student's program runs behind three walls: QuickJS, which has no window, network, storage or clock; a worker, which can be ended
// while it loops; and around it a frame of its own origin, whose policy lets it fetch nothing. Whoever broke out of the first two
// would find neither the page nor what this browser keeps for it.

import type { Progress } from "../engine/progress.js";
import frame from "./frame.html?raw";
import type { GradeAnswer, GradeQuestion } from "./grade.js";
import type { FromSandbox } from "./messages.js";

export interface Judging {
  /** aborting rejects with the signal's reason at once, and ends frame and worker */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** What the grader says of an answer. Each call has a frame and a worker of its own: no program meets what another left. */
export async function judge(question: GradeQuestion, { signal, onProgress }: Judging): Promise<GradeAnswer> {
  const { text: program } = await import("./program.ts?alone");
  signal.throwIfAborted();
  const place = document.createElement("iframe");
  const [work, trouble] = [new MessageChannel(), new MessageChannel()];
  try {
    return await new Promise<GradeAnswer>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      trouble.port1.onmessage = () => reject(new Error("the sandbox could not be started: reload the page."));
      work.port1.onmessage = ({ data }: MessageEvent<FromSandbox>) => {
        if (data.kind === "progress") onProgress(data.progress);
        else if (data.kind === "answer") resolve(data.answer);
        else reject(new Error(data.message));
      };
      work.port1.postMessage(question);
      place.onload = () => place.contentWindow?.postMessage(program, "*", [work.port2, trouble.port2]);
      place.title = "Sandbox";
      place.hidden = true;
      place.setAttribute("sandbox", "allow-scripts");
      place.srcdoc = frame;
      document.body.append(place);
    });
  } finally {
    place.remove();
    work.port1.close();
    trouble.port1.close();
  }
}
