// "Keep this help on this device": nothing is asked for, saved or registered before the tap, and one tap
// takes all of it off again. Shared devices keep nothing.
import { EXIT_MARK, KEPT, KEPT_STATE, canKeep, readKept, takeOff } from "./kept-help.js";

const STALE_MS = 24 * 60 * 60 * 1000;
const STATIC_FILE = /(?:href|src)="(\/static\/[^"]+)"/g;
const keepPart = document.querySelector("[data-keep-help]");
const [keepOffer, keepKept, keepSaid, keepStatus] = ["offer", "kept", "said", "status"].map((name) =>
  keepPart?.querySelector(`[data-keep-${name}]`)
);

// Without cookies: what comes back is the same for everybody, and never the cover after Quick exit.
async function askToKeep(address) {
  const answer = await fetch(address, { credentials: "omit", headers: { "Marram-Keep": "1" } });
  if (!answer.ok || answer.redirected) throw new Error("nothing to keep");
  return answer;
}

async function askForAll(addresses) {
  return Promise.all(addresses.map(async (address) => [address, await askToKeep(address)]));
}

/** Save the help of the country of this page in the place of what was kept; all of it or nothing. */
async function saveHelp() {
  const state = { ...(await (await askToKeep(keepPart.dataset.keepFrom)).json()), at: Date.now() };
  const pages = await askForAll(state.pages);
  const texts = await Promise.all(pages.map(([, page]) => page.clone().text()));
  const named = [...texts.join().matchAll(STATIC_FILE)].map(([, address]) => address);
  const files = await askForAll([...new Set([state.script, ...named])]);
  const kept = new Map([...pages, ...files, [KEPT_STATE, new Response(JSON.stringify(state))]]);
  const cache = await caches.open(KEPT);
  await Promise.all([...kept].map(([address, answer]) => cache.put(address, answer)));
  const paths = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  const outdated = paths.filter((path) => !kept.has(path) && path !== EXIT_MARK);
  await Promise.all(outdated.map((path) => cache.delete(path)));
}

function showKept(state) {
  keepPart.hidden = state === null && !keepOffer;
  keepKept.hidden = state === null;
  keepSaid.textContent = state?.said ?? "";
  if (keepOffer) keepOffer.hidden = state !== null;
}

function say(words) {
  keepPart.hidden = false;
  keepStatus.textContent = words;
}

async function keepHelp() {
  say(keepStatus.dataset.busy);
  try {
    await saveHelp();
    await navigator.serviceWorker.register("/sw.js");
    await navigator.serviceWorker.ready;
    say("");
    showKept(await readKept());
    keepSaid.focus();
  } catch {
    await takeOff();
    showKept(null);
    say(keepStatus.dataset.failed);
  }
}

async function removeHelp() {
  await takeOff();
  showKept(null);
  say(keepStatus.dataset.gone);
  keepStatus.focus();
}

// With internet, what is kept of this country is never older than a day.
async function renewHelp(state) {
  const isStale = state?.code === keepPart.dataset.keepHelp && Date.now() - state.at > STALE_MS;
  if (!isStale || document.getElementById("kept")) return;
  try {
    await saveHelp();
    showKept(await readKept());
  } catch {
    // What was saved before still works.
  }
}

async function offerToKeep() {
  const state = await readKept();
  showKept(state);
  keepOffer?.querySelector("button").addEventListener("click", keepHelp);
  keepKept.querySelector("button").addEventListener("click", removeHelp);
  await renewHelp(state);
}

if (document.querySelector("[data-keep-never]")) takeOff();
else if (canKeep) offerToKeep();
