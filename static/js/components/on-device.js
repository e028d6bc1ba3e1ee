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

// Nothing kept means nothing written: a page the browser held in memory for Back may still hold words
// of somebody who has signed out since.
function restore(block, kept) {
  const values = JSON.parse(kept ?? "{}");
  fieldsOf(block).forEach((field) => {
    const value = values[field.dataset.keepField];
    if (typeof value === "string") field.value = value;
    else if (field.localName === "select") field.selectedIndex = 0;
    else field.value = "";
  });
}

function keep(block, key, onDevice) {
  const values = Object.fromEntries(fieldsOf(block).map((field) => [field.dataset.keepField, field.value]));
  (onDevice ? device : tab).setItem(key, JSON.stringify(values));
  (onDevice ? tab : device)?.removeItem(key);
  show(block, onDevice ? "device" : "tab");
}

function keyOf(block) {
  return DEVICE_PREFIX + block.dataset.keep;
}

/** Show in a block what is kept for it; where nothing can be kept, what stands there stays. */
function meet(block) {
  if (tab !== null) {
    const onDevice = device?.getItem(keyOf(block)) ?? null;
    restore(block, onDevice ?? tab.getItem(keyOf(block)));
    block.querySelector("[data-keep-choice] input").checked = onDevice !== null;
    show(block, onDevice === null ? "tab" : "device");
  }
  echo(block);
}

function watch(block) {
  const echoBox = block.querySelector("[data-keep-echo-box]");
  if (echoBox) echoBox.hidden = false;
  meet(block);
  block.addEventListener("input", () => echo(block));
  if (tab === null) {
    show(block, "blocked");
    return;
  }
  const choice = block.querySelector("[data-keep-choice]");
  choice.hidden = device === null;
  block.addEventListener("input", () => keep(block, keyOf(block), choice.querySelector("input").checked));
}

const keepBlocks = document.querySelectorAll("[data-keep]");
keepBlocks.forEach(watch);
window.addEventListener("pageshow", ({ persisted }) => persisted && keepBlocks.forEach(meet));
