"""The six kinds of record as files: which fields in which order, and what cannot be."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

from core.curriculum_files import Record
from core.enums import SourceMark
from support import opening
from support.blocks import ConditionBlock, LetterConditionBlock
from support.curriculum.shapes import (
    Shape,
    columns,
    conditions,
    key,
    languages,
    lines,
    means,
    references,
    services,
)
from support.enums import FactKind, PlanGroup, Purpose
from support.means import names_a_number
from support.models import (
    AppRoute,
    Fact,
    GlossaryTerm,
    Helpline,
    LawFact,
    LetterClause,
    PlanStep,
)

SEEN = (SourceMark.SEEN_OFFICIAL, SourceMark.SEEN_SECONDARY)
DAY_OR_LESS = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
PLACEHOLDER = re.compile(r"\{[^}]*\}?|\}")
LETTER_PLACEHOLDERS = {"{links}", "{cases}", "{law}"}
LONGEST_CLAUSE = 800


@dataclass(frozen=True)
class Kind:
    """One kind of record, its file, its fields in the file's order, and the order of its records.

    `refuse` notes what single fields cannot see: it takes the file's record and the values.
    """

    name: FactKind
    model: type[Fact]
    file: str
    shapes: tuple[Shape, ...]
    place: Callable[[dict[str, Any]], tuple]
    refuse: Callable[[Record, dict[str, Any]], None] = lambda record, values: None


@dataclass(frozen=True)
class Entry:
    """One record as its file says it: `values` has every field, in the file's form and order."""

    kind: Kind
    values: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def key(self) -> str:
        return self.values["key"]

    @property
    def is_seen(self) -> bool:
        return self.values["mark"] in SEEN

    def as_written(self) -> dict[str, Any]:
        """Return what stands in the file: what is empty, unknown or the default is left out."""
        return {
            shape.name: self.values[shape.name]
            for shape in self.kind.shapes
            if self.values[shape.name] != shape.unsaid
        }


def fact_shapes(model: type[Fact], *shapes: Shape) -> tuple[Shape, ...]:
    """Return all fields of a model: its key, its own, and where it comes from."""
    return (
        key(),
        *shapes,
        lines("source", at_least=1, longest=None),
        *columns(model, "mark risk copy_date seen_on"),
    )


def refuse_what_no_fact_can_be(record: Record, values: dict[str, Any]) -> None:
    """Refuse what the model would refuse of any kind, with the line it stands in."""
    for name in ("copy_date", "in_force_on"):
        if values.get(name) and not DAY_OR_LESS.fullmatch(values[name]):
            record.refuse(name, f"{name} must look like 2024, 2024-01 or 2024-01-31")
    if values["mark"] in SEEN and not values["seen_on"]:
        record.refuse("mark", "a source that was seen needs the day it was read: seen_on")


def refuse_helpline(record: Record, values: dict[str, Any]) -> None:
    for name in ("audience", "notes"):
        if names_a_number(values[name]):
            record.refuse(name, f"{name}: a number stands under means, never in a text")
    if not any(values[name] for name in ("for_under_13", "for_13_to_17", "for_adults")):
        record.refuse("for_adults", "a service is for somebody: all three ages are refused")
    if values["is_for_professionals"] and (
        values["is_for_everyone"] or values["purpose"] == Purpose.EMERGENCY
    ):
        reason = "a line for everyone, or for emergencies, is not for professionals alone"
        record.refuse("is_for_professionals", reason)
    refuse_opening(record, values["opening"], values["time_zone"])


def refuse_opening(record: Record, times: str, zone: str) -> None:
    """Refuse times that cannot be read, and times of which nobody knows the clock."""
    if zone and zone not in available_timezones():
        record.refuse("time_zone", f"time_zone: there is no “{zone}”; it must be like Asia/Tokyo")
    try:
        is_always = not times or opening.parse(times).is_always
    except ValueError:
        record.refuse("opening", "opening must look like mo-fr 10:00-16:00; sa 12:00-14:00")
        return
    if not (zone or is_always):
        record.refuse("opening", "opening times need their time_zone")


def refuse_clause(record: Record, values: dict[str, Any]) -> None:
    unknown = set(PLACEHOLDER.findall(values["text"])) - LETTER_PLACEHOLDERS
    if unknown:
        known = ", ".join(sorted(LETTER_PLACEHOLDERS))
        record.refuse("text", f"text: may hold {known}, not {', '.join(sorted(unknown))}")
    if len(values["text"]) > LONGEST_CLAUSE:
        record.refuse("text", f"text: must have at most {LONGEST_CLAUSE} characters")


HELPLINES = Kind(
    FactKind.HELPLINE,
    Helpline,
    "helplines.yaml",
    fact_shapes(
        Helpline,
        *columns(Helpline, "country purpose name audience is_for_everyone is_for_professionals"),
        *columns(Helpline, "for_under_13 for_13_to_17 for_adults"),
        languages("languages"),
        *columns(Helpline, "hours opening time_zone is_free is_anonymous notes"),
        means("means"),
    ),
    lambda one: (one["country"], Purpose.values.index(one["purpose"]), one["key"]),
    refuse_helpline,
)
LAWS = Kind(
    FactKind.LAW,
    LawFact,
    "laws.yaml",
    fact_shapes(
        LawFact,
        *columns(LawFact, "jurisdiction law year status in_force_on"),
        *columns(LawFact, "covers_threats covers_synthetic"),
        *columns(LawFact, "summary platform_duty letter_sentence"),
    ),
    lambda one: (one["jurisdiction"], one["key"]),
)
APP_ROUTES = Kind(
    FactKind.APP,
    AppRoute,
    "app_routes.yaml",
    fact_shapes(
        AppRoute,
        *columns(AppRoute, "app name"),
        lines("how", at_least=1, at_most=4),
        *columns(AppRoute, "address notes"),
    ),
    lambda one: (one["app"], one["key"]),
)
PLAN_STEPS = Kind(
    FactKind.STEP,
    PlanStep,
    "plan_steps.yaml",
    fact_shapes(
        PlanStep,
        *columns(PlanStep, "group weight title why"),
        lines("how", at_most=4),
        *columns(PlanStep, "time_needed who_will_know"),
        conditions("when", ConditionBlock()),
        services("services"),
        references("facts"),
    ),
    lambda one: (PlanGroup.values.index(one["group"]), one["weight"], one["key"]),
)
LETTER_CLAUSES = Kind(
    FactKind.CLAUSE,
    LetterClause,
    "letter_clauses.yaml",
    fact_shapes(
        LetterClause,
        *columns(LetterClause, "weight text"),
        conditions("when", LetterConditionBlock()),
        references("facts"),
    ),
    lambda one: (one["weight"], one["key"]),
    refuse_clause,
)
GLOSSARY = Kind(
    FactKind.TERM,
    GlossaryTerm,
    "glossary.yaml",
    fact_shapes(GlossaryTerm, *columns(GlossaryTerm, "term meaning instead_of reason")),
    lambda one: (one["key"],),
)
# Those that others refer to come first.
KINDS = (HELPLINES, LAWS, APP_ROUTES, PLAN_STEPS, LETTER_CLAUSES, GLOSSARY)
