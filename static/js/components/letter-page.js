// The letter writer's page: the letter is written on this device while the questions are answered. What
// is typed goes nowhere and is kept nowhere.
import { linksOf, readLines, writeLetter } from "./letter-writer.js";

const letterForm = document.getElementById("letter-form");
const letterPart = document.getElementById("letter");
const letterSheet = letterPart.querySelector(".letter__sheet");
const letterStatus = letterPart.querySelector("[role=status]");
const copyButton = letterPart.querySelector("[data-letter-copy]");
const letterClauses = JSON.parse(document.getElementById("letter-clauses").textContent);

let letterText = "";

function answersTyped() {
  const typed = new FormData(letterForm);
  const lines = readLines(typed.get("links"));
  const links = linksOf(lines);
  return {
    lines,
    recipient: typed.get("recipient"),
    sender: typed.get("sender"),
    age: typed.get("age"),
    links: links.length > 0 ? links : [letterPart.dataset.blank],
    cases: typed.get("cases").trim(),
  };
}

function showFitting(name, answer) {
  letterPart.querySelectorAll(`[data-letter-${name}]`).forEach((part) => {
    part.hidden = !part.getAttribute(`data-letter-${name}`).split(" ").includes(answer);
  });
}

function showLines(lines) {
  letterPart.querySelectorAll("[data-letter-lines]").forEach((note) => {
    const found = lines.filter(({ kind }) => kind === note.dataset.letterLines);
    note.querySelector("bdi").textContent = found.map(({ number }) => number).join(", ");
    note.hidden = found.length === 0;
  });
}

function asParagraph(text) {
  const paragraph = document.createElement("p");
  paragraph.textContent = text;
  return paragraph;
}

/** Write the letter anew; before all three questions are answered there is none. */
function showLetter() {
  const answers = answersTyped();
  if (!answers.recipient || !answers.sender || !answers.age) return;
  const paragraphs = writeLetter(letterClauses, answers);
  letterText = `${paragraphs.join("\n\n")}\n`;
  letterSheet.replaceChildren(...paragraphs.map(asParagraph));
  letterStatus.textContent = "";
  showFitting("recipient", answers.recipient);
  showFitting("age", answers.age);
  showLines(answers.lines);
  letterPart.hidden = false;
}

function saveFile() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([letterText], { type: "text/plain" }));
  link.download = "letter.txt";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
  letterStatus.textContent = letterStatus.dataset.saved;
}

// The browser has checked that the questions are answered.
letterForm.addEventListener("submit", (event) => {
  event.preventDefault();
  showLetter();
  if (event.submitter?.value === "txt") saveFile();
  else letterPart.querySelector("h2").focus();
});

letterForm.addEventListener("input", showLetter);

copyButton.hidden = !navigator.clipboard;
copyButton.addEventListener("click", async () => {
  await navigator.clipboard.writeText(letterText);
  letterStatus.textContent = letterStatus.dataset.copied;
});

showLetter();
