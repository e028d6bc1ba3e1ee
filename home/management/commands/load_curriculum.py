from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.curriculum_files import CurriculumErrors
from core.loaded import Outcome
from home.curriculum import load


class Command(BaseCommand):
    help = (
        "Load courses, quizzes and helplines from curriculum files. Run twice, nothing changes. "
        "What an editor changed since the last load is kept, unless --force is given. A bad file "
        "is refused with file, line and reason, and then nothing is loaded."
    )

    def add_arguments(self, parser):
        default = settings.BASE_DIR / "curriculum" / "en"
        parser.add_argument("folder", nargs="?", type=Path, default=default)
        parser.add_argument("--force", action="store_true", help="overwrite editors' changes too")

    def handle(self, *, folder, force, **options):
        try:
            counts = load(folder.resolve(), force=force)
        except CurriculumErrors as problems:
            raise CommandError(f"Nothing was loaded.\n{problems}") from problems
        summary = ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome)
        self.stdout.write(f"Curriculum {folder.name}: {summary}.")
