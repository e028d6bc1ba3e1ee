"""`manage.py export_questions PATH --format gift`: questions of the bank as a file."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from quizzes.exchange import formats
from quizzes.exchange.drafts import items_of
from quizzes.exchange.formats import Exported
from quizzes.exchange.words import in_words
from quizzes.models import Question, Quiz


class Command(BaseCommand):
    help = "Write questions to a file, and name those that the format cannot carry."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path)
        parser.add_argument("--format", choices=list(Exported), required=True)
        parser.add_argument("--quiz", metavar="KEY", help="those of one quiz, in its order")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE)

    def handle(self, *, path: Path, language: str, **options):
        questions = Question.objects.filter(locale__language_code=language)
        if options["quiz"]:
            quiz = Quiz.objects.filter(key=options["quiz"], locale__language_code=language).first()
            if quiz is None:
                raise CommandError(f"There is no quiz {options['quiz']} in this language.")
            questions = questions.filter(quiz_places__quiz=quiz).order_by("quiz_places__sort_order")
        items = items_of(questions)
        written = formats.write(items, options["format"])
        path.write_bytes(written.data)
        for item, note in written.left_out:
            self.stderr.write(f"left out: {item.name}: {in_words(note)}")
        self.stdout.write(f"{len(items) - len(written.left_out)} questions in {path}")
