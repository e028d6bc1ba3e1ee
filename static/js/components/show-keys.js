// The keys of projector mode: arrows, space, page keys, Home and End, N for the notes, Esc to leave.
import {
  CONTROLS, deck, deckRoot, deckSlides, goAhead, goBack, leaveLink, putUp, toggleNotes,
} from "./show-deck.js";

const AHEAD = ["ArrowRight", "ArrowDown", "PageDown", " "];
const BEHIND = ["ArrowLeft", "ArrowUp", "PageUp"];

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

document.addEventListener("keydown", onKey);
