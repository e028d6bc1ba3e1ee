"""Languages of the site: one stands in front of an address, `/es/help/`; the site's own in none."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

# One address in every language: whoever leaves in a hurry needs no other.
EXIT = "/exit/"


def prefixes() -> Iterator[tuple[str, str]]:
    """Yield (language, beginning of its addresses) of each language but the site's own."""
    for language, _name in settings.LANGUAGES:
        if language != settings.LANGUAGE_CODE:
            yield language, f"/{language}/"


def language_of(request: HttpRequest) -> str:
    """Return the language of an address; where leaving has none, the one the browser asks for."""
    path = request.path_info
    found = next((language for language, start in prefixes() if path.startswith(start)), None)
    if found is None and path.startswith(EXIT):
        return translation.get_language_from_request(request)
    return found or settings.LANGUAGE_CODE


def without_language(path: str) -> str:
    """Return the path as it is in the site's own language: `/help/` of `/es/help/`."""
    start = next((start for _language, start in prefixes() if path.startswith(start)), "/")
    return path[len(start) - 1 :]


def in_language(path: str, language: str) -> str:
    """Return the path as it is in a language: `/es/help/` of `/help/`."""
    start = dict(prefixes()).get(language, "/")
    return start + without_language(path)[1:]


def address_in(language: str, name: str, args: Sequence = ()) -> str:
    """Return the address of a page in the language of its content, whatever the reader's is."""
    with translation.override(language):
        return reverse(name, args=args)
