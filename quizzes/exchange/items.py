"""What a file of questions says, in no format's words. Pure: plain values that go through a pipe.

An item has one list of answers, whatever its type:

- single, multiple, true-false, judgement: text, fraction (percent), feedback
- ordering: text, in the right order
- matching: text (left) and match (right); an answer without a text is one too many at the right
- short-answer: text, fraction, feedback; `*` stands for anything, within words too
- number: text (a number, or `*`), tolerance, fraction, feedback
- gaps: text and group (1 and up); `[[2]]` in the stem is a gap whose right choice is the
  second answer, among all of its group
- reflect: none
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from enum import StrEnum


class Type(StrEnum):
    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true-false"
    JUDGEMENT = "judgement"
    ORDERING = "ordering"
    MATCHING = "matching"
    SHORT_ANSWER = "short-answer"
    NUMBER = "number"
    GAPS = "gaps"
    REFLECT = "reflect"


CHOICES = {Type.SINGLE, Type.MULTIPLE, Type.TRUE_FALSE, Type.JUDGEMENT}

# A file, an item and a text stay within what a person could read through.
MAX_FILE = 5_000_000  # bytes
MAX_ITEMS = 500
MAX_ANSWERS = 60
MAX_TEXT = 20_000  # characters; what core.sanitizing takes
MAX_WORDS_IN_ALL = 1_000_000  # characters of all stems, answers and feedback of a file

FULL, HALF = 100.0, 50.0
# Our own files say by such a word what their format has no word for.
TOLD = "marram-"
TOO_LARGE = 10**12  # for a number to type; what quizzes.marking.number reads has twelve digits
PLAIN_NUMBER = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?:[eE][+-]?\d{1,2})?")


class Why(StrEnum):
    """Why a file or an item is refused, and what an item that is taken leaves behind."""

    FILE_SIZE = "file-size"
    TIME = "time"
    MEMORY = "memory"
    BROKEN_OFF = "broken-off"
    UNKNOWN_FORMAT = "unknown-format"
    NOT_TEXT = "not-text"
    DOCTYPE = "doctype"
    XML = "xml"
    DEPTH = "depth"
    ELEMENTS = "elements"
    ROOT = "root"
    ZIP = "zip"
    ZIP_PATH = "zip-path"
    ZIP_SIZE = "zip-size"
    ITEMS = "items"
    WORDS = "words"
    COLUMNS = "columns"
    EMPTY = "empty"

    CONSTRUCT = "construct"
    NO_PLACE = "no-place"
    BRACES = "braces"
    PAIR = "pair"
    KEY = "key"
    NUMBER = "number"
    NO_STEM = "no-stem"
    NO_ANSWERS = "no-answers"
    TEXT = "text"
    ANSWERS = "answers"
    GAPS = "gaps"
    WORDLESS = "wordless"
    SENTENCE = "sentence"
    THERE = "there"
    TWICE = "twice"

    MARKUP = "markup"
    FILES = "files"
    LEFT_BEHIND = "left-behind"
    FRACTIONS = "fractions"
    ENCODING = "encoding"
    MARKDOWN = "markdown"
    UNEXPLAINED = "unexplained"
    UNFIT = "unfit"


@dataclass(frozen=True)
class Note:
    """A reason by its code, and what it is about: a tag, a construct, a number."""

    why: str
    what: str = ""


class Refused(Exception):
    """The file or the item cannot be taken; `note` says why."""

    def __init__(self, why: Why, what: object = ""):
        super().__init__(why, what)
        self.note = Note(str(why), str(what)[:100])


@dataclass(frozen=True)
class Answer:
    text: str = ""
    fraction: float = 0.0
    feedback: str = ""  # HTML, not cleaned
    match: str = ""
    tolerance: str = ""
    group: int = 0


@dataclass
class Item:
    """One item of a file. `type` is a Type, or of a refused one what its format calls it.

    Texts are plain, feedback is HTML that nobody has cleaned. `lost` names what was left out.
    """

    type: str
    name: str = ""
    stem: str = ""
    answers: list[Answer] = field(default_factory=list)
    general_feedback: str = ""  # HTML, not cleaned
    source_id: str = ""
    lost: list[Note] = field(default_factory=list)
    refusal: Note | None = None

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def of_json(cls, data: dict) -> "Item":
        refusal = data["refusal"]
        return cls(
            **data
            | {
                "answers": [Answer(**answer) for answer in data["answers"]],
                "lost": [Note(**note) for note in data["lost"]],
                "refusal": Note(**refusal) if refusal else None,
            }
        )


def refused_item(type_: str, name: str, note: Note) -> Item:
    return Item(type=type_, name=name[:200], refusal=note)


# --- Types of choices -----------------------------------------------------------------------------


def choice_type(fractions: list[float], *, takes_one: bool, told: str = "") -> Type:
    """Return which of our kinds of choice it is: the one the file tells, or by its fractions."""
    if told in CHOICES:
        return Type(told)
    if not takes_one:
        return Type.MULTIPLE
    is_graded = fractions.count(FULL) == 1 and any(0 < one < FULL for one in fractions)
    return Type.JUDGEMENT if is_graded else Type.SINGLE


def fractions_lost(item: Item) -> list[Note]:
    """Name the fractions that our values (best, half, nothing; all or nothing) do not keep."""
    fractions = {answer.fraction for answer in item.answers}
    if item.type == Type.MULTIPLE:
        lost = (
            {f for f in fractions if f > 0} if len({f for f in fractions if f > 0}) > 1 else set()
        )
    elif item.type in {Type.SINGLE, Type.TRUE_FALSE}:
        lost = fractions - {FULL, 0.0}
    elif item.type in {Type.JUDGEMENT, Type.NUMBER, Type.SHORT_ANSWER}:
        lost = fractions - {FULL, HALF, 0.0}
    else:
        lost = set()
    return (
        [Note(Why.FRACTIONS, ", ".join(f"{shown(one)} %" for one in sorted(lost)))] if lost else []
    )


# --- What every item must be ----------------------------------------------------------------------


def number(text: str, what: str = "") -> float:
    """Return a number of at most 15 digits; raise Refused for anything else."""
    if not PLAIN_NUMBER.fullmatch(text.strip()):
        raise Refused(Why.NUMBER, what or text)
    return float(text)


def shown(fraction: float) -> str:
    """Return a fraction as files write it, with five decimals at most."""
    return f"{fraction:.5f}".rstrip("0").rstrip(".")


def percent(text: str) -> float:
    """Return a fraction in percent, from -100 to 100; raise Refused for anything else."""
    value = round(number(text), 5)
    if abs(value) > FULL:
        raise Refused(Why.NUMBER, text)
    return value


def gaps_of(item: Item) -> list[int]:
    """Return the numbers of the answers that fill the gaps, in the order of the stem."""
    return [int(found) for found in re.findall(r"\[\[(\d{1,2})\]\]", item.stem)]


def checked(item: Item) -> Item:
    """Return an item that holds what its type needs, with what its fractions lose; or refuse it."""
    if item.refusal:
        return item
    note = problem(item)
    if note:
        return refused_item(item.type, item.name, note)
    return replace(item, lost=unique([*item.lost, *fractions_lost(item)]))


def problem(item: Item) -> Note | None:
    """Return why an item cannot be taken; None where it can."""
    texts = [item.stem, item.name, item.general_feedback, *words_of(item.answers)]
    if max(map(len, texts)) > MAX_TEXT:
        return Note(Why.TEXT, str(max(map(len, texts))))
    if len(item.answers) > MAX_ANSWERS:
        return Note(Why.ANSWERS, str(len(item.answers)))
    if not item.stem:
        return Note(Why.NO_STEM)
    if not item.answers and item.type != Type.REFLECT:
        return Note(Why.NO_ANSWERS)
    if item.type == Type.GAPS and not gaps_fit(item):
        return Note(Why.GAPS)
    if has_wordless(item):
        return Note(Why.WORDLESS)
    wrong = wrong_numbers(item.answers) if item.type == Type.NUMBER else []
    return Note(Why.NUMBER, wrong[0][:100]) if wrong else None


def wrong_numbers(answers: list[Answer]) -> list[str]:
    """Return what stands for a number, or for how far one may be off, and cannot be asked."""
    numbers = [answer.text for answer in answers if answer.text != "*"]
    tolerances = [answer.tolerance for answer in answers if answer.tolerance]
    return [
        *(text for text in numbers if not can_be_asked(text)),
        *(text for text in tolerances if not can_be_asked(text) or Decimal(text) < 0),
    ]


def can_be_asked(text: str) -> bool:
    return bool(PLAIN_NUMBER.fullmatch(text)) and abs(Decimal(text)) < TOO_LARGE


def has_wordless(item: Item) -> bool:
    """Whether an answer says nothing, as a picture does. A draft of a choice may wait for words."""
    if item.type == Type.MATCHING:
        return not all(answer.match for answer in item.answers)
    return item.type not in CHOICES and not all(answer.text for answer in item.answers)


def gaps_fit(item: Item) -> bool:
    gaps = gaps_of(item)
    return bool(gaps) and all(1 <= gap <= len(item.answers) for gap in gaps)


def words_of(answers: Iterable[Answer]) -> Iterator[str]:
    for answer in answers:
        yield from (answer.text, answer.match, answer.feedback)


def unique(notes: Iterable[Note]) -> list[Note]:
    return list(dict.fromkeys(notes))


def all_checked(items: Iterable[Item]) -> list[Item]:
    """Return the items of a file, each checked; raise Refused where they are too many or too long.

    Raise Refused too where there is none.
    """
    found: list[Item] = []
    letters = 0
    for item in items:
        found.append(checked(item))
        letters += len(item.stem) + sum(map(len, words_of(item.answers)))
        if len(found) > MAX_ITEMS:
            raise Refused(Why.ITEMS, MAX_ITEMS)
        if letters > MAX_WORDS_IN_ALL:
            raise Refused(Why.WORDS, MAX_WORDS_IN_ALL)
    if not found:
        raise Refused(Why.EMPTY)
    return found
