// Answers for this site where somebody keeps help on their device: the network first, and without it what
// is kept, or the cover after Quick exit. It saves nothing itself but the mark of Quick exit; what is
// kept, keep-help.js saved. A classic script: /sw.js loads it, and says where exit leads.
const KEPT = { cacheName: "kept" };
const STATE = "/help/kept/";
const COVER = "/exit/cover/";
const LEFT = "/exit/left/";
const HELP_AFTER_EXIT = "/exit/help/";
const WAYS_BACK = [HELP_AFTER_EXIT, "/exit/carry-on/"];
const HIDING_MS = 15 * 60 * 1000;
const FIRST_SCRIPT = "<script";
const HELP = /^(?:\/[a-z]{2})?\/help\/(.*)$/;
const MAIN = /<main [^>]*>/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const answer = answerTo(event.request);
  if (answer) event.respondWith(answer);
});

/** Return an answer in time, or null for what is left to the browser: all that is not about help. */
function answerTo(request) {
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return null;
  if (url.pathname === "/exit/") return leave(request);
  const isRead = request.method === "GET";
  if (request.mode !== "navigate") return isRead && url.pathname.startsWith("/static/") ? file(request) : null;
  if (!isRead && !isSentByUs(request, url)) return null;
  return WAYS_BACK.includes(url.pathname) ? comeBack(request, url) : page(request, url);
}

// What another site sends has to reach the server as such, and forms of learners are none of ours.
function isSentByUs(request, url) {
  return request.referrer.startsWith(`${url.origin}/`) && /^(?:\/[a-z]{2})?\/(?:help|exit)\//.test(url.pathname);
}

async function file(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request.url, KEPT)) ?? Response.error();
  }
}

async function page(request, url) {
  const sent = request.method === "POST" ? request.clone() : null;
  try {
    return await fetch(request);
  } catch {
    return (await keptPage(url, sent)) ?? Response.error();
  }
}

// --- What is kept ---

async function keptPage(url, sent) {
  const state = await (await caches.match(STATE, KEPT))?.json();
  if (!state) return null;
  if (await isHiding()) return coverOf(url.pathname + url.search);
  const address = chosenAddress(url, state);
  if (address !== url.pathname) return Response.redirect(address);
  const saved = await caches.match(address, KEPT);
  return saved ? readNow(saved, state, sent) : caches.match(state.offline, KEPT);
}

/** Return the page that a form of countries leads to, as the server would, in the language kept. */
function chosenAddress({ pathname, searchParams }, { code, help }) {
  const rest = HELP.exec(pathname)?.[1];
  if (rest === undefined) return pathname;
  const chosen = ["", "plan/", "letter/"].includes(rest) && (searchParams.get("country") || (rest && code));
  return help + (chosen ? `${encodeURIComponent(chosen)}/${rest}` : rest);
}

async function typedIn(sent) {
  const entries = sent ? [...(await sent.formData())] : [];
  return entries.filter(([, value]) => typeof value === "string");
}

/** Return a kept page with its banner, and with the script that goes by today's date. */
async function readNow(saved, { lines, script, banner }, sent) {
  const html = await saved.text();
  const [, nonce] = /nonce="([^"]+)"/.exec(html);
  const data = JSON.stringify({ lines, typed: await typedIn(sent) }).replaceAll("<", "\\u003c");
  const scripts =
    `<script type="application/json" id="kept">${data}</script>` +
    `<script type="module" src="${script}" nonce="${nonce}"></script>`;
  const read = html
    .replace(FIRST_SCRIPT, () => scripts + FIRST_SCRIPT)
    .replace(MAIN, (main) => main + banner);
  return answerLike(saved, read);
}

function answerLike(saved, html) {
  const headers = new Headers(saved.headers);
  // They are about the bytes that once came over the wire.
  ["Content-Encoding", "Content-Length"].forEach((name) => headers.delete(name));
  return new Response(html, { headers });
}

// --- Quick exit ---

async function leave(request) {
  if (await caches.match(STATE, KEPT)) await mark(Date.now() + HIDING_MS);
  try {
    return await fetch(request);
  } catch {
    return self.navigator.onLine ? Response.redirect(self.exitTo) : coverOf("/");
  }
}

async function mark(until) {
  const kept = await caches.open(KEPT.cacheName);
  await kept.put(LEFT, new Response(String(until)));
}

async function isHiding() {
  const until = await (await caches.match(LEFT, KEPT))?.text();
  return Date.now() < Number(until ?? 0);
}

async function coverOf(address) {
  const cover = await caches.match(COVER, KEPT);
  if (!cover) return Response.error();
  const next = address.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return answerLike(cover, (await cover.text()).replace(`value="${COVER}"`, () => `value="${next}"`));
}

/** Carry on, or get help: both end the covering, with the network and without. */
async function comeBack(request, url) {
  const isForHelp = url.pathname === HELP_AFTER_EXIT;
  const state = await (await caches.match(STATE, KEPT))?.json();
  const wanted = isForHelp ? state?.help : new Map(await typedIn(request.clone())).get("next");
  if (state) await mark(0);
  try {
    return await fetch(request);
  } catch {
    const isOurs = wanted && new URL(wanted, url).origin === url.origin;
    return Response.redirect(isOurs ? wanted : "/", 303);
  }
}
