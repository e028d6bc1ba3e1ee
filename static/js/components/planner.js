// The planner on the device: which steps fit the answers, and in which order. It does what
// support/planner.py does, with the same rules; a test holds the two against each other.

const MOST_NOW = 3;
// A step lighter than this is about danger: it comes first, whatever its group.
const DANGER_BELOW = 100;

function inOrder(one, other) {
  return one.weight - other.weight || (one.key < other.key ? -1 : 1);
}

function lineFits(line, wanted, answer) {
  if (line === "apps") return answer.some((app) => wanted.includes(app));
  // Whatever a condition says, what is for adults alone is not for somebody who may be younger.
  if (line === "age" && answer === "unknown") {
    return wanted.includes("13-17") || (wanted.includes("unknown") && !wanted.includes("adult"));
  }
  return wanted.includes(answer);
}

function conditionFits(condition, answers) {
  return Object.entries(condition).every(
    ([line, wanted]) => wanted.length === 0 || lineFits(line, wanted, answers[line])
  );
}

/** Return whom a step names for somebody of that age; an unknown age counts as under 18. */
export function servicesFor(rule, answers) {
  return rule.services?.[answers.age === "unknown" ? "13-17" : answers.age] ?? [];
}

function isOffered(rule, answers) {
  if (rule.services && servicesFor(rule, answers).length === 0) return false;
  const conditions = rule.when ?? [];
  return conditions.length === 0 || conditions.some((one) => conditionFits(one, answers));
}

/** Return {now, today, week}: the rules that fit, at most three of them now. */
export function makePlan(rules, answers) {
  const groups = { now: [], today: [], week: [] };
  for (const rule of [...rules].sort(inOrder)) {
    if (isOffered(rule, answers)) groups[rule.weight < DANGER_BELOW ? "now" : rule.group].push(rule);
  }
  const { now, today, week } = groups;
  return { now: now.slice(0, MOST_NOW), today: [...now.slice(MOST_NOW), ...today], week };
}
