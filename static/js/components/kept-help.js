// Help that is kept on this device: one cache and one worker, which worker.js is.

export const KEPT = "kept";
export const KEPT_STATE = "/help/kept/";
export const EXIT_MARK = "/exit/left/";
export const canKeep = "serviceWorker" in navigator && "caches" in window;

/** Return what is kept, as the server described it when it was saved, or null. */
export async function readKept() {
  const state = canKeep && (await caches.match(KEPT_STATE, { cacheName: KEPT }));
  return state ? state.json() : null;
}

/** Leave nothing of it: no page, no mark of Quick exit, no worker. */
export async function takeOff() {
  if (!canKeep) return;
  await caches.delete(KEPT);
  const workers = await navigator.serviceWorker.getRegistrations();
  await Promise.all(workers.map((worker) => worker.unregister()));
}
