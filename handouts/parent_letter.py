"""A letter to parents about a module: plain text, in the language of who reads it.

It names no child and no class. What only the school knows stands in [square brackets].
"""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from courses.models import ModulePage
from courses.queries import page_url
from handouts.ready import outcomes_of
from support.components import fact_line, times
from support.enums import Country
from support.means import Means
from support.models import Helpline
from support.queries import directory


@dataclass(frozen=True)
class Asked:
    """What a letter is about, and for whom. `site` is the beginning of our addresses."""

    module: ModulePage
    country: Country
    language: str
    site: str
    on: date


@dataclass(frozen=True)
class Letter:
    """A letter as plain text, and whether its module is in the language asked for."""

    text: str
    is_whole: bool


def parent_letter(asked: Asked) -> Letter:
    """Return the letter, its paragraphs parted by an empty line.

    Three queries: the module in that language, its course, the helplines of the country; one more
    where a line was corrected of late.
    """
    with translation.override(asked.language):
        module = in_language(asked.module, asked.language)
        paragraphs = [
            _("Dear parents and carers,"),
            *about(module),
            *how(module, asked.site),
            if_told(),
            who_helps(asked),
            "\n".join([_("With kind regards"), _("[your name]")]),
        ]
    is_whole = module.locale.language_code == asked.language
    return Letter("\n\n".join(filter(None, paragraphs)), is_whole)


def in_language(module: ModulePage, language: str) -> ModulePage:
    """Return the module in a language, or as it is where nobody has translated it. One query."""
    same = ModulePage.objects.live().filter(translation_key=module.translation_key)
    same = same.select_related("locale")
    return same.filter(locale__language_code=language).first() or module


def about(module: ModulePage) -> list[str]:
    """Return what it is, when it is, and why."""
    outcomes = [f"- {outcome}" for outcome in outcomes_of(module)]
    what = _("Our class is going to work on “%(title)s”. It takes about %(minutes)d minutes.")
    return [
        "\n".join(
            [
                what % {"title": module.title, "minutes": module.minutes},
                _("When: [day and lesson]"),
            ]
        ),
        "\n".join([_("What it is about"), module.summary, module.what_is_in_this]),
        "\n".join(
            [_("What students can do after the whole course, of which this is a part"), *outcomes]
        )
        if outcomes
        else "",
        "\n".join(
            [
                _("Why we do it"),
                _("Phones and accounts are part of most young people’s days."),
                _("We want them to have had time to think about it, and to know whom to ask."),
            ]
        ),
    ]


def how(module: ModulePage, site: str) -> list[str]:
    lines = [
        _("How we do it"),
        _("The stories are made up. Nobody is asked for their own, and anybody may skip any part."),
        _("No private picture is shown or described."),
    ]
    look = _("You can read all of it. You need no account: %(address)s")
    return ["\n".join([*lines, look % {"address": site + page_url(module)}])]


def if_told() -> str:
    """Return what to do, and not to do, when a child tells."""
    advice = [
        _("Listen, and thank them for telling you."),
        _("Do not say that it is their fault."),
        _("Do not ask to see a picture. Do not copy one, and do not send one on."),
        _("Do not promise to keep it secret. Say who else has to know, and why."),
        _("Do not take their phone away for it. They may then tell nobody next time."),
        _("Do not answer for them, pay, or look for the other person yourself."),
        _("Ask a helpline, or ask us: [name, and how to reach them]"),
    ]
    head = _("If your child tells you something")
    end = _("Nobody will be in trouble for asking for help.")
    return "\n".join([head, *(f"- {line}" for line in advice), end])


def who_helps(asked: Asked) -> str:
    """Return who answers in a country, each with where that was read. Two queries at most.

    Of everywhere at once there is no number to give: it is one more address.
    """
    lines = []
    if asked.country != Country.INTERNATIONAL:
        shown = directory(asked.country, on=asked.on)
        found = [*shown.emergency, *shown.young_people, *shown.crisis]
        lines = [helpline_line(line) for line in found]
    address = asked.site + reverse("support:start")
    more = _("More help, by country: %(address)s") % {"address": address}
    return "\n".join([_("Who can help"), *lines, more])


def helpline_line(line: Helpline) -> str:
    ways = "; ".join(way_in_words(means) for means in line.ways())
    _opening, hours = times(line, None)
    said = [f"{line.name}: {ways}.", hours, fact_line(line)]
    return "- " + " ".join(filter(None, said))


def way_in_words(means: Means) -> str:
    return " ".join(filter(None, [means.label, means.unbroken_number, means.address]))
