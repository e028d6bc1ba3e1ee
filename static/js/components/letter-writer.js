// The letter, written on the device: it does what support/letter.py does, with the same clauses; a test
// holds the two against each other.

const PLACEHOLDER = /\{(?:law|cases|links)\}/g;
const LINE_END = /\r\n|\r|\n/;
const AROUND_A_LINE = /^[ \t\u00a0]+|[ \t\u00a0]+$/g;
// No more than what catches the eye: a scheme other than the web's, no dot, a space within.
const WEB_ADDRESS = /^(?:https?:\/\/)?[^\x00-\x20/:@.]+\.[^\x00-\x20]+$/i;
const PICTURE = /^data:|;base64,/i;

function byWeight(one, other) {
  return one.weight - other.weight || (one.key < other.key ? -1 : 1);
}

// Unlike in a plan, an unknown age is an age of its own: a letter says what its writer knows.
function clauseFits(condition, answers) {
  return Object.entries(condition).every(
    ([line, wanted]) => wanted.length === 0 || wanted.includes(answers[line])
  );
}

function isUsed(clause, answers) {
  const conditions = clause.when ?? [];
  return conditions.length === 0 || conditions.some((one) => clauseFits(one, answers));
}

function paragraphsOf({ text, laws = [] }, filling) {
  const names = text.match(PLACEHOLDER) ?? [];
  return (names.includes("{law}") ? laws : [""])
    .map((law) => ({ ...filling, "{law}": law }))
    .filter((values) => names.every((name) => values[name] !== ""))
    .map((values) => text.replace(PLACEHOLDER, (name) => values[name]));
}

/** Return the paragraphs of a letter: the clauses that fit, by weight and then by key. */
export function writeLetter(clauses, answers) {
  const said = { ...answers, has_cases: answers.cases === "" ? "no" : "yes" };
  const filling = { "{links}": answers.links.join("\n"), "{cases}": answers.cases };
  const fitting = clauses.filter((clause) => isUsed(clause, said)).sort(byWeight);
  return fitting.flatMap((clause) => paragraphsOf(clause, filling));
}

function kindOf(text) {
  if (PICTURE.test(text)) return "picture";
  return WEB_ADDRESS.test(text) ? "address" : "odd";
}

/** Return {number, text, kind} of each line that holds anything. */
export function readLines(typed) {
  return typed
    .split(LINE_END)
    .map((line, place) => ({ number: place + 1, text: line.replace(AROUND_A_LINE, "") }))
    .filter(({ text }) => text !== "")
    .map((line) => ({ ...line, kind: kindOf(line.text) }));
}

/** Return what a letter names: every line but a picture, which no letter ever holds. */
export function linksOf(lines) {
  return lines.filter(({ kind }) => kind !== "picture").map(({ text }) => text);
}
