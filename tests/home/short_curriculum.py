"""One module of the starter content without most of the facts: a tenth of the time to load."""

import shutil
from pathlib import Path

from django.conf import settings

CURRICULUM = settings.BASE_DIR / "curriculum" / "en"
# Lessons and quizzes need nothing of these.
FACTS = ["laws", "app_routes", "plan_steps", "letter_clauses"]
HELPLINES_KEPT = 3
# A module and its quiz share a name.
COURSE, QUIZ = "asking-and-agreeing", "asking-and-answering"
SCENE = "the-last-seat-in-the-van"


def make_short_curriculum(folder: Path) -> Path:
    """Copy one module with its course and quiz, all words, and the first three helplines.

    A pre-check is a second quiz, which takes its time to load.
    """
    shutil.copytree(CURRICULUM, folder)
    for module in (folder / "courses").glob("*/*/"):
        if module.name != QUIZ:
            shutil.rmtree(module)
    for course in (folder / "courses").glob("*/"):
        if course.name != COURSE:
            shutil.rmtree(course)
    keep(folder / "courses" / "catalog.yaml", "courses", COURSE)
    keep(folder / "courses" / COURSE / "course.yaml", "modules", QUIZ)
    module = folder / "courses" / COURSE / QUIZ / "module.yaml"
    module.write_text(module.read_text().replace(f"precheck: first-{QUIZ}\n", ""))
    for quiz in (folder / "quizzes").iterdir():
        if quiz.stem != QUIZ:
            quiz.unlink()
    for scene in (folder / "scenes").iterdir():
        if scene.stem != SCENE:
            scene.unlink()
    for name in FACTS:
        (folder / f"{name}.yaml").unlink()
    helplines = folder / "helplines.yaml"
    entries = helplines.read_text().split("\n- ")
    helplines.write_text("\n- ".join(entries[:HELPLINES_KEPT]) + "\n")
    return folder


def keep(path: Path, name: str, slug: str) -> None:
    """Let the list at the end of a file hold this slug alone."""
    head = path.read_text().split(f"{name}:\n")[0]
    path.write_text(f"{head}{name}:\n  - {slug}\n")
