// Where an open story was left, in this tab alone; it is gone with the tab. Careful stories keep nothing.
import { SITE_PREFIX, storageNamed } from "./device-storage.js";

const scenarioStore = storageNamed("sessionStorage");
const scenarioKey = (key) => `${SITE_PREFIX}scenario:${key}`;

/** Note the way of the page that is open; an ending, which has none, makes it forgotten. */
function noteWay({ scenario, way, alone }) {
  if (way) scenarioStore?.setItem(scenarioKey(scenario), JSON.stringify({ way, alone }));
  else scenarioStore?.removeItem(scenarioKey(scenario));
}

function offerWay(form) {
  const left = scenarioStore?.getItem(scenarioKey(form.dataset.scenarioLeft));
  if (!left) return;
  const { way, alone } = JSON.parse(left);
  form.elements.way.value = way;
  form.elements.alone.value = alone;
  form.hidden = false;
}

const story = document.querySelector("[data-scenario]");
if (story) noteWay(story.dataset);
document.querySelectorAll("[data-scenario-left]").forEach(offerWay);
