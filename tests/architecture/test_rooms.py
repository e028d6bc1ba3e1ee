"""What the import linter cannot see: string references, names, sizes, the page tree."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from wagtail.models import Page

REPOSITORY = Path(settings.BASE_DIR)
FLOORS = list(reversed(settings.ROOMS))

FURNITURE = {
    "__init__", "actions", "adapter", "apps", "blocks", "checks", "components", "curriculum",
    "enums", "errors", "forms", "management", "middleware", "migrations", "models", "personal_data",
    "queries", "receivers", "rules", "signals", "tasks", "templatetags", "urls", "views",
    "viewsets", "wagtail_hooks",
}  # fmt: skip

# Modules with a name of their own: jewels and thin doors. A new one is added here on purpose.
JEWELS = {
    "core": {
        "address", "attempt_counter", "audit", "confidential", "curriculum_files", "dunes", "epoch",
        "icons", "joined", "languages", "loaded", "reading", "rich_text", "same_origin",
        "sanitizing", "staticfiles", "translating", "uploads",
    },
    "users": {"doors"},
    "organizations": {
        "class_life", "codes", "joining", "keeping", "lookalikes", "nicknames", "phrases",
        "returning", "staff_links", "staffing", "wordlists", "words",
    },
    "rosters": {
        "cards", "columns", "dates", "names", "oneroster", "packages", "plans", "reading", "rows",
        "tables", "words",
    },
    "support": {
        "authorship", "exit_urls", "exits", "grounds", "keeping", "letter", "letters", "means",
        "opening", "plan_questions", "planner", "plans", "unlogged", "worker_urls",
    },
    "upkeep": {
        "approving", "calendar", "content_checks", "coverage", "digest", "panels", "review_urls",
    },
    "quizzes": {
        "analysis", "asking", "comments", "desk", "drawing", "exchange", "feedback", "flagging",
        "flags", "guests", "listing", "marking", "policies", "publishing", "regrade_desk",
        "regrading", "statistics", "tallies",
    },
    "labs": {"maps", "panels", "walking"},
    "courses": {"block_files", "rendering"},
    "assignments": {"changes", "policies"},
    "progress": {"mastery"},
    "teaching": {"gain", "grid", "lesson_grid", "live", "quiz_work", "student_work"},
    "insight": {
        "class_answers", "exports", "guarded_total", "line_chart", "misconception_map",
        "module_insight", "over_time", "question_insight", "small_numbers",
    },
    "handouts": {"papers", "parent_letter", "ready", "slides"},
    "administration": {"overview", "readiness", "retention"},
    "home": {
        "content", "context_processors", "dashboard", "demo_cast", "demo_server", "desk",
        "fonts", "front_door", "gallery", "gallery_urls", "machine_urls", "search", "sitemaps",
        "translating",
    },
}  # fmt: skip


def room_entries(room: str) -> set[str]:
    return {
        path.stem
        for path in (REPOSITORY / room).iterdir()
        if not path.name.startswith((".", "__pycache__")) and path.suffix in {"", ".py"}
    }


@pytest.mark.parametrize("room", settings.ROOMS)
def test_room_holds_only_known_furniture(room):
    assert room_entries(room) - FURNITURE - JEWELS.get(room, set()) == set()


@pytest.mark.parametrize("room", settings.ROOMS)
def test_room_allow_list_names_nothing_that_is_gone(room):
    assert JEWELS.get(room, set()) - room_entries(room) == set()


def test_every_local_app_stands_in_the_floors_contract():
    contract = (REPOSITORY / ".importlinter").read_text().split("[importlinter:contract:furniture]")
    layers = contract[0].split("layers =")[1].replace("(", "").replace(")", "").replace("|", " ")
    local = {
        path.parent.name for path in REPOSITORY.glob("*/apps.py") if path.parent.name != "tests"
    }
    assert local == set(settings.ROOMS)
    assert set(settings.ROOMS) - set(layers.split()) == set()
    assert [word for word in layers.split() if word in settings.ROOMS] == settings.ROOMS


def test_foreign_keys_point_down_or_stay():
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in FLOORS
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and field.related_model._meta.app_label in FLOORS
        and FLOORS.index(field.related_model._meta.app_label) > FLOORS.index(model._meta.app_label)
    ]
    assert upward == []


def test_page_tree_is_declared_downward():
    """A page names the pages below it, and a parent only where it stands in the same room."""
    upward = [
        f"{model.__name__}: {parent}"
        for model in apps.get_models()
        if issubclass(model, Page) and model._meta.app_label in FLOORS
        for parent in getattr(model, "parent_page_types", None) or []
        if str(parent).split(".")[0] not in {model._meta.app_label, "wagtailcore"}
    ]
    assert upward == []


def test_components_load_only_core_tags():
    allowed = {"i18n", "static", "l10n", "marram", "django_htmx"}
    found = {
        f"{path.name}: {name}"
        for path in (REPOSITORY / "templates" / "components").glob("*.html")
        for loaded in re.findall(r"{%\s*load ([^%]+)%}", path.read_text())
        for name in loaded.split()
        if name not in allowed
    }
    assert found == set()


def test_no_banned_names():
    """`utils` and the like hide what a thing is; "report" means two things here, so neither."""
    banned = {"utils", "helpers", "common", "misc", "base2", "report", "reports"}
    rooms = [REPOSITORY / room for room in [*settings.ROOMS, "templates", "static"]]
    found = [
        str(path.relative_to(REPOSITORY))
        for room in rooms
        for path in room.rglob("*")
        if path.stem in banned
    ]
    assert found == []


def test_pages_have_no_save_of_their_own():
    """Publishing goes through Wagtail's actions; nothing overrides save()."""
    found = [
        f"{path.relative_to(REPOSITORY)}: {node.name}"
        for room in settings.ROOMS
        for path in (REPOSITORY / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name == "save" and "models" in str(path)
    ]
    assert found == []
