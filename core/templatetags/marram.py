"""The one tag library that components load: icons, dunes, bars and the choice of style sheet."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.templatetags.static import static
from django.utils.html import SafeString, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, get_language_bidi, get_language_info
from django.utils.translation import gettext as _

from core.dunes import grass_field, progress_blades
from core.icons import icon_svg

register = template.Library()

# Pages opened in a hurry, on any network: they never ask for a font.
SHEETS_WITHOUT_FONTS = frozenset({"help", "letter", "plan"})
# Room for a two-digit number in the narrowest column of the grid.
LEAST_BAR_PERCENT = 16


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of `core.icons`."""
    return mark_safe(icon_svg(name))


@register.simple_tag
def blades(done: int, total: int) -> SafeString:
    """Draw progress as dune grass; the page says the same in words."""
    return mark_safe(progress_blades(int(done), int(total)))


@register.simple_tag
def field(seed: str) -> SafeString:
    """Draw a stand of grass of its own for each seed."""
    return mark_safe(grass_field(str(seed)))


@register.simple_tag(takes_context=True)
def stylesheet(context: template.Context, name: str) -> SafeString:
    """Link a style sheet; readers who save data get the one without fonts.

    The page then depends on the request header Save-Data, so shared caches need it in Vary.
    """
    request = context.get("request")
    saves_data = request is not None and request.headers.get("Save-Data", "").lower() == "on"
    is_plain = saves_data and name not in SHEETS_WITHOUT_FONTS
    sheet = f"css/{name}-plain.css" if is_plain else f"css/{name}.css"
    return format_html('<link rel="stylesheet" href="{}">', static(sheet))


@register.simple_tag
def lang_of(language: str) -> SafeString:
    """Say the language of content that is not in the reader's, as an attribute of its element."""
    is_foreign = language and language != get_language()
    return format_html(' lang="{}"', language) if is_foreign else SafeString()


@register.filter
def in_words(language: str) -> str:
    """Name the language of content that is not in the reader's: "In English"; else ""."""
    if not language or language == get_language():
        return ""
    return _("In %(language)s") % {"language": get_language_info(language)["name_translated"]}


@register.filter
def count_to(total: int) -> range:
    """Count 1, 2, 3 … up to a total."""
    return range(1, int(total) + 1)


@register.filter
def letter(position: int) -> str:
    """Name the options of a question: 1 is A, 2 is B."""
    return chr(ord("A") + int(position) - 1)


@dataclass(frozen=True)
class BarPart:
    """One part of a bar: where it starts, how wide it is and where its middle is, as lengths."""

    tone: str
    count: int
    start: str
    width: str
    middle: str


@register.simple_tag
def bar_parts(low: int, fair: int, good: int, high: int) -> list[BarPart]:
    """Lay the four counts of a class side by side; empty parts are left out.

    See `laid_out`.
    """
    counts = [("low", low), ("fair", fair), ("good", good), ("high", high)]
    return laid_out((tone, count) for tone, count in counts if count)


@register.filter
def as_bar(rows: list) -> list[BarPart]:
    """Lay rows with a `tone` and a `count` above 0 side by side."""
    return laid_out((row.tone, row.count) for row in rows)


def laid_out(counts: Iterable[tuple[str, int]]) -> list[BarPart]:
    """Return parts of a bar in this order.

    Every part is wide enough for its number; only the rest of the width is shared by counts. They
    run the way the script runs: from the right in a right-to-left language.
    """
    shown = list(counts)
    if get_language_bidi():
        shown.reverse()
    total = sum(count for _tone, count in shown)
    shared = 100 - LEAST_BAR_PERCENT * len(shown)
    parts, start = [], 0.0
    for tone, count in shown:
        width = LEAST_BAR_PERCENT + shared * count / total
        parts.append(
            BarPart(tone, count, f"{start:.2f}%", f"{width:.2f}%", f"{start + width / 2:.2f}%")
        )
        start += width
    return parts


@register.filter
def percent_of(count: int, largest: int) -> str:
    """Return a count as the width of its bar, where the largest count fills the whole width."""
    return f"{100 * count / largest:.1f}%" if largest else "0%"
