// The planner's page: one question at a time, then the list, all on this device. What is answered goes
// nowhere: the page asks for nothing after it was loaded.
import { forgetPlan, plan, restorePlan, savePlan, showWhereKept } from "./plan-kept.js";
import { fillList } from "./plan-list.js";

const planPage = document.querySelector("[data-plan]");
const planForm = planPage.querySelector("form");
const planQuestions = [...planForm.querySelectorAll("[data-plan-question]")];
const planHeading = planPage.querySelector("h1");
const [againPart, sendPart, backPart, listPart] = ["again", "send", "back", "list"].map(
  (name) => planPage.querySelector(`[data-plan-${name}]`)
);
const LIST = planQuestions.length;
const [questionsTitle, questionsHeading] = [document.title, planHeading.textContent];

function givenAnswers() {
  return Object.fromEntries(
    planQuestions.map(({ dataset }) => [
      dataset.planQuestion,
      plan.answers[dataset.planQuestion] || dataset.planFallback,
    ])
  );
}

function showAnswers() {
  planForm.querySelectorAll("button[value]").forEach((button) => {
    button.setAttribute("aria-pressed", plan.answers[button.name] === button.value);
  });
  planForm.querySelectorAll("input").forEach((box) => {
    box.checked = plan.answers.apps.includes(box.value);
  });
}

function hideAll(name, isHidden) {
  planPage.querySelectorAll(`[data-plan-${name}]`).forEach((part) => {
    part.hidden = isHidden;
  });
}

function firstOpenView() {
  const open = planQuestions.slice(0, -1).findIndex((one) => !(one.dataset.planQuestion in plan.answers));
  return open === -1 ? LIST : open;
}

/** Show one question, or the list after the last one; return the heading to begin at. */
function showView(wanted) {
  const view = Math.min(wanted, firstOpenView());
  const isList = view === LIST;
  const isAsking = view > 0 && !isList;
  // Right after the answer and at the head of the list; in between, the questions are asked.
  const isDanger = plan.answers.danger === "yes" && (view === 1 || isList);
  hideAll("start", view !== 0);
  hideAll("danger", !isDanger);
  againPart.hidden = firstOpenView() !== LIST;
  backPart.hidden = view === 0;
  planForm.hidden = isList;
  planQuestions.forEach((question, number) => {
    question.hidden = number !== view;
  });
  sendPart.hidden = view !== LIST - 1;
  listPart.hidden = !isList;
  planHeading.textContent = isList ? planPage.dataset.plan : questionsHeading;
  planHeading.classList.toggle("eyebrow", isAsking);
  document.title = isList ? `${planPage.dataset.plan} - Marram` : questionsTitle;
  showAnswers();
  if (isList) {
    fillList(listPart, givenAnswers());
    showWhereKept();
  }
  return isAsking ? planForm.querySelector("h2:not([hidden] *)") : planHeading;
}

function moveTo(view) {
  const heading = showView(view);
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

function goTo(view) {
  history.pushState({ planView: view }, "");
  moveTo(view);
}

// One tap answers and goes on: a radio button would go on with every press of an arrow key.
function asButton(radio) {
  const button = document.createElement("button");
  const label = radio.closest("label");
  button.type = "button";
  button.className = "option-card plan-choice";
  button.name = radio.name;
  button.value = radio.value;
  button.textContent = label.textContent.trim();
  label.replaceWith(button);
}

planForm.addEventListener("click", ({ target }) => {
  const button = target.closest("button[value]");
  if (!button) return;
  plan.answers[button.name] = button.value;
  savePlan();
  goTo(planQuestions.findIndex((question) => question.contains(button)) + 1);
});

planForm.addEventListener("submit", (event) => {
  event.preventDefault();
  plan.answers.apps = new FormData(planForm).getAll("apps");
  savePlan();
  goTo(LIST);
});

listPart.addEventListener("change", ({ target }) => {
  if (!target.closest("[data-plan-part]")) return;
  plan.done = plan.done.filter((key) => key !== target.value);
  if (target.checked) plan.done.push(target.value);
  savePlan();
});

function onButton(place, act) {
  place.addEventListener("click", ({ target }) => target.closest("button") && act());
}

onButton(againPart, () => goTo(LIST));
onButton(backPart, () => history.back());
onButton(planPage.querySelector("[data-plan-restart]"), () => {
  forgetPlan();
  goTo(0);
});
window.addEventListener("popstate", ({ state }) => moveTo(state?.planView ?? 0));

restorePlan();
// Who was faster than this script keeps what they chose.
planForm.querySelectorAll("input:checked").forEach(({ type, name, value }) => {
  if (type === "radio") plan.answers[name] ??= value;
  else if (!plan.answers.apps.includes(value)) plan.answers.apps.push(value);
});
planForm.querySelectorAll('[type="radio"]').forEach(asButton);
showView(history.state?.planView ?? 0);
