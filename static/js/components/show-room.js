// Room on a wall: nobody scrolls there, so what has been read steps back for what comes next.
// What steps back for the newest, first the first: a question stays while its answer is shown, and so
// does what fits best.
const STEPS_BACK = [
  ".slide__part",
  ".message-thread__list > li",
  ".steps-list__items > li",
  ".slide:has(.slide__answer[open]) :is(.vote__option:not(.is-best), .sheet)",
  ".slide__answer[open]",
].join(", ");
// Below that a teacher only looks it through, and scrolls.
const ON_A_WALL = matchMedia("(min-width: 48rem)");

/** How much of the slide stands below what can be seen of it; notes are for the teacher to scroll to. */
export function heightBelow(slide, bar) {
  const shown = [...slide.children].filter((one) => !one.matches(".slide__notes"));
  const bottom = Math.max(...shown.map((one) => one.getBoundingClientRect().bottom));
  return bottom - bar.getBoundingClientRect().top;
}

/** Take from the slide what has been read, until the newest fits below what stays. */
export function makeRoom(slide, bar) {
  slide.querySelectorAll(".is-past").forEach((one) => one.classList.remove("is-past"));
  if (!ON_A_WALL.matches) return;
  scrollTo(0, 0);
  const out = [...slide.querySelectorAll(STEPS_BACK)].filter((one) => one.checkVisibility());
  const newest = out.at(-1);
  for (const part of out) {
    if (heightBelow(slide, bar) <= 0) return;
    if (!part.contains(newest)) part.classList.add("is-past");
  }
}
