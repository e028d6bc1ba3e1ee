"""Fact records of the help room, one noun a module."""

from support.models.app_routes import AppRoute
from support.models.corrections import Correction
from support.models.facts import STARTER_CONTENT, Fact, looked_at_recently
from support.models.glossary_terms import GlossaryTerm
from support.models.helplines import AGES, NEVER_HIDDEN, Helpline
from support.models.laws import LawFact
from support.models.letter_clauses import LetterClause
from support.models.plan_steps import PlanStep
from support.models.second_readers import SecondReaderTask

FACTS: dict[str, type[Fact]] = {
    model.kind: model
    for model in (Helpline, LawFact, AppRoute, PlanStep, LetterClause, GlossaryTerm)
}

__all__ = [
    "AGES",
    "FACTS",
    "NEVER_HIDDEN",
    "STARTER_CONTENT",
    "AppRoute",
    "Correction",
    "Fact",
    "GlossaryTerm",
    "Helpline",
    "LawFact",
    "LetterClause",
    "PlanStep",
    "SecondReaderTask",
    "looked_at_recently",
]
