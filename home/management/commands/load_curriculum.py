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
        parser.add_argument(
            "folder", nargs="?", type=Path, help="one language; all of the starter content without"
        )
        parser.add_argument("--force", action="store_true", help="overwrite editors' changes too")

    def handle(self, *, folder, force, **options):
        folders = [folder.resolve()] if folder else starter_folders()
        for one in folders:
            self.load(one, force=force)

    def load(self, folder: Path, *, force: bool) -> None:
        if folder.name not in dict(settings.LANGUAGES):
            known = ", ".join(dict(settings.LANGUAGES))
            raise CommandError(
                f"The folder is named after its language, one of {known}; not “{folder.name}”."
            )
        try:
            counts = load(folder, force=force)
        except CurriculumErrors as problems:
            raise CommandError(f"Nothing was loaded.\n{problems}") from problems
        summary = ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome)
        self.stdout.write(f"Curriculum {folder.name}: {summary}.")


def starter_folders() -> list[Path]:
    """Return the folders of the starter content: the site's own language, then translations."""
    curriculum = settings.BASE_DIR / "curriculum"
    folders = [curriculum / language for language, _name in settings.LANGUAGES]
    return [folder for folder in folders if folder.is_dir()]
