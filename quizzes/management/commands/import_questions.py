"""`manage.py import_questions PATH`: questions of a file as drafts, or what would become of it."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale

from quizzes.exchange.actions import Outcome, Status, import_items, outcomes
from quizzes.exchange.formats import Format
from quizzes.exchange.items import MAX_FILE, Item, Refused, refused_item
from quizzes.exchange.reading import read_items
from quizzes.models import Skill

# Where questions go whose skill nobody named: a heap to sort, made when it is needed.
UNSORTED = {"key": "sk-to-sort", "name": "To be sorted", "can": "choose a skill for each of these"}


class Command(BaseCommand):
    help = "Import the questions of a file as drafts. Nothing is published."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path)
        parser.add_argument("--format", choices=list(Format), default="", help="or by itself")
        parser.add_argument("--skill", metavar="KEY", help=f"or {UNSORTED['key']}")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE)
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--json", action="store_true", help="print a JSON array")

    def handle(self, *, path: Path, language: str, **options):
        locale = Locale.objects.filter(language_code=language).first()
        if locale is None:
            raise CommandError(f"The site has no language {language}.")
        skill = skill_of(options["skill"], locale)
        items = items_in(path, options["format"])
        found = outcomes(items, skill)
        if not options["dry_run"] and any(one.status == Status.IMPORTED for one in found):
            if skill.pk is None:
                skill.save()
            found = import_items(by=None, items=items, skill=skill)
        self.stdout.write(as_json(found) if options["json"] else in_words(found))


def skill_of(key: str | None, locale: Locale) -> Skill:
    """Return the skill that was named; without a name the heap to sort, which may not be saved."""
    found = Skill.objects.filter(key=key or UNSORTED["key"], locale=locale).first()
    if found is None and key:
        raise CommandError(f"There is no skill {key} in this language.")
    return found or Skill(**UNSORTED, locale=locale)


def items_in(path: Path, format_: str) -> list[Item]:
    """Return the items of a file; of a file that is refused, one item that says why."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
    try:
        return read_items(data, format_)
    except Refused as refusal:
        return [refused_item("file", path.name, refusal.note)]


def as_json(found: list[Outcome]) -> str:
    return json.dumps([one.as_json() for one in found], ensure_ascii=False, indent=2)


def in_words(found: list[Outcome]) -> str:
    lines = [f"{one.status}: {one.item.type}: {one.name}: {one.reason}" for one in found]
    counts = [f"{sum(one.status == s for one in found)} {s}" for s in Status]
    return "\n".join([*lines, ", ".join(counts)])
