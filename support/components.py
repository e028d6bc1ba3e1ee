"""What pages of help say of a fact: its words, its buttons, where it was read."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from support.enums import MeansKind, Purpose
from support.keeping import last_day
from support.means import Means, host_of
from support.models import NEVER_HIDDEN, AppRoute, Correction, Fact, Helpline, LawFact
from support.opening import OpenState
from support.queries import Directory, works_anywhere

ICONS = {MeansKind.PHONE: "phone", MeansKind.SMS: "talk", MeansKind.CHAT: "talk"}


@dataclass(frozen=True)
class Button:
    """A way to reach somebody, as the care-card and helpline-card components take it."""

    href: str
    label: SafeString
    icon: str
    is_call: bool
    kind: str = "line"


@dataclass(frozen=True)
class Card:
    """A helpline as the helpline-card component takes it; `notes` are paragraphs.

    A card that a device keeps has its `key` too, and what to say from the day it is `overdue`.
    """

    name: str
    notes: list[SafeString]
    means: list[Button]
    fact: str
    opening: str = ""
    key: str = ""
    overdue: str = ""
    language: str = ""


@dataclass(frozen=True)
class DatedNote:
    """A law or the way through an app as a page shows it, with where it was read."""

    title: str
    lines: list[str]
    fact: str
    is_way: bool = False
    address: str = ""
    more: str = ""
    due: str = ""

    @property
    def host(self) -> str:
        return host_of(self.address).removeprefix("www.")


@dataclass(frozen=True)
class Section:
    """The cards of one kind of help; folded, they stand behind their title."""

    title: str
    cards: list[Card]
    is_folded: bool = False


@dataclass(frozen=True)
class EmergencyCard:
    """Emergency numbers as the care-card component takes them; no actions where there are none."""

    title: str
    items: list[str]
    actions: list[Button]
    note: SafeString


def emergency_card(directory: Directory) -> EmergencyCard:
    means = [one for line in directory.emergency for one in linked(line)]
    buttons = [button(one) for one in means]
    title = _("Call the emergency number you know if:")
    if means and directory.emergency[0].locale.language_code == get_language():
        title = format_html(_("{call} now if:"), call=buttons[0].label)
    elif means:
        # The words on the button are in another language than this sentence.
        title = format_html(_("Call {number} now if:"), number=number_of(means[0]))
    notes = [part for line in directory.emergency for part in (line.notes, fact_line(line))]
    return EmergencyCard(
        title=title,
        items=[_("you or someone else is in danger"), _("you might hurt yourself")],
        actions=[
            Button(one.href, one.label, one.icon, one.is_call, kind="line" if place else "flag")
            for place, one in enumerate(buttons)
        ],
        note=in_one_line(notes),
    )


def helpline_cards(lines: list[Helpline], directory: Directory, *, at: datetime) -> list[Card]:
    """Return the cards of several lines: who answers now stands first, who is closed last."""
    in_turn = lines if directory.is_kept else by_opening(lines, at)
    return [helpline_card(line, directory, at=at) for line in in_turn]


def talking_sections(directory: Directory, *, at: datetime) -> list[Section]:
    """Return whom to talk to, which stands right below the emergency card; no empty section.

    A website that lists lines is none: where it is all there is for young people, those who answer
    everybody stand first.
    """
    young_people, crisis = directory.young_people, directory.crisis
    hurt = (_("If it feels too much, or someone hurts you"), crisis)
    if all(works_anywhere(line) for line in young_people):
        named = [hurt, (_("Find someone to talk to"), young_people)]
    else:
        named = [(_("Talk to someone"), young_people), hurt]
    return [
        Section(title, helpline_cards(lines, directory, at=at)) for title, lines in named if lines
    ]


def acting_sections(directory: Directory, *, at: datetime) -> list[Section]:
    """Return who can do something about it, in the order of need; no empty section.

    What can wait is folded, and so are tools that nobody under 18 may use and lines that answer
    professionals alone; where a reader asked for some of the list, all that fits is in sight.
    """
    for_adults = [line for line in directory.removing if is_for_adults_alone(line)]
    for_more = [line for line in directory.removing if not is_for_adults_alone(line)]
    may_fold = not directory.is_narrowed
    named = [
        (_("Get a picture taken down"), for_more, False),
        (_("Get a picture taken down: for adults"), for_adults, may_fold),
        (_("Report it"), directory.reporting, may_fold),
        (_("Ask about the law"), directory.legal, may_fold),
        (_("For people who work with children"), directory.professionals, may_fold),
    ]
    return [
        Section(title, helpline_cards(lines, directory, at=at), is_folded)
        for title, lines, is_folded in named
        if lines
    ]


def staff_sections(lines: list[Helpline], *, at: datetime, is_kept: bool) -> list[Section]:
    """Return lines for professionals, a section for each country."""
    found: dict[str, list[Helpline]] = {}
    for line in lines:
        found.setdefault(line.get_country_display(), []).append(line)
    return [
        Section(
            _("Someone to ask: %(country)s") % {"country": country},
            helpline_cards(found[country], Directory(is_kept=is_kept), at=at),
        )
        for country in found
    ]


def is_for_adults_alone(line: Helpline) -> bool:
    return not (line.for_under_13 or line.for_13_to_17)


def card_lines(directory: Directory) -> list[tuple[str, SafeString, str]]:
    """Return at most three (name, how, key) for a small card: emergency, young people, anyone.

    A device that keeps the card gets every line for young people, and shows the first of that day.
    """
    open_to_all = [line for line in directory.crisis if line.is_for_everyone]
    young_people = directory.young_people if directory.is_kept else directory.young_people[:1]
    firsts = (directory.emergency[:1], young_people, (open_to_all or directory.crisis)[:1])
    found = [(line, linked(line)[0]) for lines in firsts for line in lines if linked(line)]
    return [
        (
            line.name,
            words_of(means) if means.number else means.address,
            line.key if directory.is_kept and line in young_people else "",
        )
        for line, means in found
    ]


def by_opening(lines: list[Helpline], at: datetime) -> list[Helpline]:
    def turn(line: Helpline) -> int:
        now = line.open_state(at)
        return 1 if now is None else 0 if now.is_open else 2

    return sorted(lines, key=turn)


def helpline_card(line: Helpline, directory: Directory, *, at: datetime) -> Card:
    """Return the card of one line as the aware moment `at` sees it."""
    opening, hours = times(line, None if directory.is_kept else at)
    today = timezone.localdate(at)
    overdue = overdue_sentence(line, directory, on=date.max if directory.is_kept else today)
    return Card(
        name=line.name,
        notes=[
            in_one_line(first_sentences(line, hours)),
            in_one_line([*more_sentences(line), "" if directory.is_kept else overdue]),
        ],
        means=[button(means) for means in linked(line)],
        fact=fact_line(line),
        opening=opening,
        language=line.locale.language_code,
        **({"key": line.key, "overdue": overdue} if directory.is_kept else {}),
    )


def times(line: Helpline, at: datetime | None) -> tuple[str, str]:
    """Return what stands out about when a line answers, and what else is to say; nothing twice.

    Without a moment, for a page that is read at another, nothing is said of one.
    """
    now = line.open_state(at or timezone.now())
    if now is None or (at is None and now.changes_at):
        return "", line.hours or (_("Check the hours.") if has_hours(line) else "")
    if now.changes_at is None:
        return line.hours or _("Open day and night."), ""
    return opening_words(now, at), line.hours


def opening_words(now: OpenState, at: datetime) -> str:
    """Say whether a line is open by its usual hours at the aware moment `at`."""
    values = {"time": time_format(now.changes_at, "H:i"), "day": date_format(now.changes_at, "l")}
    if now.is_open:
        return _("Open now by its usual hours, until %(time)s their time.") % values
    if now.changes_at.date() == at.astimezone(now.changes_at.tzinfo).date():
        return _("Closed now. Opens today at %(time)s their time.") % values
    return _("Closed now. Opens on %(day)s at %(time)s their time.") % values


def linked(line: Helpline) -> list[Means]:
    return [means for means in line.ways() if means.href]


def in_one_line(sentences: list[str]) -> SafeString:
    return format_html_join(" ", "{}", ((sentence,) for sentence in sentences if sentence))


def words_of(means: Means) -> SafeString:
    """Return what a reader sees: "Call 0800 1111", "Chat on their website"."""
    if not means.number:
        return format_html("{}", means.label)
    return format_html("{} {}", means.label, number_of(means))


def number_of(means: Means) -> SafeString:
    """Return a number to dial; its groups stay in order where text runs from right to left."""
    return format_html('<bdi dir="ltr">{}</bdi>', means.unbroken_number)


def button(means: Means) -> Button:
    return Button(means.href, words_of(means), ICONS.get(means.kind, "forward"), means.is_call)


def first_sentences(line: Helpline, hours: str) -> list[str]:
    """Return what a reader wants to know before calling."""
    return [
        line.audience,
        hours,
        _("Free.") if line.is_free else "",
        _("You do not have to give your name.") if line.is_anonymous else "",
    ]


def more_sentences(line: Helpline) -> list[str]:
    """Return what is good to know too, and what is no button."""
    unlinked = [means for means in line.ways() if not means.href]
    return [line.notes, *(format_html("{}.", words_of(means)) for means in unlinked)]


def has_hours(line: Helpline) -> bool:
    """Whether hours are worth a check: a website alone is always open, and nobody is to hesitate
    before an emergency number.
    """
    return not line.is_emergency and any(means.kind != MeansKind.WEB for means in line.ways())


def overdue_sentence(line: Helpline, directory: Directory, *, on: date) -> str:
    """Say that an old line may be gone, and whom to call then; nobody stands in for a form, or for
    who answers professionals.
    """
    if line.purpose in NEVER_HIDDEN or not line.is_overdue(on=on):
        return ""
    since, stand_in = day(line.checked_on or line.seen_on), directory.stand_in
    if line.is_for_professionals or (line.purpose != Purpose.CHILD_HELPLINE and is_form(line)):
        return _("Not re-checked since %(day)s, so it may have changed.") % {"day": since}
    return format_html(
        _("Not re-checked since {day}. If it does not answer, call {number}."),
        day=since,
        number=number_of(stand_in) if stand_in else _("the emergency number you know"),
    )


def is_form(line: Helpline) -> bool:
    """Whether one writes to a website there, rather than talks to somebody."""
    return any(means.kind == MeansKind.WEB for means in line.ways()[:1])


def dated_note(fact: LawFact | AppRoute) -> DatedNote:
    if isinstance(fact, LawFact):
        summary = fact.summary.splitlines()
        return DatedNote(fact.law, summary, fact_line(fact), due=last_day(fact))
    way = {"is_way": True, "address": fact.address, "more": fact.notes}
    return DatedNote(fact.name, fact.lines(), fact_line(fact), **way)


def fact_line(line: Fact) -> str:
    """Say who checked this and when, or where it was read; and whether it was corrected of late."""
    return " ".join(filter(None, [origin(line), correction_sentence(line.correction)]))


def correction_sentence(correction: Correction | None) -> str:
    if correction is None:
        return ""
    corrected_on = {"day": day(timezone.localdate(correction.at))}
    if correction.is_about_a_number:
        return _("Number corrected on %(day)s.") % corrected_on
    return _("Corrected on %(day)s.") % corrected_on


def origin(line: Fact) -> str:
    """Say who checked this and when, or where it was read (decision 12)."""
    if line.checked_on:
        return _("Last checked by a person on %(day)s.") % {"day": day(line.checked_on)}
    values = {
        "source": publisher(line.source),
        "copy": copy_date(line.copy_date),
        "seen": day(line.seen_on),
    }
    if not line.copy_date:
        return _("From %(source)s, read %(seen)s; not yet checked by a person.") % values
    return (
        _("From %(source)s, text of %(copy)s, read %(seen)s; not yet checked by a person.") % values
    )


def publisher(source: str) -> str:
    """Return the host of the first address in a source, or its first line as it stands."""
    first, *_others = source.splitlines() or [""]
    return host_of(first.partition(" ")[0]).removeprefix("www.") or first


def copy_date(text: str) -> str:
    """Write 2024, 2024-01 or 2024-01-31 as a reader says it; leave anything else as it is."""
    for written, shown in (("%Y-%m-%d", "DATE_FORMAT"), ("%Y-%m", "YEAR_MONTH_FORMAT")):
        with suppress(ValueError):
            return date_format(datetime.strptime(text, written), shown)  # noqa: DTZ007 -- a day
    return text


def day(moment: date | None) -> str:
    return date_format(moment) if moment else ""
