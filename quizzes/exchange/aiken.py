"""Aiken: a question, its answers by letter, and `ANSWER: B`. Read only. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from quizzes.exchange.items import FULL, Answer, Item, Note, Type, Why, refused_item
from quizzes.exchange.texts import decoded

OPTION = re.compile(r"([A-Z])[).]\s+(.*)")
KEY = re.compile(r"ANSWER:\s*(.*)")


@dataclass
class Draft:
    """A question whose key has not come yet."""

    stem: list[str] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)

    def finished(self, key: str) -> Item:
        stem = "\n".join(self.stem)
        if key not in self.answers:
            return refused_item(Type.SINGLE, stem, Note(Why.KEY, key))
        right = self.answers | {key: replace(self.answers[key], fraction=FULL)}
        return Item(type=Type.SINGLE, stem=stem, answers=list(right.values()))


def read(data: bytes) -> Iterator[Item]:
    text, notes = decoded(data)
    draft = Draft()
    for line in filter(None, map(str.strip, text.split("\n"))):
        option, key = OPTION.fullmatch(line), KEY.fullmatch(line)
        if key:
            item = draft.finished(key[1].strip())
            item.lost[:0] = notes
            yield item
            draft = Draft()
        elif option and draft.stem:
            draft.answers[option[1]] = Answer(text=option[2])
        else:
            draft.stem.append(line)
    if draft.stem:
        yield refused_item(Type.SINGLE, draft.stem[0], Note(Why.KEY))
