"""The starter content as its files: every course, module, lesson and quiz."""

from functools import cache
from pathlib import Path

import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
ENGLISH = REPOSITORY / "curriculum" / "en"
PICTURES = REPOSITORY / "templates" / "pictures"


@cache
def load(path: Path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def courses() -> list[Path]:
    return sorted((ENGLISH / "courses").glob("*/course.yaml"))


def modules() -> list[Path]:
    return sorted((ENGLISH / "courses").glob("*/*/module.yaml"))


def lessons_of(module: Path) -> list[Path]:
    """Return the files of a module's lessons, in the order in which it lists them."""
    return [module.parent / f"{slug}.yaml" for slug in load(module)["lessons"]]


def lessons() -> list[tuple[Path, str]]:
    """Return every lesson with the age band of its module."""
    return [(path, load(module)["age_band"]) for module in modules() for path in lessons_of(module)]


def quiz_of(module: Path) -> dict:
    return load(ENGLISH / "quizzes" / f"{load(module)['quiz']}.yaml")


def precheck_of(module: Path) -> dict:
    return load(ENGLISH / "quizzes" / f"{load(module)['precheck']}.yaml")


def scenario_of(module: Path) -> dict:
    return load(ENGLISH / "scenes" / f"{load(module)['scenario']}.yaml")


def everything() -> list[dict]:
    """Return all that learners read of courses, each file once."""
    frames = [*map(load, courses()), *map(load, modules())]
    quizzes = [*map(quiz_of, modules()), *map(precheck_of, modules())]
    scenarios = map(scenario_of, modules())
    return [*frames, *(load(path) for path, _band in lessons()), *quizzes, *scenarios]


def flat(lists) -> list:
    return [item for inner in lists for item in inner]
