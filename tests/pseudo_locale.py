"""Two languages for tests alone, both written from right to left; no real site knows them.

A browser gets one by asking for it (Accept-Language) from a site that has the middleware below, as
the journeys' settings do. Content stays English: Wagtail has no locale of these names, so it falls
back to its default.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from gettext import NullTranslations

from django.utils import translation
from django.utils.translation import trans_real

# The site's own words on a page that runs from right to left: journeys find things by their names.
ENGLISH_WORDS = "ar-xa"
# Every word that went through gettext runs from right to left itself, as letters of Arabic would:
# what is not marked was never offered to translators, and numbers stand in the text they will have.
MARKED_WORDS = "ar-xb"

BEGIN, END = "\u202e", "\u202c"
MARKED = re.compile(f"{BEGIN}[^{END}]*{END}")
# Not for reading: tags, entities, and what is filled in later.
CODE = re.compile(r"(<[^>]*>|&#?\w+;|%\(\w+\)[-\w.]|%[a-zA-Z%]|\{[^}]*\})")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def marked(text: str) -> str:
    """Return a message with each of its words marked, ready to be filled in as before."""
    parts = CODE.split(text)
    parts[::2] = [WORD.sub(rf"{BEGIN}\g<0>{END}", words) for words in parts[::2]]
    return "".join(parts)


def unchanged(text: str) -> str:
    return text


class PseudoTranslation(NullTranslations):
    """A catalogue without a file: every message there is, in another form."""

    def __init__(self, language: str, form: Callable[[str], str]):
        super().__init__()
        self.language = language
        self.form = form

    def to_language(self) -> str:
        return self.language

    def gettext(self, message: str) -> str:
        _context, _separator, words = message.rpartition(trans_real.CONTEXT_SEPARATOR)
        return self.form(words)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return self.gettext(singular if number == 1 else plural)


FORMS = {ENGLISH_WORDS: unchanged, MARKED_WORDS: marked}


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Run what is inside in one of the two languages."""
    # Django reads catalogues from files and keeps them here; ours have no file.
    trans_real._translations[language] = PseudoTranslation(language, FORMS[language])
    with translation.override(language):
        yield


class PseudoLocaleMiddleware:
    """Answer in a pseudo-locale where it is the first language that the browser asks for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        wanted = request.headers.get("Accept-Language", "").partition(",")[0].lower()
        if wanted not in FORMS:
            return self.get_response(request)
        with speaking(wanted):
            return self.get_response(request)
