// A page that this device kept, made right for the day it is read, before the page's own script runs.
import { clausesLeft, dayOf, servicesLeft, showingOn } from "./kept-days.js";

const keptData = JSON.parse(document.getElementById("kept").textContent);
const showing = showingOn(dayOf(new Date()), keptData.lines);

// What a script clones stands in templates.
function everywhere(selector) {
  const inner = [...document.querySelectorAll("template")].map(({ content }) => content);
  return [document, ...inner].flatMap((part) => [...part.querySelectorAll(selector)]);
}

function isEmpty(part, selector) {
  const found = [...part.querySelectorAll(selector)];
  return found.length > 0 && found.every((one) => one.hidden);
}

function showLines() {
  everywhere("[data-line]").forEach((card) => {
    card.hidden = showing.isHidden(card.dataset.line);
    const overdue = card.querySelector("[data-overdue]");
    if (overdue) overdue.hidden = !showing.isOverdue(card.dataset.line);
  });
  document.querySelectorAll(".care-card").forEach((section) => {
    section.hidden = isEmpty(section, "[data-line]");
  });
  // A small card has room for one.
  const small = [...document.querySelectorAll(".small-card [data-line]:not([hidden])")];
  small.slice(1).forEach((line) => {
    line.hidden = true;
  });
}

function showDated() {
  document.querySelectorAll("[data-due]").forEach((part) => {
    part.hidden = showing.isPast(part.dataset.due);
  });
  document.querySelectorAll("details").forEach((part) => {
    part.hidden = isEmpty(part, "[data-due]");
  });
  const noTimes = document.querySelector("[data-letter-no-times]");
  if (noTimes) noTimes.hidden = document.querySelector("[data-due]:not([hidden]) [data-slot=lines] > p") !== null;
}

function rewrite(id, change) {
  const data = document.getElementById(id);
  if (data) data.textContent = JSON.stringify(change(JSON.parse(data.textContent)));
}

function stepsLeft(columns) {
  const services = (columns.services ?? []).map((named) => named && servicesLeft(named, showing.isHidden));
  const left = { ...columns, services };
  const isLeft = (place) => {
    const wantsServices = columns.services?.[place] != null;
    const grounds = { due: columns.due?.[place], lines: columns.lines?.[place] };
    return !showing.isGone(grounds) && !(wantsServices && services[place] === null);
  };
  const places = [...columns.weight.keys()].filter(isLeft);
  return Object.fromEntries(
    Object.entries(left).map(([name, values]) => [name, places.map((place) => values[place])])
  );
}

// What was sent without internet is in the form again, for the script that works on the device.
function fillIn([name, value]) {
  document.querySelectorAll(`main form [name="${CSS.escape(name)}"]`).forEach((field) => {
    if (field.type !== "radio" && field.type !== "checkbox") field.value = value;
    else if (field.value === value) field.checked = true;
  });
}

showLines();
showDated();
rewrite("plan-data", stepsLeft);
rewrite("letter-clauses", (clauses) => clausesLeft(clauses, showing));
keptData.typed.forEach(fillIn);
