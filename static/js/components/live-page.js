// A page that keeps itself fresh: htmx asks every few seconds. Here stands when it does not ask, what
// the page says when no answer comes, and what a reader finds as they left it after a swap.
import { leaveAsFound } from "./left-as-found.js";

const QUIET_FOR = 60_000;
const livePage = document.documentElement;
const liveWords = document.querySelector("[data-live-words]");
let saidAt = Date.now();
let saysLater = 0;

function timeOf(xhr) {
  const zone = liveWords.dataset.zone;
  const style = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone };
  return new Intl.DateTimeFormat(livePage.lang, style).format(new Date(xhr.getResponseHeader("Date")));
}

/** State: "on", "lost" (it goes on by itself) or "ended" (it does not). */
function become(state) {
  livePage.dataset.live = state;
  liveWords.querySelectorAll("[data-live-when]").forEach((line) => {
    line.hidden = line.dataset.liveWhen !== state;
  });
}

function showTime(time) {
  document.querySelectorAll("[data-live-time]").forEach((place) => {
    if (place.textContent !== time) place.textContent = time;
  });
}

// Listeners hear of changes once a minute at most, and of the last one in any case.
function say(time) {
  clearTimeout(saysLater);
  const wait = saidAt + QUIET_FOR - Date.now();
  if (wait > 0) {
    saysLater = setTimeout(say, wait, time);
    return;
  }
  const line = liveWords.querySelector("[data-live-said]");
  line.textContent = line.dataset.words.replace("{time}", time);
  saidAt = Date.now();
}

// The target, as the part that asked is no longer on the page once its answer has been swapped in.
function isLive(event) {
  return event.detail.target?.id === "live";
}

document.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden || livePage.dataset.live === "ended") event.preventDefault();
});

// A press that has begun ends on what it began on; the next answer brings the same news.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr } = event.detail;
  if (target.querySelector(":active")) event.detail.shouldSwap = false;
  else if (xhr.getResponseHeader("HX-Reswap")) leaveAsFound(target);
});

// Anything but an answer of this very page is a sign-in page, a cover, a class that is gone: never
// swapped in, because only our own answers ask for it.
document.addEventListener("htmx:afterRequest", (event) => {
  const { xhr } = event.detail;
  if (!isLive(event)) return;
  if (xhr.status === 0 || xhr.status >= 500) {
    become("lost");
  } else if (xhr.status === 304 || xhr.getResponseHeader("HX-Reswap")) {
    become("on");
    showTime(timeOf(xhr));
    if (xhr.status === 200) say(timeOf(xhr));
  } else {
    become("ended");
  }
});

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) document.getElementById("live").dispatchEvent(new CustomEvent("wake"));
});

if (document.querySelector("#live[hx-get]")) {
  become("on");
  showTime(document.querySelector("#live [data-live-time]").textContent);
}
