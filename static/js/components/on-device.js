// Plans and thoughts that never leave the device: [data-keep] names the block, its fields are kept in
// this tab, or on this device if the reader chooses so. Shared devices never offer that choice.
import { DEVICE_PREFIX, storageNamed } from "./device-storage.js";

const tab = storageNamed("sessionStorage");
const device = "sharedDevice" in document.body.dataset ? null : storageNamed("localStorage");

function fieldsOf(block) {
  return [...block.querySelectorAll("[data-keep-field]")];
}

function show(block, note) {
  block.querySelectorAll("[data-keep-note]").forEach((line) => {
    line.hidden = line.dataset.keepNote !== note;
  });
}

// A select may cut long words off; the plan is also written out in full.
function echo(block) {
  block.querySelectorAll("[data-keep-echo]").forEach((place) => {
    place.textContent = block.querySelector(`[data-keep-field="${place.dataset.keepEcho}"]`).value;
  });
}

function restore(block, kept) {
  const values = JSON.parse(kept);
  fieldsOf(block).forEach((field) => {
    const value = values[field.dataset.keepField];
    if (typeof value === "string") field.value = value;
  });
}

function keep(block, key, onDevice) {
  const values = Object.fromEntries(fieldsOf(block).map((field) => [field.dataset.keepField, field.value]));
  (onDevice ? device : tab).setItem(key, JSON.stringify(values));
  (onDevice ? tab : device)?.removeItem(key);
  show(block, onDevice ? "device" : "tab");
}

function watch(block) {
  const box = block.querySelector("[data-keep-echo-box]");
  if (box) box.hidden = false;
  echo(block);
  block.addEventListener("input", () => echo(block));
  watchStorage(block);
}

function watchStorage(block) {
  if (tab === null) {
    show(block, "blocked");
    return;
  }
  const key = DEVICE_PREFIX + block.dataset.keep;
  const choice = block.querySelector("[data-keep-choice]");
  const box = choice.querySelector("input");
  const onDevice = device?.getItem(key) ?? null;
  const kept = onDevice ?? tab.getItem(key);
  if (kept !== null) restore(block, kept);
  echo(block);
  box.checked = onDevice !== null;
  choice.hidden = device === null;
  show(block, onDevice === null ? "tab" : "device");
  block.addEventListener("input", () => keep(block, key, box.checked));
}

document.querySelectorAll("[data-keep]").forEach(watch);
