// Where a plan is kept: in this tab, or on this device if the reader asks for it and says yes once
// more. Quick exit removes it with everything else under the same prefix.
import { DEVICE_PREFIX, storageNamed } from "./device-storage.js";

const PLAN_KEY = DEVICE_PREFIX + "plan";
const planFoot = document.querySelector("[data-plan-kept]");
const keepLabel = planFoot.querySelector("[data-plan-keep]");
const keepBox = keepLabel.querySelector("input");
const keepAsk = planFoot.querySelector("[data-plan-ask]");
const tabStore = storageNamed("sessionStorage");
const isShared = "planShared" in planFoot.dataset;
const deviceStore = isShared ? null : storageNamed("localStorage");

let isOnDevice = false;

/** What was answered so far, by question, and the titles of the steps that are done. */
export const plan = { answers: { apps: [] }, done: [] };

export function restorePlan() {
  // It was kept before the device was known to be shared.
  if (isShared) storageNamed("localStorage")?.removeItem(PLAN_KEY);
  const onDevice = deviceStore?.getItem(PLAN_KEY) ?? null;
  try {
    const kept = JSON.parse(onDevice ?? tabStore?.getItem(PLAN_KEY) ?? "null");
    if (!Array.isArray(kept?.answers?.apps) || !Array.isArray(kept.done)) return;
    Object.assign(plan, { answers: kept.answers, done: kept.done });
    isOnDevice = onDevice !== null;
  } catch {
    // Whatever stands under the key is no plan.
  }
}

export function savePlan() {
  (isOnDevice ? deviceStore : tabStore)?.setItem(PLAN_KEY, JSON.stringify(plan));
  (isOnDevice ? tabStore : deviceStore)?.removeItem(PLAN_KEY);
}

export function forgetPlan() {
  [tabStore, deviceStore].forEach((store) => store?.removeItem(PLAN_KEY));
  Object.assign(plan, { answers: { apps: [] }, done: [] });
  isOnDevice = false;
}

export function showWhereKept() {
  const where = isOnDevice ? "device" : tabStore ? "tab" : "nowhere";
  planFoot.querySelectorAll("[data-plan-note]").forEach((note) => {
    note.hidden = note.dataset.planNote !== where;
  });
  keepLabel.hidden = deviceStore === null;
  keepBox.checked = isOnDevice;
}

function keepOnDevice(isWanted) {
  isOnDevice = isWanted;
  keepAsk.hidden = true;
  savePlan();
  showWhereKept();
}

keepBox.addEventListener("change", () => {
  if (!keepBox.checked) {
    keepOnDevice(false);
    return;
  }
  // Only the answer to the question below keeps anything.
  keepBox.checked = false;
  keepAsk.hidden = false;
  keepAsk.querySelector("p").focus();
});

keepAsk.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  keepOnDevice(button.value === "yes");
  keepBox.focus();
});
