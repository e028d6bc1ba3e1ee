// The list of a plan, made on the device: the page holds every rule of the country with its words, and a
// blank step that the same template made as the steps of a list from the server.
import { plan } from "./plan-kept.js";
import { makePlan, servicesFor } from "./planner.js";

const planColumns = Object.entries(JSON.parse(document.getElementById("plan-data").textContent));
const planRules = (planColumns[0]?.[1] ?? []).map((_, key) =>
  Object.fromEntries([["key", key], ...planColumns.map(([name, values]) => [name, values[key]])])
);
const blankStep = document.querySelector("[data-plan-step]").content.firstElementChild;
const [blankWay, blankLaw] = blankStep.querySelectorAll(".plan-note");
blankWay.remove();
blankLaw.remove();

function withText(element, text) {
  element.textContent = text;
  return element;
}

function fillSlot(slot, value) {
  if (value == null) slot.closest("p, ul, a").remove();
  else if (Array.isArray(value)) {
    const item = slot.firstElementChild;
    slot.replaceChildren(...value.map((line) => withText(item.cloneNode(), line)));
  } else if (slot.localName === "a") slot.href = value;
  else slot.textContent = value;
}

function filled(blank, record) {
  const part = blank.cloneNode(true);
  part.querySelectorAll("[data-slot]").forEach((slot) => fillSlot(slot, record[slot.dataset.slot]));
  return part;
}

function serviceFor(key) {
  return document.querySelector(`[data-plan-service="${key}"]`).content.cloneNode(true);
}

function stepFor(rule, answers, isOpen) {
  const step = filled(blankStep, rule);
  const services = step.querySelector(".plan-step__services");
  const box = step.querySelector("input");
  services.before(...(rule.notes ?? []).map((note) => filled(note.is_way ? blankWay : blankLaw, note)));
  services.append(...[...(rule.line_keys ?? []), ...servicesFor(rule, answers)].map(serviceFor));
  step.firstElementChild.open = isOpen;
  // A step whose words were changed since is not done.
  box.value = rule.title;
  box.checked = plan.done.includes(rule.title);
  return step;
}

/** Fill the parts of a list with the steps that fit; a part without any is hidden. */
export function fillList(list, answers) {
  const groups = makePlan(planRules, answers);
  list.querySelectorAll("[data-plan-part]").forEach((part) => {
    const name = part.dataset.planPart;
    const steps = groups[name].map((rule) => stepFor(rule, answers, name === "now"));
    part.hidden = steps.length === 0;
    part.querySelector("ol").replaceChildren(...steps);
  });
}
