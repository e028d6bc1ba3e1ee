"""What one country's letter page is made of: its clauses, its laws, and where letters go."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from support.components import Card, DatedNote, fact_line, helpline_card
from support.enums import Country, FactKind, LawStatus, PlanAge
from support.grounds import Reference, grounds, is_for, is_shown, narrowed, references
from support.keeping import last_day, resting_on
from support.letter import LAW, LineKind, links_of, read_lines, write_letter
from support.means import host_of
from support.models import AppRoute, Fact, Helpline, LawFact, LetterClause
from support.queries import Directory, language_of, with_corrections

# A bill or a law that has not begun is nothing to rely on, whatever its record says.
RELIED_ON = (LawStatus.IN_FORCE, LawStatus.PARTLY)


@dataclass(frozen=True)
class Route:
    """Where one app takes reports, and where that was read."""

    name: str
    address: str
    fact: str
    due: str

    @property
    def host(self) -> str:
        return host_of(self.address).removeprefix("www.")


@dataclass(frozen=True)
class Tool:
    """A service that helps to take a picture down, and the ages it is for."""

    card: Card
    ages: list[str]


@dataclass(frozen=True)
class Letter:
    """A letter that was asked for. The numbers are those of lines in what was typed."""

    recipient: str
    age: str
    paragraphs: list[str]
    odd_lines: list[int]
    pictures: list[int]

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs) + "\n"


@dataclass(frozen=True)
class CountryLetters:
    """The letter writer of one country on one day.

    `clauses` are as `letter.write_letter` takes them; `laws` are those they name, each with what it
    asks of services.
    """

    clauses: list[dict[str, Any]]
    laws: list[DatedNote]
    routes: list[Route]
    tools: list[Tool]
    language: str

    @property
    def has_times(self) -> bool:
        """Whether a law says what services must do, and how soon."""
        return any(law.lines for law in self.laws)

    @property
    def blank_link(self) -> str:
        """What stands where somebody has to write by hand where the picture is."""
        with translation.override(self.language):
            return _("[web address, or the place where it was seen]")

    def write(self, chosen: dict[str, str]) -> Letter:
        """Return the letter for what a form holds: recipient, sender, age, links and cases."""
        lines = read_lines(chosen["links"])
        answers = chosen | {"links": links_of(lines) or [self.blank_link]}
        return Letter(
            recipient=chosen["recipient"],
            age=chosen["age"],
            paragraphs=write_letter(self.clauses, answers),
            odd_lines=[line.number for line in lines if line.kind == LineKind.ODD],
            pictures=[line.number for line in lines if line.kind == LineKind.PICTURE],
        )


def country_letters(country: Country, directory: Directory, *, at: datetime) -> CountryLetters:
    """Return the letter writer of a country, whose own `directory` is, as the aware `at` sees it.

    A clause that rests on a fact nobody is shown that day is left out, and so is one about the law
    where no law can be named. Three queries, two more in another language than the site's own, and
    two where a law and a route were corrected.
    """
    today = timezone.localdate(at)
    clauses = LetterClause.objects.live(on=today).in_one_language()
    # A sentence of the letter names the law: both in one language.
    laws = with_corrections(LawFact.objects.in_one_language(), on=today)
    routes = with_corrections(AppRoute.objects.live(on=today).within_reach(), on=today)
    facts = by_reference([*directory.everybody, *laws, *routes])
    relied_on = [law for law in laws if is_relied_on(law, country, on=today)]
    named = [(clause, rule_of(clause, country, facts, relied_on, on=today)) for clause in clauses]
    used = [rule for _clause, rule in named if rule]
    if directory.is_kept:
        grounded = [(rule, grounds(one, facts, country, on=today)) for one, rule in named if rule]
        used = [rule | ends_of(rule, held or [], relied_on) for rule, held in grounded]
    sentences = {sentence for rule in used for sentence in rule.get("laws", [])}
    return CountryLetters(
        clauses=used,
        laws=[law_note(law) for law in relied_on if law.letter_sentence in sentences],
        routes=[route_line(route) for route in routes if route.address],
        tools=tools(directory, at=at),
        language=language_of(clauses),
    )


def by_reference(facts: Iterable[Fact]) -> dict[Reference, Fact]:
    return {(fact.kind.value, fact.pk): fact for fact in facts}


# --- Clauses -------------------------------------------------------------------------------------


def rule_of(
    clause: LetterClause,
    country: Country,
    facts: dict[Reference, Fact],
    relied_on: list[LawFact],
    *,
    on: date,
) -> dict[str, Any] | None:
    """Return a clause for one country as plain data, or None where it stands in no letter there."""
    rule = {"key": clause.key, "weight": clause.weight, "text": clause.text}
    written = [block["value"] for block in clause.when.raw_data]
    conditions = [narrowed(one) for one in written if is_for(one, country)]
    if written and not conditions:
        return None
    if conditions and all(conditions):
        rule["when"] = conditions
    if LAW in clause.text:
        rule["laws"] = sentences_for(clause, facts, relied_on)
        return rule if rule["laws"] else None
    return rule if grounds(clause, facts, country, on=on) is not None else None


def sentences_for(
    clause: LetterClause, facts: dict[Reference, Fact], relied_on: list[LawFact]
) -> list[str]:
    """Return how a clause names the law: by every law, or by those alone that it rests on."""
    named = [facts.get(one) for one in references(clause) if one[0] == FactKind.LAW]
    return [law.letter_sentence for law in relied_on if not named or law in named]


def ends_of(rule: dict[str, Any], held: list[Fact], relied_on: list[LawFact]) -> dict[str, Any]:
    """Return what a device needs to leave out a clause, or a law it names, once that is overdue."""
    if "laws" not in rule:
        return resting_on(held)
    ends = {law.letter_sentence: last_day(law) for law in relied_on}
    return {"law_ends": [ends[sentence] for sentence in rule["laws"]]}


def is_relied_on(law: LawFact, country: Country, *, on: date) -> bool:
    is_law = law.status in RELIED_ON and law.letter_sentence != ""
    return is_law and law.holds_in(country) and is_shown(law, on=on)


# --- Beside the letter ---------------------------------------------------------------------------


def law_note(law: LawFact) -> DatedNote:
    duty = law.platform_duty.splitlines()
    return DatedNote(law.law, duty, fact_line(law), due=last_day(law))


def route_line(route: AppRoute) -> Route:
    return Route(route.name, route.address, fact_line(route), last_day(route))


def tools(directory: Directory, *, at: datetime) -> list[Tool]:
    """Return who helps to take a picture down without a letter; an unknown age is under 18."""
    lines = directory.removing
    return [Tool(helpline_card(line, directory, at=at), ages_of(line)) for line in lines]


def ages_of(line: Helpline) -> list[str]:
    return [age.value for age in PlanAge if line.answers(age)]
