// Quick exit. The plain link to /exit/ works without this file; here the page goes blank at once,
// what was typed on this device is removed, and pressing Shift three times does the same.
import { DEVICE_PREFIX, SITE_PREFIX, forget } from "./device-storage.js";

const PATIENCE_MS = 1500;
const SHORTCUT_MS = 5000;
const PRESSES = 3;
const exitTarget = document.body.dataset.exitTo;

let hasLeft = false;
let presses = 0;
let isShiftAlone = false;
// Teachers type and select a lot, and their pages hide nothing of their own.
const isTeaching = location.pathname.startsWith("/teach/");
let shortcutTimer;

function blank() {
  document.title = "\u2026";
  document.body.replaceChildren();
}

function goToTargetSoon() {
  if (exitTarget) setTimeout(() => location.replace(exitTarget), PATIENCE_MS);
}

// The cookie that /exit/ sets too: without an answer it still hides pages, and browsers let go of those
// they hold in memory for Back.
function hideWhatIsBehind() {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `v=1; max-age=900; path=/; samesite=lax${secure}`;
}

// Only a device that keeps help has an answer of its own, the cover; the server's leads away.
function goOn(answer) {
  location.replace(answer?.ok || !exitTarget ? "/exit/" : exitTarget);
}

function leave() {
  hasLeft = true;
  blank();
  // A shared device keeps nothing at all; elsewhere the place in a lesson stays.
  forget("sharedDevice" in document.body.dataset ? SITE_PREFIX : DEVICE_PREFIX);
  hideWhatIsBehind();
  // Asked for and not gone to: where nobody answers, a browser's error page would name this site.
  fetch("/exit/", { redirect: "manual" }).then(goOn, goOn);
  goToTargetSoon();
}

// Back from the browser's memory: still blank, and on to the target again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted || !hasLeft) return;
  blank();
  goToTargetSoon();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-exit]")) return;
  event.preventDefault();
  leave();
});

function isTyping() {
  const field = document.activeElement;
  return field !== null && (field.isContentEditable || field.matches("input, textarea, select"));
}

function showPresses() {
  const dots = document.querySelector("[data-exit-dots]");
  const status = document.querySelector("[data-exit-status]");
  if (!dots || !status) return;
  dots.hidden = presses === 0;
  [...dots.children].forEach((dot, index) => dot.classList.toggle("is-on", index < presses));
  status.textContent = [undefined, status.dataset.twoMore, status.dataset.oneMore][presses] ?? "";
}

function startOver() {
  clearTimeout(shortcutTimer);
  presses = 0;
  showPresses();
}

function countPress() {
  if (presses === 0) shortcutTimer = setTimeout(startOver, SHORTCUT_MS);
  presses += 1;
  if (presses === PRESSES) leave();
  else showPresses();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Shift") {
    if (!event.repeat) isShiftAlone = true;
    return;
  }
  isShiftAlone = false;
  startOver();
});

document.addEventListener("pointerdown", () => {
  isShiftAlone = false;
});

document.addEventListener("keyup", (event) => {
  if (event.key !== "Shift" || !isShiftAlone || isTyping() || isTeaching) return;
  isShiftAlone = false;
  countPress();
});
