// Projector mode: one slide at a time, and on it one thing after the other. Everything is in the page,
// so it goes on without a network; what is counted by hands stays in its fields and is never sent.
import { heightBelow, makeRoom } from "./show-room.js";

export const deck = document.querySelector("[data-show]");
const deckBar = deck.querySelector("[data-show-bar]");
export const deckSlides = [...deck.querySelectorAll("[data-slide]")];
export const deckRoot = document.documentElement;
const [backButton, nextButton] = deckBar.querySelectorAll("[data-show-go]");
const notesButton = deckBar.querySelector("[data-show-notes]");
const fullButton = deckBar.querySelector("[data-show-full]");
export const leaveLink = deckBar.querySelector("[data-show-leave]");

// What waits to be shown on a slide: all but the first of each of these, and every answer. A drawing
// comes with what it stands beside.
const LATER = [
  ".slide__part ~ .slide__part:not(.slide__part--picture:first-child + *)",
  ".message-thread__list > li ~ li",
  ".steps-list__items > li ~ li",
  ".slide__answer",
].join(", ");
export const CONTROLS = "a, button, input, summary, select, textarea, label";

let deckPlace = 0;

function isAnswer(part) {
  return part.matches("details");
}

function isOut(part) {
  return isAnswer(part) ? part.open : !part.classList.contains("is-waiting");
}

function bringOut(part, isToBeSeen) {
  if (isAnswer(part)) part.open = isToBeSeen;
  else part.classList.toggle("is-waiting", !isToBeSeen);
}

function laterParts() {
  return [...deckSlides[deckPlace].querySelectorAll(LATER)];
}

/** Put up one slide; `isWhole` shows all of it, as for whoever comes back to it. */
export function putUp(place, isWhole = false) {
  deckPlace = Math.max(0, Math.min(place, deckSlides.length - 1));
  const slide = deckSlides[deckPlace];
  deckSlides.forEach((one) => one.classList.toggle("is-up", one === slide));
  laterParts().forEach((part) => bringOut(part, isWhole));
  makeRoom(slide, deckBar);
  deckRoot.dataset.showing = deckPlace === 0 ? "first" : "";
  deckBar.querySelector("[data-show-place]").textContent = deck.dataset.showOf
    .replace("{place}", deckPlace + 1)
    .replace("{total}", deckSlides.length);
  backButton.ariaDisabled = deckPlace === 0 ? "true" : null;
  deckRoot.toggleAttribute("data-without-notes", !slide.querySelector(".slide__notes"));
  nextButton.ariaDisabled = deckPlace === deckSlides.length - 1 ? "true" : null;
  slide.focus({ preventScroll: true });
  scrollTo(0, 0);
}

export function goAhead() {
  const next = laterParts().find((part) => !isOut(part));
  const below = heightBelow(deckSlides[deckPlace], deckBar);
  if (below > 1) {
    scrollBy(0, Math.min(below + 16, innerHeight / 2));
  } else if (next) {
    bringOut(next, true);
    makeRoom(deckSlides[deckPlace], deckBar);
    next.scrollIntoView({ block: "nearest" });
  } else if (deckPlace < deckSlides.length - 1) {
    putUp(deckPlace + 1);
  }
}

export function goBack() {
  const last = laterParts().findLast(isOut);
  if (last) {
    bringOut(last, false);
    makeRoom(deckSlides[deckPlace], deckBar);
  } else if (deckPlace > 0) putUp(deckPlace - 1, true);
}

function showNotes(areShown) {
  notesButton.ariaPressed = String(areShown);
  deckRoot.toggleAttribute("data-notes", areShown);
  deck.querySelectorAll(".slide__notes").forEach((notes) => {
    notes.open = areShown;
  });
}

export function toggleNotes() {
  showNotes(notesButton.ariaPressed !== "true");
}

// On paper everything is there, with the notes and the answers.
function openForPaper() {
  deck.querySelectorAll("details:not([open])").forEach((one) => {
    one.open = true;
    addEventListener("afterprint", () => { one.open = false; }, { once: true });
  });
}

function placeOf(hash) {
  return Math.max(0, deckSlides.findIndex((slide) => `#${slide.id}` === hash));
}

// The address stays as it is: a browser asks for the icon of a page whenever that changes.
function onClick(event) {
  const chapter = event.target.closest("a[href^='#']");
  if (chapter) {
    event.preventDefault();
    putUp(placeOf(chapter.hash));
  } else if (!event.target.closest(CONTROLS) && getSelection().isCollapsed) {
    goAhead();
  }
}

backButton.addEventListener("click", goBack);
nextButton.addEventListener("click", goAhead);
notesButton.addEventListener("click", toggleNotes);
fullButton.hidden = !document.fullscreenEnabled;
fullButton.addEventListener("click", () => {
  if (document.fullscreenElement) document.exitFullscreen();
  else deckRoot.requestFullscreen();
});
deck.querySelector(".show__slides").addEventListener("click", onClick);
addEventListener("hashchange", () => putUp(placeOf(location.hash)));
addEventListener("beforeprint", openForPaper);

deckBar.hidden = false;
putUp(placeOf(location.hash));
