from pathlib import Path

from django.core.management.base import BaseCommand

from home.curriculum import dump


class Command(BaseCommand):
    help = "Write courses, quizzes and helplines to files, in a folder named after their language."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="for example out/en")

    def handle(self, *, folder, **options):
        dump(folder.resolve())
        self.stdout.write(f"Written to {folder}.")
