"""Moodle XML, read as Moodle 4.3 reads it, written so that it and we read the same. Pure."""

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from quizzes.exchange.items import (
    CHOICES,
    FULL,
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
from quizzes.exchange.texts import Form, Words, feedback, plain
from quizzes.exchange.trees import Element, add, parsed, text_at, written

FORMS = {
    "html": Form.HTML,
    "plain_text": Form.PLAIN,
    "markdown": Form.MARKDOWN,
    "moodle_auto_format": Form.AUTO,
}
TYPES = {
    "truefalse": Type.TRUE_FALSE,
    "ordering": Type.ORDERING,
    "matching": Type.MATCHING,
    "shortanswer": Type.SHORT_ANSWER,
    "numerical": Type.NUMBER,
    "gapselect": Type.GAPS,
    "essay": Type.REFLECT,
}
# What stands in questions of our types and has no place here; named where it says anything.
LEFT_BEHIND = (
    *("hint", "correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"),
    *("graderinfo", "responsetemplate"),
)


def read(data: bytes) -> Iterator[Item]:
    root = parsed(data)
    if root.tag != "quiz":
        raise Refused(Why.ROOT, root.tag)
    for question in root.iterfind("question"):
        yield read_question(question)


def read_question(question: Element) -> Item:
    kind = question.get("type", "")
    name = text_at(question, "name/text")
    if kind == "category":
        category = text_at(question, "category/text")
        return refused_item(kind, category, Note(Why.CONSTRUCT, kind))
    if kind != "multichoice" and kind not in TYPES:
        return refused_item(kind, name, Note(Why.CONSTRUCT, kind or "question"))
    try:
        return read_known(question, kind, name)
    except Refused as refusal:
        return refused_item(TYPES.get(kind, "multichoice"), name, refusal.note)


def read_known(question: Element, kind: str, name: str) -> Item:
    lost = list(left_behind(question))
    reading = Reading(lost)
    stem = reading.words(question.find("questiontext"))
    answers = read_answers(question, kind, reading)
    type_ = TYPES.get(kind) or choice_type(
        [answer.fraction for answer in answers],
        takes_one=text_at(question, "single") in ("true", "1"),
        told=told_by(question),
    )
    return Item(
        type=type_,
        name=name,
        stem=stem,
        answers=answers,
        general_feedback=reading.feedback(question.find("generalfeedback")),
        source_id=text_at(question, "idnumber"),
        lost=lost,
    )


class Reading:
    """Reads texts and notes in `lost` what they leave out."""

    def __init__(self, lost: list[Note]):
        self.lost = lost

    def words(self, element: Element | None) -> str:
        return self.noted(plain(text_at(element, "text"), form_of(element)))

    def feedback(self, element: Element | None) -> str:
        return self.noted(feedback(text_at(element, "text"), form_of(element)))

    def noted(self, words: Words) -> str:
        self.lost += words.lost
        return words.text


def form_of(element: Element | None) -> str:
    """Return how the text of an element is written; without a word on it, tags count."""
    return FORMS.get(element.get("format", ""), Form.AUTO) if element is not None else Form.AUTO


def left_behind(question: Element) -> Iterator[Note]:
    """Yield what a question holds beside texts and answers."""
    files = [file.get("name") or "?" for file in question.iter("file")]
    files += [text_at(image) for image in question.iterfind("image")]
    if any(files):
        yield Note(Why.FILES, ", ".join(filter(None, files))[:100])
    for tag in LEFT_BEHIND:
        if any(text_at(found, "text") for found in question.iterfind(tag)):
            yield Note(Why.LEFT_BEHIND, tag)
    if question.find("units/unit") is not None:
        yield Note(Why.LEFT_BEHIND, "units")
    if text_at(question, "usecase") == "1":
        yield Note(Why.LEFT_BEHIND, "usecase")


def told_by(question: Element) -> str:
    tags = [text_at(tag) for tag in question.iterfind("tags/tag/text")]
    return next((tag.removeprefix(TOLD) for tag in tags if tag.startswith(TOLD)), "")


def read_answers(question: Element, kind: str, reading: Reading) -> list[Answer]:
    if kind == "matching":
        return [read_pair(pair, reading) for pair in question.iterfind("subquestion")]
    if kind == "gapselect":
        options = question.iterfind("selectoption")
        return [Answer(reading.words(o), group=int(number(group_of(o)))) for o in options]
    if kind == "essay":
        return []
    answers = [read_answer(answer, kind, reading) for answer in question.iterfind("answer")]
    if kind == "truefalse":
        # Moodle takes the first answer that says true for the one that is, whatever its place.
        answers.sort(key=lambda answer: answer.text.casefold() != "true")
    return answers


def group_of(option: Element) -> str:
    return text_at(option, "group") or "1"


def read_pair(pair: Element, reading: Reading) -> Answer:
    return Answer(text=reading.words(pair), match=text_at(pair, "answer/text"))


def read_answer(answer: Element, kind: str, reading: Reading) -> Answer:
    if kind == "ordering":
        return Answer(reading.words(answer), feedback=reading.feedback(answer.find("feedback")))
    text = text_at(answer, "text")
    tolerance = ""
    if kind == "numerical" and text != "*":
        tolerance = text_at(answer, "tolerance") or "0"
        number(text)
        number(tolerance)
    if kind in ("multichoice", "truefalse"):
        text = reading.words(answer)
    return Answer(
        text=text,
        fraction=percent(answer.get("fraction") or "0"),
        feedback=reading.feedback(answer.find("feedback")),
        tolerance=tolerance,
    )


# --- Writing --------------------------------------------------------------------------------------

KINDS = {type_: kind for kind, type_ in TYPES.items()} | dict.fromkeys(CHOICES, "multichoice")


def write(items: Iterable[Item]) -> bytes:
    quiz = ElementTree.Element("quiz")
    for item in items:
        write_question(quiz, item)
    ElementTree.indent(quiz)
    return written(quiz)


def why_not(_item: Item) -> None:
    """Moodle XML has a form for each of our types."""


def is_true_false(item: Item) -> bool:
    """Whether the two answers are those of Moodle's own type, true first."""
    return item.type == Type.TRUE_FALSE and [a.text for a in item.answers] == ["true", "false"]


def write_question(quiz: Element, item: Item) -> None:
    kind = "truefalse" if is_true_false(item) else KINDS[Type(item.type)]
    question = add(quiz, "question", type=kind)
    add_text(question, "name", item.name)
    add_text(question, "questiontext", item.stem, "plain_text")
    add_text(question, "generalfeedback", item.general_feedback, "html")
    add(question, "defaultgrade", "1")
    add(question, "penalty", "0")
    add(question, "hidden", "0")
    add(question, "idnumber", item.source_id)
    if kind == "multichoice":
        add(question, "single", "false" if item.type == Type.MULTIPLE else "true")
        add(question, "shuffleanswers", "true")
        add(question, "answernumbering", "none")
    for answer in item.answers:
        write_answer(question, item.type, answer)
    if kind == "multichoice" and item.type in {Type.JUDGEMENT, Type.TRUE_FALSE}:
        add_text(add(question, "tags"), "tag", TOLD + item.type)


def write_answer(question: Element, type_: str, answer: Answer) -> None:
    if type_ == Type.MATCHING:
        pair = add_text(question, "subquestion", answer.text, "plain_text")
        add_text(pair, "answer", answer.match)
        return
    if type_ == Type.GAPS:
        option = add_text(question, "selectoption", answer.text, "plain_text")
        add(option, "group", str(answer.group))
        return
    element = add_text(question, "answer", answer.text, "plain_text")
    element.set("fraction", shown(FULL if type_ == Type.ORDERING else answer.fraction))
    if type_ == Type.NUMBER:
        add(element, "tolerance", answer.tolerance or "0")
    add_text(element, "feedback", answer.feedback, "html")


def add_text(parent: Element, name: str, text: str, form: str = "") -> Element:
    element = add(parent, name, **({"format": form} if form else {}))
    add(element, "text", text)
    return element
