"""Loading every room's part of the curriculum, all or nothing, and writing it back to files."""

from collections import Counter
from pathlib import Path

from django.db import transaction

import courses.curriculum
import labs.curriculum
import quizzes.curriculum
import support.curriculum
from core.curriculum_files import Errors
from home.desk import ensure_desk_groups
from home.front_door import ensure_front_door
from home.translating import note_translations


def load(folder: Path, *, force: bool = False) -> Counter:
    """Load one language's folder, such as `curriculum/en`; return how many objects per outcome.

    Raise CurriculumErrors with every problem of every file, before anything is written.
    """
    errors = Errors()
    facts = support.curriculum.read(folder, errors)
    bank = quizzes.curriculum.read(folder, errors, facts=facts.references)
    scenarios = labs.curriculum.read(folder, errors)
    pages = courses.curriculum.read(
        folder,
        errors,
        quizzes=bank.quiz_keys,
        scenarios=scenarios.keys,
        skills=bank.skill_keys,
        facts=facts.for_lessons,
    )
    errors.raise_if_any()
    with transaction.atomic():
        catalog = ensure_front_door(folder.name)
        ensure_desk_groups()
        done = support.curriculum.write(facts, force=force)
        done += quizzes.curriculum.write(bank, force=force)
        done += labs.curriculum.write(scenarios, force=force)
        done += courses.curriculum.write(pages, catalog=catalog, force=force)
        note_translations(done, folder.name)
    return Counter(outcome for _kind, _key, outcome in done)


def dump(folder: Path) -> None:
    """Write one language's content to `folder`, whose name is the language."""
    for room in (support.curriculum, quizzes.curriculum, labs.curriculum, courses.curriculum):
        room.dump(folder, folder.name)
