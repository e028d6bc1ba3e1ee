"""The letter: which clauses stand in it, in which order, and what is filled in.

Pure, and with the same rules as `static/js/components/letter-writer.js`, which writes on the
device: a test holds the two against each other. Clauses are plain data, so that a page can carry
them:

    {"key": "where", "weight": 300, "text": "The picture is here:\n{links}",
     "when": [{"recipient": ["platform", "website"], "age": ["adult"]}]}
    {"key": "law", "weight": 500, "text": "{law}", "laws": ["Under article 16 …", "In Ireland …"]}

Answers are {"recipient", "sender", "age"}, each a value of its enum, "links", a list of lines, and
"cases", one line or "".
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

LAW, CASES, LINKS = "{law}", "{cases}", "{links}"
PLACEHOLDER = re.compile(r"\{(?:law|cases|links)\}")
LINE_END = re.compile(r"\r\n|\r|\n")
AROUND_A_LINE = " \t\u00a0"
# No more than what catches the eye: a scheme other than the web's, no dot, a space within.
WEB_ADDRESS = re.compile(
    r"(?:https?://)?[^\x00-\x20/:@.]+\.[^\x00-\x20]+", re.IGNORECASE | re.ASCII
)
PICTURE = re.compile(r"\Adata:|;base64,", re.IGNORECASE | re.ASCII)

Clause = Mapping[str, Any]
Answers = Mapping[str, Any]


# --- Writing -------------------------------------------------------------------------------------


def write_letter(clauses: Iterable[Clause], answers: Answers) -> list[str]:
    """Return the paragraphs of a letter: the clauses that fit, by weight and then by key.

    A clause with {law} is written once for each of its laws. Where there is nothing to put in for
    a placeholder, its clause is left out. What readers typed is filled in as it stands.
    """
    said = {**answers, "has_cases": "yes" if answers["cases"] else "no"}
    filling = {LINKS: "\n".join(answers["links"]), CASES: answers["cases"]}
    fitting = [clause for clause in clauses if is_used(clause, said)]
    return [
        paragraph
        for clause in sorted(fitting, key=lambda clause: (clause["weight"], clause["key"]))
        for paragraph in paragraphs_of(clause, filling)
    ]


def is_used(clause: Clause, answers: Mapping[str, Any]) -> bool:
    """Whether a clause fits: it has no condition, or any of them does."""
    conditions = clause.get("when", [])
    return not conditions or any(condition_fits(one, answers) for one in conditions)


def condition_fits(condition: Mapping[str, list[str]], answers: Mapping[str, Any]) -> bool:
    """Whether every line that is filled fits.

    Unlike in a plan, an unknown age is an age of its own: a letter says what its writer knows.
    """
    return all(answers[line] in wanted for line, wanted in condition.items() if wanted)


def paragraphs_of(clause: Clause, filling: Mapping[str, str]) -> list[str]:
    text, names = clause["text"], PLACEHOLDER.findall(clause["text"])
    laws = clause.get("laws", []) if LAW in names else [""]
    fillings = [{**filling, LAW: law} for law in laws]
    return [fill(text, values) for values in fillings if all(values[name] for name in names)]


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put every value in once: what is filled in may look like a placeholder itself."""
    return PLACEHOLDER.sub(lambda found: values[found[0]], text)


# --- What was typed ------------------------------------------------------------------------------


class LineKind(StrEnum):
    """What a line looks like."""

    ADDRESS = "address"
    ODD = "odd"
    PICTURE = "picture"


@dataclass(frozen=True)
class Line:
    """One line of what was typed, counted from 1, without the spaces around it."""

    number: int
    text: str
    kind: LineKind


def read_lines(typed: str) -> list[Line]:
    """Return the lines that hold anything. Nothing is changed, and nothing is left out."""
    texts = [text.strip(AROUND_A_LINE) for text in LINE_END.split(typed)]
    return [Line(place, text, kind_of(text)) for place, text in enumerate(texts, 1) if text]


def kind_of(text: str) -> LineKind:
    if PICTURE.search(text):
        return LineKind.PICTURE
    return LineKind.ADDRESS if WEB_ADDRESS.fullmatch(text) else LineKind.ODD


def links_of(lines: Iterable[Line]) -> list[str]:
    """Return what a letter names: every line but a picture, which no letter ever holds."""
    return [line.text for line in lines if line.kind != LineKind.PICTURE]
