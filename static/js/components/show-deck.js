// Projector mode: one slide at a time, and on it one thing after the other. Everything is in the page,
// so it goes on without a network; what is counted by hands stays in its fields and is never sent.
const deck = document.querySelector("[data-show]");
const deckBar = deck.querySelector("[data-show-bar]");
const deckSlides = [...deck.querySelectorAll("[data-slide]")];
const deckRoot = document.documentElement;
const [backButton, nextButton] = deckBar.querySelectorAll("[data-show-go]");
const notesButton = deckBar.querySelector("[data-show-notes]");
const fullButton = deckBar.querySelector("[data-show-full]");
const leaveLink = deckBar.querySelector("[data-show-leave]");

// What waits to be shown on a slide: all but the first of each of these, and every answer. A drawing
// comes with what it stands beside.
const LATER = [
  ".slide__part ~ .slide__part:not(.slide__part--picture:first-child + *)",
  ".message-thread__list > li ~ li",
  ".steps-list__items > li ~ li",
  ".slide__answer",
].join(", ");
const CONTROLS = "a, button, input, summary, select, textarea, label";
const AHEAD = ["ArrowRight", "ArrowDown", "PageDown", " "];
const BEHIND = ["ArrowLeft", "ArrowUp", "PageUp"];

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
function putUp(place, isWhole = false) {
  deckPlace = Math.max(0, Math.min(place, deckSlides.length - 1));
  const slide = deckSlides[deckPlace];
  deckSlides.forEach((one) => one.classList.toggle("is-up", one === slide));
  laterParts().forEach((part) => bringOut(part, isWhole));
  deckRoot.dataset.showing = deckPlace === 0 ? "first" : "";
  deckBar.querySelector("[data-show-place]").textContent = deck.dataset.showOf
    .replace("{place}", deckPlace + 1)
    .replace("{total}", deckSlides.length);
  backButton.ariaDisabled = deckPlace === 0 ? "true" : null;
  nextButton.ariaDisabled = deckPlace === deckSlides.length - 1 ? "true" : null;
  history.replaceState(null, "", `#${slide.id}`);
  slide.focus({ preventScroll: true });
  scrollTo(0, 0);
}

/** How much of the slide stands below what can be seen of it. */
function heightBelow() {
  return deckSlides[deckPlace].getBoundingClientRect().bottom - deckBar.getBoundingClientRect().top;
}

function goAhead() {
  const next = laterParts().find((part) => !isOut(part));
  if (heightBelow() > 1) {
    scrollBy(0, Math.min(heightBelow() + 16, innerHeight / 2));
  } else if (next) {
    bringOut(next, true);
    next.scrollIntoView({ block: "nearest" });
  } else if (deckPlace < deckSlides.length - 1) {
    putUp(deckPlace + 1);
  }
}

function goBack() {
  const last = laterParts().findLast(isOut);
  if (last) bringOut(last, false);
  else if (deckPlace > 0) putUp(deckPlace - 1, true);
}

function showNotes(areShown) {
  notesButton.ariaPressed = String(areShown);
  deckRoot.toggleAttribute("data-notes", areShown);
  deck.querySelectorAll(".slide__notes").forEach((notes) => {
    notes.open = areShown;
  });
}

function toggleNotes() {
  showNotes(notesButton.ariaPressed !== "true");
}

// In a right-to-left language the next slide is to the left.
function isAhead(key) {
  const runsLeft = deckRoot.dir === "rtl";
  if (key === "ArrowLeft" || key === "ArrowRight") return (key === "ArrowLeft") === runsLeft;
  return AHEAD.includes(key);
}

function onKey(event) {
  const isTyping = event.target.matches("input");
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape") {
    if (isTyping) event.target.blur();
    else location.assign(leaveLink.href);
  } else if (isTyping || (event.key === " " && event.target.closest(CONTROLS))) {
    return;
  } else if (AHEAD.includes(event.key) || BEHIND.includes(event.key)) {
    event.preventDefault();
    if (isAhead(event.key) && !event.shiftKey) goAhead();
    else goBack();
  } else if (event.key === "Home" || event.key === "End") {
    event.preventDefault();
    putUp(event.key === "Home" ? 0 : deckSlides.length - 1);
  } else if (event.key.toLowerCase() === "n" && deck.contains(event.target)) {
    toggleNotes();
  }
}

// On paper everything is there, with the notes and the answers.
function openForPaper() {
  deck.querySelectorAll("details:not([open])").forEach((one) => {
    one.open = true;
    addEventListener("afterprint", () => { one.open = false; }, { once: true });
  });
}

function slideOfAddress() {
  return Math.max(0, deckSlides.findIndex((slide) => `#${slide.id}` === location.hash));
}

backButton.addEventListener("click", goBack);
nextButton.addEventListener("click", goAhead);
notesButton.addEventListener("click", toggleNotes);
fullButton.hidden = !document.fullscreenEnabled;
fullButton.addEventListener("click", () => {
  if (document.fullscreenElement) document.exitFullscreen();
  else deckRoot.requestFullscreen();
});
deck.querySelector(".show__slides").addEventListener("click", (event) => {
  if (!event.target.closest(CONTROLS) && getSelection().isCollapsed) goAhead();
});
document.addEventListener("keydown", onKey);
addEventListener("hashchange", () => putUp(slideOfAddress()));
addEventListener("beforeprint", openForPaper);

deckBar.hidden = false;
putUp(slideOfAddress());
