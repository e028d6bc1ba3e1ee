"""`manage.py content_report [--json]`: what is published, and what the content checks say of it."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.content import published_content


class Command(BaseCommand):
    help = "Count the published content and name what the content checks find in it."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE)

    def handle(self, *, language: str, **options):
        if language not in dict(settings.LANGUAGES):
            known = ", ".join(code for code, _name in settings.LANGUAGES)
            raise CommandError(f"There is no language {language}; there are {known}.")
        summary = published_content(language).summary()
        if options["json"]:
            self.stdout.write(json.dumps(summary, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(in_words(summary))


def in_words(summary: dict) -> str:
    """Return the summary as lines for people, the problems first by what they do."""
    counts = (
        "{courses} courses, {lessons} lessons, {items} quiz items, "
        "{precheck_items} pre-check items, {scenarios} scenarios"
    ).format(**summary)
    problems = sorted(summary["problems"], key=lambda problem: problem["weight"])
    lines = [f"{p['weight']}: {p['where']}: {p['why']} ({p['rule']})" for p in problems]
    guesses = [f"{name} finds {share:.0%}" for name, share in summary["guesses"].items()]
    looks = f"Best options found by looks alone: {', '.join(guesses)}" if guesses else ""
    return "\n".join(filter(None, [counts, looks, *lines, f"{len(lines)} problems"]))
