// A guest's place in each open lesson: kept on this device alone, shown on My learning, offered once to
// the student they become, removed in one tap. Whoever is signed in leaves nothing here.
import { SITE_PREFIX, storageNamed } from "./device-storage.js";

const PROGRESS_KEY = SITE_PREFIX + "progress";
const MOST_PLACES = 200;
const progressStore = storageNamed("localStorage");

function isPlace(place) {
  return (
    typeof place?.title === "string" &&
    /^\/[^/\\]/.test(place.url) &&
    Number.isInteger(place.step) &&
    Number.isInteger(place.steps)
  );
}

/** Return the places by lesson, the latest last; whatever else stands under the key is no place. */
function keptPlaces() {
  try {
    const kept = JSON.parse(progressStore.getItem(PROGRESS_KEY) ?? "{}");
    return new Map(Object.entries(kept).filter(([, place]) => isPlace(place)));
  } catch {
    return new Map();
  }
}

function forgetPlaces() {
  progressStore?.removeItem(PROGRESS_KEY);
}

/** Remember the place that the line of a lesson's page names; false where nothing can be kept. */
function notePlace(line, isFinished) {
  const { progressPlace: lesson, title, url, firstUrl, step, steps } = line.dataset;
  const places = keptPlaces();
  const done = isFinished || places.get(lesson)?.done === true;
  places.delete(lesson);
  places.set(lesson, {
    title,
    url: done ? firstUrl : url,
    step: done ? 1 : Number(step),
    steps: Number(steps),
    done,
  });
  const latest = Object.fromEntries([...places].slice(-MOST_PLACES));
  try {
    progressStore.setItem(PROGRESS_KEY, JSON.stringify(latest));
    return true;
  } catch {
    return false;
  }
}

/** Return a copy of the page's template, its {words in brackets} filled in as text, never as HTML. */
function filledTemplate(name, place) {
  const copy = document.querySelector(`[data-progress-template="${name}"]`).content.cloneNode(true);
  const texts = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    text.data = text.data.replace(/\{(title|steps?)\}/g, (_bracket, word) => place[word]);
  }
  copy.querySelector("a").href = place.url;
  return copy;
}

function fillList(list, places) {
  const rows = places.map((place) => filledTemplate(place.done ? "done" : "open", place));
  list.replaceChildren(...rows);
}

function showProgress() {
  const kept = keptPlaces();
  const places = [...kept.values()].reverse();
  const latest = places.find((place) => !place.done);
  const is = {
    kept: places.length > 0,
    open: latest !== undefined,
    none: places.length === 0,
    ready: progressStore !== null,
    blocked: progressStore === null,
  };
  document.querySelectorAll("[data-progress-when]").forEach((part) => {
    part.hidden = !is[part.dataset.progressWhen];
  });
  document.querySelectorAll("[data-progress-rows]").forEach((list) => fillList(list, places));
  document.querySelectorAll("[data-progress-latest]").forEach((card) => {
    card.replaceChildren(...(latest ? [filledTemplate("latest", latest)] : []));
  });
  document.querySelectorAll("[data-progress-places]").forEach((field) => {
    const sent = [...kept].map(([lesson, { step, done }]) => ({ lesson, step, done }));
    field.value = JSON.stringify(sent);
  });
}

/** Back moves a place that is kept and makes none: the lesson may be one of somebody signed out since. */
function meetPlace(line, isBack) {
  const mayNote = !isBack || keptPlaces().has(line.dataset.progressPlace);
  line.hidden = !(mayNote && notePlace(line, false));
}

function meetPage(isBack) {
  if (document.querySelector("[data-progress-kept]")) forgetPlaces();
  const line = document.querySelector("[data-progress-place]");
  // Where all steps are on one page there is no place, only an end.
  if (line && line.dataset.step !== "0") meetPlace(line, isBack);
  showProgress();
}

document.addEventListener("click", (event) => {
  const line = document.querySelector("[data-progress-place]");
  if (line && event.target.closest("[data-progress-finish]")) notePlace(line, true);
  if (!event.target.closest("[data-progress-remove]")) return;
  forgetPlaces();
  showProgress();
  const gone = document.querySelector("[data-progress-gone]");
  gone.hidden = false;
  gone.focus();
});

// Also when Back brings a page out of the browser's memory: the places have moved on since.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) meetPage(true);
});
meetPage(performance.getEntriesByType("navigation")[0]?.type === "back_forward");
