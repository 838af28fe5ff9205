// Lecture: the eight sections as short pages, with links that open the right view with the slide's own numbers.

import { contents, type SectionNumber, sectionNumbers } from "../../../../course/lecture/contents.js";
import { css as networkCss } from "../../../../views/network/style.js";
import { css as plotCss } from "../../../../views/plots/svg-style.js";
import { choice, flag } from "../../address/keys.js";
import { change, linkTo, stateOf } from "../../address/state.js";
import type { LecturePage } from "../../engine/handlers/lecture.js";
import { useAnswer } from "../../parts/answered.js";
import { LongWork } from "../../parts/long-work.js";
import { Notices } from "../../parts/notice.js";
import { addPictureStyles } from "../../parts/theme.js";
import { Blocks } from "./blocks.js";

addPictureStyles(networkCss);
addPictureStyles(plotCss);

const state = stateOf({ section: choice(["", ...sectionNumbers], ""), run: flag(false) });

export function View() {
  const { problems, values } = state.value;
  return (
    <div class="view lecture">
      <Notices sentences={problems} kind="problem" />
      {values.section === "" ? <Contents /> : <Section key={values.section} number={values.section} />}
    </div>
  );
}

function Contents() {
  return (
    <>
      <p>Every number of the slides is computed here again, when you open its section, and stands beside the slide's own.</p>
      <ol class="contents">
        {sectionNumbers.map((number) => (
          <li key={number} class="card">
            <h2>
              <a href={linkTo("lecture", { section: number })}>{contents[number].title}</a>
            </h2>
            <p>{contents[number].shows}</p>
          </li>
        ))}
      </ol>
    </>
  );
}

function Section({ number }: { readonly number: SectionNumber }) {
  const { answer, waiting, progress, failure } = useAnswer("long", "lecture", () => {
    const { section, run } = state.value.values;
    return section === number ? { section: number, run } : undefined;
  });
  const page = waiting ? ((progress?.partial as LecturePage | undefined) ?? answer) : answer;
  const { run } = state.value.values;
  const stop = number === "8" ? { onCancel: () => change({ run: undefined }) } : {};
  return (
    <section aria-busy={waiting} aria-label={`Section ${number}`} data-section={number}>
      <h2>
        {number}. {contents[number].title}
      </h2>
      {number === "8" && !run && (
        <p>
          <button type="button" class="main" onClick={() => change({ run: "1" })}>
            Run the six experiments
          </button>
        </p>
      )}
      {failure !== undefined && <Notices sentences={[failure]} kind="problem" />}
      {waiting && <LongWork title={number === "8" ? "Testing:" : "Calculating ..."} progress={progress} {...stop} />}
      {page !== undefined && (
        <>
          <Tallied {...page.figures} />
          <Blocks blocks={page.blocks} />
        </>
      )}
      <Neighbours number={number} />
    </section>
  );
}

function Tallied({ checked, right, wrong }: LecturePage["figures"]) {
  if (checked === 0) return null;
  return (
    <div class="tally">
      <p class={wrong.length === 0 ? "right" : "wrong"} role="status">
        {checked} figures were checked, {right} are right.
      </p>
      {wrong.length > 0 && (
        <ul>
          {wrong.map((says) => (
            <li key={says}>{says}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Neighbours({ number }: { readonly number: SectionNumber }) {
  const at = sectionNumbers.indexOf(number);
  const [before, after] = [sectionNumbers[at - 1], sectionNumbers[at + 1]];
  return (
    <nav aria-label="Sections" class="neighbours">
      {before !== undefined && (
        <a href={linkTo("lecture", { section: before })} rel="prev">
          {before}. {contents[before].title}
        </a>
      )}
      <a href={linkTo("lecture")}>All sections</a>
      {after !== undefined && (
        <a href={linkTo("lecture", { section: after })} rel="next">
          {after}. {contents[after].title}
        </a>
      )}
    </nav>
  );
}
