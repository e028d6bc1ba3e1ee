"""Two languages for tests alone, both written from right to left; no real site knows them.

They stand in the place of English for as long as they are spoken, at the same addresses and with
the same content. A browser gets one by asking for it (Accept-Language) from a site that has the
middleware below, as the journeys' settings do.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.utils import translation
from django.utils.translation import trans_real

# The site's own words on a page that runs from right to left: journeys find things by their names.
ENGLISH_WORDS = "ar-xa"
# Every word that went through gettext runs from right to left itself, as letters of Arabic would:
# what is not marked was never offered to translators, and numbers stand in the text they will have.
MARKED_WORDS = "ar-xb"

ENGLISH = "en"
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


FORMS = {ENGLISH_WORDS: unchanged, MARKED_WORDS: marked}
# Which of them is spoken, by each thread for itself.
spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


class SpokenEnglish:
    """The catalogue of English; every message in another form while a pseudo-locale is spoken."""

    def __init__(self, english):
        self.english = english

    def __getattr__(self, name):
        return getattr(self.english, name)

    def gettext(self, message: str) -> str:
        form = FORMS.get(spoken.get())
        if form is None:
            return self.english.gettext(message)
        _context, _separator, words = message.rpartition(trans_real.CONTEXT_SEPARATOR)
        return form(words)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        if spoken.get() is None:
            return self.english.ngettext(singular, plural, number)
        return self.gettext(singular if number == 1 else plural)


class LanguagesFromRightToLeft(list):
    """Django's list of them; English is one while a pseudo-locale is spoken."""

    def __contains__(self, language: str) -> bool:
        return super().__contains__(language) or (language == ENGLISH and spoken.get() is not None)


def install() -> None:
    """Put both in their places, once."""
    if not isinstance(settings.LANGUAGES_BIDI, LanguagesFromRightToLeft):
        settings.LANGUAGES_BIDI = LanguagesFromRightToLeft(settings.LANGUAGES_BIDI)
        trans_real._translations[ENGLISH] = SpokenEnglish(trans_real.translation(ENGLISH))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Run what is inside in one of the two languages, in the place of English."""
    install()
    token = spoken.set(language)
    try:
        with translation.override(ENGLISH):
            yield
    finally:
        spoken.reset(token)


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
