// Frames a second while a 2-16-16-1 network trains in the built page: node scripts/frames.mjs [seconds]
// On a machine that is busy with other things frames come late whatever the page does, so the processor time of the page's own
// thread is told too: a task that needs less than 16.7 ms of it holds up no frame.

import { chromium } from "playwright-core";
import { pageServer } from "../dist/apps/cli/page-server.js";

const seconds = Number(process.argv[2] ?? 5);
const server = pageServer("dist/web");
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });

/** Times between two frames, for so many seconds, in milliseconds. */
const gaps = () =>
  page.evaluate(
    (milliseconds) =>
      new Promise((done) => {
        const found = [];
        let last = performance.now();
        const end = last + milliseconds;
        const frame = (now) => {
          found.push(now - last);
          last = now;
          if (now < end) requestAnimationFrame(frame);
          else done(found.slice(1));
        };
        requestAnimationFrame(frame);
      }),
    1000 * seconds,
  );

/** What the browser notes of its tasks meanwhile. */
async function traced(act) {
  const session = await page.context().newCDPSession(page);
  const noted = [];
  session.on("Tracing.dataCollected", ({ value }) => noted.push(...value));
  await session.send("Tracing.start", { transferMode: "ReportEvents", categories: "disabled-by-default-devtools.timeline" });
  await act();
  const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await complete;
  return noted;
}

const report = (name, found) => {
  const sorted = [...found].sort((a, b) => a - b);
  const at = (share) => sorted[Math.floor(share * (sorted.length - 1))].toFixed(1);
  const total = found.reduce((sum, gap) => sum + gap, 0);
  console.log(
    `${name}: ${((1000 * found.length) / total).toFixed(1)} frames a second; between two frames ${at(0.5)} ms (median), ${at(0.95)} ms (95 %), ${at(1)} ms (longest)`,
  );
};

await page.goto(`http://127.0.0.1:${server.address().port}/#view=network&set=spirals&hidden=16,16`);
await page.waitForSelector('.view.network[aria-busy="false"] .neurons svg');
report("at rest", await gaps());
await page.getByRole("button", { name: "Play" }).click();
const events = await traced(async () => report("training", await gaps()));
const names = new Map(events.filter(({ name }) => name === "thread_name").map(({ pid, tid, args }) => [`${pid}:${tid}`, args.name]));
const tasks = events
  .filter(({ name, pid, tid, tdur }) => name === "RunTask" && tdur !== undefined && names.get(`${pid}:${tid}`) === "CrRendererMain")
  .map(({ tdur }) => tdur / 1000);
const busy = tasks.reduce((sum, task) => sum + task, 0);
console.log(
  `the page's thread: ${tasks.length} tasks, the longest needs ${Math.max(...tasks).toFixed(1)} ms of processor time; busy for ${((100 * busy) / (1000 * seconds)).toFixed(1)} % of the time`,
);
// It may have come to its end meanwhile.
const pause = page.getByRole("button", { name: "Pause" });
if (await pause.isVisible()) await pause.click();
console.log(`steps taken: ${await page.locator(".standing .taken").textContent()}`);
await browser.close();
server.close();
server.closeAllConnections();
