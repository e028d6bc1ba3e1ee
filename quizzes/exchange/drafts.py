"""Items as questions of the bank, and questions as items. The one module that knows both."""

import hashlib
import json
import re
import uuid
from collections.abc import Callable
from dataclasses import astuple
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.blocks import EDITOR_KEY
from core.sanitizing import clean_rich_text, plain_text
from quizzes.blocks import option_content, why_options_do_not_fit
from quizzes.exchange.items import (
    FULL,
    HALF,
    TOLD,
    Answer,
    Item,
    Note,
    Refused,
    Type,
    Why,
)
from quizzes.marking import KINDS
from quizzes.marking.gaps import GAP
from quizzes.marking.number import NUMERAL
from quizzes.models import Question, Skill

# Items are told apart by what they say; our own files tell a question by its number.
NAMESPACE = uuid.UUID("8a6e4c1e-5b0c-4b0e-9d39-6f2d0b6a4a51")
OWN_ID = re.compile(rf"{TOLD}([0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})")
LONGEST_TITLE, LONGEST_START_OF_KEY = 120, 50
TRUE, FALSE, ANYTHING = "true", "false", "*"
# Kinds whose best answer is worth 2, and a half 1.
GRADED = {Type.JUDGEMENT, Type.SHORT_ANSWER, Type.NUMBER}
GRADES = {"2": FULL, "1": HALF, "0": 0.0}
_PLACE = re.compile(r"\[\[(\d{1,2})\]\]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_DIV = re.compile(r"<(/?)div\b[^>]*>", re.I)
_DEAD_LINK = re.compile(r"<a>(.*?)</a>", re.S)
_EMPTY = re.compile(r"<p>(?:\s|\xa0|&nbsp;|<br>)*</p>")
_BLOCK = re.compile(r"<(?:p|ul|ol)>")


def number_of(item: Item) -> uuid.UUID:
    """Return the number by which a question made of this item is known from then on."""
    own = OWN_ID.fullmatch(item.source_id)
    if own:
        return uuid.UUID(own[1])
    said = [item.type, item.name, item.stem, item.source_id, item.general_feedback]
    said.append([astuple(answer) for answer in item.answers])
    digest = hashlib.sha256(json.dumps(said).encode()).hexdigest()
    return uuid.uuid5(NAMESPACE, digest)


def draft_of(item: Item, skill: Skill) -> tuple[Question, list[Note]]:
    """Return an item as a question that is not saved, and what a person has to see to.

    Raise Refused where the bank cannot hold it.
    """
    number, notes = number_of(item), list(item.lost)
    title = Truncator(item.name or one_line(item.stem)).chars(LONGEST_TITLE)
    sentences = sentences_of(item) if item.type == Type.GAPS else []
    question = Question(
        translation_key=number,
        key=f"{slugify(title)[:LONGEST_START_OF_KEY] or 'question'}-{number.hex[:12]}",
        locale=skill.locale,
        skill=skill,
        title=title,
        kind=item.type,
        stem=(without_gaps(item.stem) or title) if sentences else item.stem,
    )
    with override(skill.locale.language_code):
        question.options = stored_options(item, notes)
    return question, notes + to_see_to(question)


def to_see_to(question: Question) -> list[Note]:
    """Name what publishing will ask for: explanations, and options that fit the kind."""
    options = [option_content(block) for block in question.options]
    missing = sum(not option["explanation"] for option in options)
    notes = [Note(Why.UNEXPLAINED, f"{missing} / {len(options)}")] if missing else []
    blocks = {block.block_type for block in question.options}
    unfit = why_options_do_not_fit(question.kind, options, blocks)
    return [*notes, Note(Why.UNFIT, unfit)] if unfit else notes


# --- Answers as options ---------------------------------------------------------------------------


def stored_options(item: Item, notes: list[Note]) -> list[dict]:
    """Return the answers as the database holds options; what gets lost goes to `notes`.

    What is said to everybody stands with the options that have no words of their own.
    """
    block = KINDS[item.type].block
    general = explanation_of(item.general_feedback, notes)
    options, silent = [], 0
    for answer, values in WRITERS[block](item, notes):
        own = explanation_of(answer.feedback, notes)
        silent += not own
        value = values | {"explanation": own or general}
        options.append({"type": block, "id": str(uuid.uuid4()), "value": value})
    if general and not silent:
        notes.append(Note(Why.LEFT_BEHIND, "generalfeedback"))
    return options


Written = list[tuple[Answer, dict]]


def as_options(item: Item, notes: list[Note]) -> Written:
    spoken = {TRUE: _("True"), FALSE: _("False")} if item.type == Type.TRUE_FALSE else {}
    return [
        (answer, {"text": spoken.get(answer.text.casefold(), answer.text), **valued(answer, item)})
        for answer in without_anything(item, notes)
    ]


def as_numbers(item: Item, notes: list[Note]) -> Written:
    return [
        (
            answer,
            {
                "text": numeral(answer.text),
                "within": numeral(answer.tolerance or "0"),
                **valued(answer, item),
            },
        )
        for answer in without_anything(item, notes)
    ]


def as_things(item: Item, _notes: list[Note]) -> Written:
    return [(answer, {"text": answer.text}) for answer in item.answers]


def as_pairs(item: Item, notes: list[Note]) -> Written:
    alone = [answer.match for answer in item.answers if not answer.text]
    if alone:
        notes.append(Note(Why.LEFT_BEHIND, ", ".join(alone)[:100]))
    pairs = [answer for answer in item.answers if answer.text]
    return [(answer, {"text": answer.text, "right": answer.match}) for answer in pairs]


def as_gaps(item: Item, _notes: list[Note]) -> Written:
    written = []
    for sentence in sentences_of(item):
        place = int(_PLACE.search(sentence)[1])
        right = item.answers[place - 1]
        others = [a.text for a in item.answers if a.group == right.group and a.text != right.text]
        values = {"text": _PLACE.sub(GAP, sentence), "right": right.text, "others": others}
        written.append((right, values))
    return written


WRITERS: dict[str, Callable[[Item, list[Note]], Written]] = {
    "option": as_options,
    "number": as_numbers,
    "item": as_things,
    "pair": as_pairs,
    "gap": as_gaps,
}


def valued(answer: Answer, item: Item) -> dict:
    """Return the value that comes nearest to a fraction, and no misconception."""
    if item.type in GRADED:
        value = "2" if answer.fraction == FULL else "1" if answer.fraction > 0 else "0"
    else:
        least = 0 if item.type == Type.MULTIPLE else FULL - 0.001
        value = "1" if answer.fraction > least else "0"
    return {"value": value, "tag": ""}


def without_anything(item: Item, notes: list[Note]) -> list[Answer]:
    """Return the answers but one that stands for every other: what is typed is met by its words."""
    if item.type not in {Type.SHORT_ANSWER, Type.NUMBER}:
        return item.answers
    if any(ANYTHING in answer.text for answer in item.answers):
        notes.append(Note(Why.LEFT_BEHIND, ANYTHING))
    return [answer for answer in item.answers if answer.text != ANYTHING]


def numeral(text: str) -> str:
    """Return a number in digits, as editors write it."""
    return text if NUMERAL.fullmatch(text) else f"{Decimal(text):f}"


def sentences_of(item: Item) -> list[str]:
    """Return the sentences with a gap; raise Refused where one has two."""
    sentences = []
    for line in item.stem.split("\n"):
        parts = _SENTENCE_END.split(line) if len(_PLACE.findall(line)) > 1 else [line]
        sentences += joined(parts) if _PLACE.search(line) else []
    if any(len(_PLACE.findall(sentence)) > 1 for sentence in sentences):
        raise Refused(Why.SENTENCE)
    return sentences


def joined(parts: list[str]) -> list[str]:
    """Return sentences of which each has a gap: one without stands with its neighbor."""
    found = [""]
    for part in parts:
        if _PLACE.search(part) and _PLACE.search(found[-1]):
            found.append("")
        found[-1] = f"{found[-1]} {part}".strip()
    return found


def without_gaps(stem: str) -> str:
    return "\n".join(line for line in stem.split("\n") if not _PLACE.search(line))


def explanation_of(html: str, notes: list[Note]) -> str:
    """Return feedback as an explanation may be stored: clean, in paragraphs, without dead links."""
    if not html:
        return ""
    cleaned = clean_rich_text(_DIV.sub(r"<\1p>", html))
    if "<a>" in cleaned:
        notes.append(Note(Why.MARKUP, "<a href>"))
    cleaned = _EMPTY.sub("", _DEAD_LINK.sub(r"\1", cleaned)).strip()
    if not plain_text(cleaned):
        return ""
    return cleaned if _BLOCK.match(cleaned) else f"<p>{cleaned}</p>"


# --- Options as answers ---------------------------------------------------------------------------


def items_of(questions: QuerySet[Question]) -> list[Item]:
    """Return what formats carry of each question. One query."""
    return [item_of(one) for one in questions.select_related("latest_revision", "locale")]


def item_of(question: Question) -> Item:
    """Return what formats carry of a question: its live words, or of one not live its draft's."""
    revision = None if question.live else question.latest_revision
    content = revision.content if revision else {}
    stored = json.loads(content["options"]) if content else question.options.get_prep_value()
    kind = content.get("kind", question.kind)
    item = Item(
        type=Type(kind),
        name=one_line(content.get("title", question.title)),
        stem=lines(content.get("stem", question.stem)),
        source_id=f"{TOLD}{question.translation_key}",
    )
    options = [option["value"] for option in stored if option["type"] == KINDS[kind].block]
    if item.type == Type.GAPS:
        read_gaps(item, options)
    else:
        with override(question.locale.language_code):
            item.answers = answers_of(item.type, options)
    return item


def answers_of(kind: str, options: list[dict]) -> list[Answer]:
    rights = sum(option.get("value") == "1" for option in options)
    spoken = {_("True"): TRUE, _("False"): FALSE} if kind == Type.TRUE_FALSE else {}
    return [
        Answer(
            text=spoken.get(one_line(option["text"]), one_line(option["text"])),
            fraction=fraction_of(option.get("value") or "0", kind, rights),
            feedback=carried(option["explanation"]),
            match=one_line(option.get("right", "")),
            tolerance=option.get("within", ""),
        )
        for option in options
    ]


def fraction_of(value: str, kind: str, rights: int) -> float:
    """Return the percentage of an option; of several right ones each is a part of the whole, and
    whoever chooses one that is not right gets nothing.
    """
    if kind in GRADED:
        return GRADES[value]
    if kind == Type.MULTIPLE:
        return round(FULL / max(1, rights), 5) if value == "1" else -FULL
    return FULL if value == "1" else 0.0


def read_gaps(item: Item, options: list[dict]) -> None:
    """Add sentences with gaps to the text of an item, and their words to its answers."""
    for group, option in enumerate(options, start=1):
        place = len(item.answers) + 1
        item.stem += "\n" + one_line(option["text"]).replace(GAP, f"[[{place}]]", 1)
        said = carried(option["explanation"])
        item.answers.append(Answer(one_line(option["right"]), group=group, feedback=said))
        others = (o["value"] if isinstance(o, dict) else o for o in option["others"])
        item.answers += [Answer(one_line(text), group=group) for text in others]


def carried(stored: str) -> str:
    """Return an explanation as HTML that stands for itself: no numbers of pages of this site."""
    return _DEAD_LINK.sub(r"\1", clean_rich_text(EDITOR_KEY.sub("", stored or "")))


def one_line(text: str) -> str:
    return " ".join((text or "").split())


def lines(text: str) -> str:
    return "\n".join(filter(None, (one_line(line) for line in (text or "").splitlines())))
