"""Fact records of the help room, one noun a module."""

from support.models.app_routes import AppRoute
from support.models.corrections import Correction
from support.models.facts import Fact, looked_at_recently
from support.models.glossary_terms import GlossaryTerm
from support.models.helplines import NEVER_HIDDEN, Helpline
from support.models.laws import LawFact
from support.models.letter_clauses import LetterClause
from support.models.plan_steps import PlanStep

__all__ = [
    "NEVER_HIDDEN",
    "AppRoute",
    "Correction",
    "Fact",
    "GlossaryTerm",
    "Helpline",
    "LawFact",
    "LetterClause",
    "PlanStep",
    "looked_at_recently",
]
