"""GIFT, read as Moodle 4.3 reads it, written so that it and we read the same. Pure.

Questions are parted by empty lines; `//` begins a line of remark; a backslash takes its meaning
from `~ = # { } :` and itself. See docs.moodle.org/en/GIFT_format.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from quizzes.exchange.items import (
    CHOICES,
    FULL,
    MAX_ANSWERS,
    TOLD,
    Answer,
    Item,
    Note,
    Refused,
    Type,
    Why,
    choice_type,
    number,
    percent,
    refused_item,
    shown,
)
from quizzes.exchange.texts import Form, Words, decoded, feedback, plain

# While a question is taken apart, an escaped character is one that Unicode never uses.
ESCAPED = {"\\" + sign: chr(0xFDD0 + place) for place, sign in enumerate("~=#{}:")}
ESCAPED["\\n"] = chr(0xFDD0 + 6)
RESTORED = {token: sign[1].replace("n", "\n") for sign, token in ESCAPED.items()}
NOT_CHARACTERS = re.compile("[\ufdd0-\ufdef]")
WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d{1,10})?)%")
REMARK_ID = re.compile(r"\[id:([^\]]*)\]")
REMARK_TAG = re.compile(r"\[tag:([^\]]*)\]")
ANYTHING = "*"
TRUE, FALSE = ("T", "TRUE"), ("F", "FALSE")


def read(data: bytes) -> Iterator[Item]:
    text, notes = decoded(data)
    for block in blocks(NOT_CHARACTERS.sub("", text)):
        item = read_block(block)
        if item:
            item.lost[:0] = notes
            yield item


def blocks(text: str) -> Iterator[list[str]]:
    """Yield the lines of each question, trimmed."""
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip():
            lines.append(line.strip())
        elif lines:
            yield lines
            lines = []


def read_block(lines: list[str]) -> Item | None:
    """Return the item of one block; None where it holds remarks alone."""
    remarks = "\n".join(line for line in lines if line.startswith("//"))
    text = "\n".join(" " if line.startswith("//") else line for line in lines).strip()
    if not text:
        return None
    if text.startswith("$CATEGORY:"):
        name = text.removeprefix("$CATEGORY:").strip()
        return refused_item("category", name, Note(Why.CONSTRUCT, "$CATEGORY"))
    parts = None
    try:
        parts = taken_apart(escaped(text))
        item = read_parts(parts, told_by(remarks))
    except Refused as refusal:
        name = parts.title if parts else text.split("\n")[0]
        return refused_item("", name, refusal.note)
    found = REMARK_ID.search(remarks)
    item.source_id = found[1].strip() if found else ""
    return item


def told_by(remarks: str) -> str:
    """Return the type that a tag of ours tells; "" where there is none."""
    tags = REMARK_TAG.findall(remarks)
    return next((tag.removeprefix(TOLD) for tag in tags if tag.startswith(TOLD)), "")


def escaped(text: str) -> str:
    """Return text with one character for each escaped one; `\\\\` stands for a backslash."""
    backslash = chr(0xFDD0 + 20)
    text = text.replace("\\\\", backslash)
    for sign, token in ESCAPED.items():
        text = text.replace(sign, token)
    return text.replace(backslash, "\\")


def restored(text: str) -> str:
    for token, sign in RESTORED.items():
        text = text.replace(token, sign)
    return text.strip()


@dataclass(frozen=True)
class Parts:
    """A question taken apart: texts still escaped; `answers` is None where it has no braces."""

    name: str
    stem: str
    answers: str | None
    general: str

    @property
    def title(self) -> str:
        return self.name or formed(self.stem, Form.AUTO).text


def taken_apart(text: str) -> Parts:
    name = ""
    if text.startswith("::") and "::" in text[2:]:
        name, _colons, text = text[2:].partition("::")
        text = text.strip()
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        return Parts(restored(name), text, None, "")
    if start < 0 or end < start:
        raise Refused(Why.BRACES)
    # A text that goes on behind the answers has its gap where they stand.
    gap = "" if text.endswith("}") and end == len(text) - 1 else "_____"
    stem = text[:start] + gap + text[end + 1 :]
    answers, separator, general = text[start + 1 : end].rpartition("####")
    if not separator:
        answers, general = general, ""
    return Parts(restored(name), stem, answers.strip(), general.strip())


@dataclass(frozen=True)
class Formed:
    """A text, no longer escaped, and how it is written."""

    text: str
    form: str

    @property
    def plain(self) -> Words:
        return plain(self.text, self.form)

    @property
    def feedback(self) -> Words:
        return feedback(self.text, self.form)


def formed(text: str, default: str) -> Formed:
    """Return a text that may begin with how it is written, such as `[html]`."""
    text = text.strip()
    name, bracket, rest = text[1:].partition("]")
    if text.startswith("[") and bracket and name in set(Form):
        return Formed(restored(rest), name)
    return Formed(restored(text), default)


def read_parts(parts: Parts, told: str) -> Item:
    stem = formed(parts.stem, Form.AUTO)
    if parts.answers is None:
        return refused_item("description", parts.title, Note(Why.CONSTRUCT, "description"))
    words, general = stem.plain, formed(parts.general, stem.form).feedback
    type_, answers, lost = read_answers(parts.answers, stem.form, told)
    return Item(
        type=type_,
        name=parts.name,
        stem=words.text,
        answers=answers,
        general_feedback=general.text,
        lost=[*words.lost, *general.lost, *lost],
    )


def read_answers(text: str, form: str, told: str) -> tuple[str, list[Answer], list[Note]]:
    """Return type, answers and losses of what stands between the braces."""
    if not text:
        return Type.REFLECT, [], []
    if text.startswith("#"):
        return Type.NUMBER, *read_numbers(text[1:], form)
    if text.startswith(">"):
        raise Refused(Why.CONSTRUCT, "{> } (ordering of an add-on)")
    if "~" in text:
        return read_choices(text, form, told)
    if "=" in text and "->" in text:
        return Type.MATCHING, *read_pairs(text, form)
    if text.partition("#")[0].strip() in (*TRUE, *FALSE):
        return Type.TRUE_FALSE, *read_true_false(text, form)
    return Type.SHORT_ANSWER, *read_weighed(text.split("="), form)


def read_choices(text: str, form: str, told: str) -> tuple[str, list[Answer], list[Note]]:
    takes_one = "=" in text
    parts = text.replace("=", "~=").split("~")
    answers, lost = read_weighed(parts, form, weight=0.0)
    fractions = [answer.fraction for answer in answers]
    return choice_type(fractions, takes_one=takes_one, told=told), answers, lost


def read_weighed(
    parts: list[str], form: str, weight: float = FULL
) -> tuple[list[Answer], list[Note]]:
    """Return the answers of `%50%text#feedback`; a part that begins with `=` is worth all."""
    if len(parts) > MAX_ANSWERS + 1:
        raise Refused(Why.ANSWERS, len(parts))
    answers, lost = [], []
    for place, part in enumerate(parts):
        if place == 0 and not part.strip():
            continue
        answer, losses = read_weighed_one(part.strip(), form, weight)
        answers.append(answer)
        lost += losses
    return answers, lost


def read_weighed_one(part: str, form: str, weight: float) -> tuple[Answer, list[Note]]:
    found = WEIGHT.match(part)
    if part.startswith("="):
        weight, part = FULL, part[1:]
    elif found:
        weight, part = percent(found[1]), part[found.end() :]
    text, _sharp, said = part.partition("#")
    words, said = formed(text, form).plain, formed(said, form).feedback
    answer = Answer(text=words.text, fraction=weight, feedback=said.text)
    return answer, [*words.lost, *said.lost]


def read_pairs(text: str, form: str) -> tuple[list[Answer], list[Note]]:
    answers, lost = [], []
    for place, part in enumerate(text.split("=")):
        if place == 0 and not part.strip():
            continue
        left, arrow, right = part.partition("->")
        if not arrow:
            raise Refused(Why.PAIR, restored(part))
        words = formed(left, form).plain
        answers.append(Answer(text=words.text, match=restored(right)))
        lost += words.lost
    return answers, lost


def read_true_false(text: str, form: str) -> tuple[list[Answer], list[Note]]:
    """Return true and false; the first feedback is for whoever misses, the second for others."""
    key, *said = [part.strip() for part in text.split("#", 2)]
    missed, met = [formed(one, form).feedback for one in [*said, "", ""][:2]]
    is_true = key in TRUE
    answers = [
        Answer("true", FULL if is_true else 0.0, (met if is_true else missed).text),
        Answer("false", 0.0 if is_true else FULL, (missed if is_true else met).text),
    ]
    return answers, [*missed.lost, *met.lost]


def read_numbers(text: str, form: str) -> tuple[list[Answer], list[Note]]:
    """Return the numbers of `3:2`, `1..5` or a list of `=%50%3:2#feedback`.

    What follows a `~` is feedback for every other number.
    """
    text, tilde, others = text.partition("~")
    answers, lost = read_weighed(text.split("="), form)
    answers = [replaced_by_number(answer) for answer in answers]
    if tilde:
        said = formed(others.partition("#")[2], form).feedback
        answers.append(Answer(text=ANYTHING, feedback=said.text))
        lost += said.lost
    return answers, lost


def replaced_by_number(answer: Answer) -> Answer:
    text, tolerance = answer.text.replace("\n", " "), "0"
    if ".." in text[1:]:
        low, _dots, high = (one.strip() for one in text.partition(".."))
        text, tolerance = middle(low, high)
    elif ":" in text:
        text, _colon, tolerance = (one.strip() for one in text.partition(":"))
    if text != ANYTHING:
        number(text)
    number(tolerance)
    return Answer(text, answer.fraction, answer.feedback, tolerance=tolerance)


def middle(low: str, high: str) -> tuple[str, str]:
    """Return the middle of two numbers and how far it is to either."""
    number(low), number(high)
    between = (Decimal(low) + Decimal(high)) / 2
    return plainly(between), plainly(Decimal(high) - between)


def plainly(value: Decimal) -> str:
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


# --- Writing --------------------------------------------------------------------------------------

# What GIFT has a form for. The order of a list and gaps it has not.
WRITES = CHOICES | {Type.MATCHING, Type.SHORT_ANSWER, Type.NUMBER, Type.REFLECT}
TOLD_BY_TAG = {Type.JUDGEMENT}


def write(items: Iterable[Item]) -> bytes:
    return "\n\n".join(written(item) for item in items).encode() + b"\n"


def why_not(item: Item) -> Note | None:
    """Return why GIFT cannot carry an item; None where it can."""
    if item.type not in WRITES:
        return Note(Why.NO_PLACE, item.type)
    has_arrow = item.type == Type.SHORT_ANSWER or item.type == Type.MATCHING
    if has_arrow and any("->" in answer.text for answer in item.answers):
        return Note(Why.NO_PLACE, "->")
    return None


def written(item: Item) -> str:
    remarks = f"// [id:{item.source_id}]" if item.source_id else "//"
    if item.type in TOLD_BY_TAG or (item.type == Type.TRUE_FALSE and not is_plain_true_false(item)):
        remarks += f" [tag:{TOLD}{item.type}]"
    return f"{remarks}\n::{signs(item.name)}::[plain]{signs(item.stem)}{{{answers_of(item)}}}"


def is_plain_true_false(item: Item) -> bool:
    """Whether the two answers are the words that `{TRUE}` stands for, true first."""
    return [answer.text for answer in item.answers] == ["true", "false"]


def answers_of(item: Item) -> str:
    if item.type == Type.REFLECT:
        return ""
    if item.type == Type.NUMBER:
        return "#" + "".join(numeric(answer) for answer in item.answers) + "\n"
    if item.type == Type.MATCHING:
        return "".join(f"\n={part(a.text)} -> {signs(a.match)}" for a in item.answers) + "\n"
    if item.type == Type.SHORT_ANSWER:
        return "".join(f"\n={weighed(answer)}" for answer in item.answers) + "\n"
    if item.type == Type.TRUE_FALSE and is_plain_true_false(item):
        return true_or_false(*item.answers)
    takes_one = item.type != Type.MULTIPLE
    return "".join(f"\n{choice(answer, takes_one)}" for answer in item.answers) + "\n"


def true_or_false(true: Answer, false: Answer) -> str:
    met, missed = (true, false) if true.fraction == FULL else (false, true)
    said = f"#{said_html(missed)}#{said_html(met)}"
    return ("TRUE" if true.fraction == FULL else "FALSE") + said


def choice(answer: Answer, takes_one: bool) -> str:
    if takes_one and answer.fraction == FULL:
        return f"={part(answer.text)}{said_of(answer)}"
    return f"~{weighed(answer)}"


def weighed(answer: Answer) -> str:
    return f"%{shown(answer.fraction)}%{part(answer.text)}{said_of(answer)}"


def numeric(answer: Answer) -> str:
    if answer.text == ANYTHING and not answer.fraction:
        return f"\n~{said_of(answer) or '#'}"
    return f"\n=%{shown(answer.fraction)}%{answer.text}:{answer.tolerance or 0}{said_of(answer)}"


def said_of(answer: Answer) -> str:
    return f"#{said_html(answer)}" if answer.feedback else ""


def said_html(answer: Answer) -> str:
    """Return feedback without the arrow that makes pairs of answers, wherever it stands."""
    return f"[html]{signs(answer.feedback).replace('->', '-&gt;')}" if answer.feedback else ""


def part(text: str) -> str:
    return f"[plain]{signs(text)}" if text.startswith("[") else signs(text)


def signs(text: str) -> str:
    """Return text with a backslash before each sign that means something."""
    text = re.sub(r"[\\~=#{}:]", r"\\\g<0>", NOT_CHARACTERS.sub("", text))
    return text.replace("\n", "\\n")
