"""Which texts of a file are read by whom."""

import re

# Keys that hold whole sentences, without headings and short options that lower every average.
PROSE = ("text", "meaning", "feedback", "explanation", "stem", "question", "outcome", "coach")
# Every key whose value a learner reads; some read a picture's long description, so it counts.
READ_ALOUD = (
    *PROSE,
    *("heading", "title", "description", "caption", "setting", "sender", "term", "say_this"),
    *("prompt", "help_text", "intro", "summary", "what_is_in_this"),
    *("outcomes", "cues", "responses", "items"),
    *("who", "helped", "harder", "cue", "response", "right", "others"),
)
AFTER_ANSWERING = ("feedback", "explanation", "say_this")
BEFORE_ANSWERING = tuple(key for key in READ_ALOUD if key not in AFTER_ANSWERING)
TEACHER_NOTE = "teacher_note"
# What a glossary block holds is a key; its words are those of a record, which is checked as a fact.
NOT_READ_HERE = (TEACHER_NOTE, "glossary")


def plain(markdown: str) -> str:
    """Remove the few marks that the Markdown subset has."""
    without_links = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", markdown)
    return re.sub(r"^(?:- |\d+\. )", "", without_links.replace("*", ""), flags=re.MULTILINE)


def learner_texts(value, keys: tuple[str, ...] = READ_ALOUD) -> list[str]:
    """Collect the texts under `keys`, in order, leaving out notes and keys."""
    if isinstance(value, list):
        return [text for item in value for text in learner_texts(item, keys)]
    if not isinstance(value, dict) or value.get("type") in NOT_READ_HERE:
        return []
    found = []
    for key, inner in value.items():
        if isinstance(inner, list):
            found += [plain(item) for item in inner if isinstance(item, str) and key in keys]
        elif key in keys and isinstance(inner, str):
            found.append(plain(inner))
        found += learner_texts(inner, keys)
    return found


def is_option(value: dict) -> bool:
    """Say whether this is an answer to choose, which comes with words on it."""
    return "feedback" in value or "explanation" in value


def without_option_texts(value, *, only_risky: bool = False):
    """Drop what options say (or only those worth nothing), keeping what is said about them."""
    if isinstance(value, list):
        return [without_option_texts(item, only_risky=only_risky) for item in value]
    if not isinstance(value, dict):
        return value
    # What stands in an order, a pair or a sentence has no value, and is no risky answer.
    drops = is_option(value) and not (only_risky and value.get("value", True))
    return {
        key: without_option_texts(inner, only_risky=only_risky)
        for key, inner in value.items()
        if not (drops and key == "text")
    }


def blocks_of(lesson: dict, kind: str) -> list[dict]:
    """Return the blocks of one kind of a lesson, in order."""
    return [block for step in lesson["steps"] for block in step["blocks"] if block["type"] == kind]
