"""Courses, modules and lessons as files: read, write, dump (decision 28)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wagtail.models import Locale

from core.curriculum_files import Errors, Record, Unique, plain, read_record, write_yaml
from core.enums import AgeBand, Sensitivity
from core.loaded import Outcome, decide, loaded_key, note_loaded
from courses.block_files import block_from_stream, block_to_stream, check_block
from courses.enums import Delivery
from courses.models import CatalogPage, CoursePage, LessonPage, ModulePage
from labs.models import Scenario
from quizzes.models import Quiz
from upkeep import content_checks

CATALOG = "catalog"
# What a module may hold beside its lessons, by key.
PARTS = {"precheck": Quiz, "quiz": Quiz, "scenario": Scenario}


@dataclass(frozen=True)
class PageFiles:
    """What a language has in files, checked, in order: (course, [(module, [lesson, …]), …])."""

    language: str
    courses: list[tuple[dict, list[tuple[dict, list[dict]]]]]


@dataclass(frozen=True)
class Known:
    """What pages may name, and what no two of them may share."""

    quizzes: set[str]
    scenarios: set[str]
    skills: set[str]
    facts: set[str]
    ids: Unique


def read(
    folder: Path,
    errors: Errors,
    *,
    quizzes: set[str],
    scenarios: set[str],
    skills: set[str],
    facts: set[str],
) -> PageFiles:
    """Read one language's folder (`curriculum/en`); problems go to `errors`.

    The sets hold the keys that modules, steps and blocks may name.
    """
    known = Known(quizzes, scenarios, skills, facts, Unique("id"))
    slugs = read_catalog(folder / "courses" / f"{CATALOG}.yaml", errors)
    paths = [folder / "courses" / slug / "course.yaml" for slug in slugs]
    courses = [
        (course, read_modules(path, course, errors, known))
        for path in paths
        if path.exists() and (course := read_page(path, errors, check_course, known)) is not None
    ]
    return PageFiles(folder.name, courses)


def read_catalog(path: Path, errors: Errors) -> list[str]:
    """Return the slugs of the courses in their order."""
    with errors.collecting(), read_record(path, errors) as record:
        return listed_beside(record, "courses", "{}/course.yaml")
    return []


def listed_beside(record: Record, name: str, file: str) -> list[str]:
    """Return the slugs under `name`, each of which has its own file beside this one."""
    slugs = record.texts(name, at_least=1)
    for slug in slugs:
        if not (record.path.parent / file.format(slug)).exists():
            record.refuse(name, f"there is no file {file.format(slug)} beside this one")
    return slugs


def read_modules(
    course_path: Path, course: dict, errors: Errors, known: Known
) -> list[tuple[dict, list[dict]]]:
    """Read the modules a course lists, in that order; one without a file was refused already."""
    paths = [course_path.parent / slug / "module.yaml" for slug in course.get("modules", [])]
    return [
        (module, read_lessons(path, module, errors, known))
        for path in paths
        if path.exists() and (module := read_page(path, errors, check_module, known)) is not None
    ]


def read_lessons(module_path: Path, module: dict, errors: Errors, known: Known) -> list[dict]:
    """Read the lessons a module lists, in that order; one without a file was refused already."""
    paths = [module_path.parent / f"{slug}.yaml" for slug in module.get("lessons", [])]
    lessons = [read_page(path, errors, check_lesson, known) for path in paths if path.exists()]
    return [lesson for lesson in lessons if lesson is not None]


def read_page(path: Path, errors: Errors, check, known: Known) -> dict | None:
    """Return the data of one file, or None where it cannot be read at all."""
    with errors.collecting(), read_record(path, errors) as record:
        record.uuid("id")
        known.ids.note(record)
        record.text("slug", max_length=80)
        record.text("neutral_title", max_length=120)
        record.text("heading", max_length=120)
        check(record, known)
        record.choice("sensitivity", Sensitivity.values)
        return plain(record)
    return None


def check_course(record: Record, known: Known) -> None:
    record.text("summary", max_length=200)
    record.texts("outcomes", at_least=1, max_length=200)
    listed_beside(record, "modules", "{}/module.yaml")


def check_module(record: Record, known: Known) -> None:
    record.text("summary", max_length=200)
    record.text("what_is_in_this")
    record.integer("minutes", at_least=1, at_most=90)
    record.choice("age_band", AgeBand.values)
    record.choice("delivery", Delivery.values)
    listed_beside(record, "lessons", "{}.yaml")
    record.choice("precheck", known.quizzes, default="")
    record.choice("quiz", known.quizzes, default="")
    record.choice("scenario", known.scenarios, default="")


def check_lesson(record: Record, known: Known) -> None:
    record.integer("minutes", at_least=1, at_most=30)
    for step in record.records("steps", at_least=1, at_most=12):
        with step:
            step.uuid("id")
            known.ids.note(step)
            step.text("title", max_length=80)
            step.choice("skill", known.skills, default="")
            for block in step.records("blocks", at_least=1):
                check_block(block, known.facts)


def write(files: PageFiles, *, catalog: CatalogPage, force: bool) -> list[tuple[str, str, Outcome]]:
    """Write the pages below `catalog` in the caller's transaction; return (kind, slug, outcome)."""
    done, before = [], slugs_below(CoursePage, catalog)
    for course_data, modules in files.courses:
        course, outcome = write_page(COURSE, course_data, catalog, force=force)
        done.append((COURSE.kind, course_data["slug"], outcome))
        for module_data, lessons in modules:
            module, outcome = write_page(MODULE, module_data, course, force=force)
            done.append((MODULE.kind, module_data["slug"], outcome))
            for lesson_data in lessons:
                _lesson, outcome = write_page(LESSON, lesson_data, module, force=force)
                done.append((LESSON.kind, lesson_data["slug"], outcome))
            if outcome_of(done, MODULE.kind, module_data["slug"]) == Outcome.UPDATED:
                put_in_order(LessonPage, module, [lesson["slug"] for lesson in lessons])
        if outcome_of(done, COURSE.kind, course_data["slug"]) == Outcome.UPDATED:
            put_in_order(ModulePage, course, [module["slug"] for module, _lessons in modules])
    return [*done, write_catalog(files, catalog, before, force=force)]


def write_catalog(files: PageFiles, catalog: CatalogPage, before: list[str], *, force: bool):
    """Let the courses stand in the order of their file, unless an editor put them in another.

    `before` are the courses that stood there before this load, in their order.
    """
    wanted = catalog_data([course["slug"] for course, _modules in files.courses])
    standing = catalog_data(before) if before else None
    outcome = decide(
        kind=CATALOG, key=files.language, standing=standing, wanted=wanted, force=force
    )
    if outcome == Outcome.UPDATED:
        put_in_order(CoursePage, catalog, wanted["courses"])
    if outcome != Outcome.KEPT:
        note_loaded(kind=CATALOG, key=files.language, data=wanted)
    return CATALOG, files.language, outcome


def catalog_data(slugs: list[str]) -> dict:
    return {"courses": slugs}


def slugs_below(model: type, parent) -> list[str]:
    """Return the slugs of the live pages of a kind below a page, in their order."""
    pages = model.objects.live().child_of(parent).order_by("path")
    return list(pages.values_list("slug", flat=True))


def outcome_of(done: list[tuple[str, str, Outcome]], kind: str, key: str) -> Outcome:
    return next(outcome for k, name, outcome in done if (k, name) == (kind, key))


def put_in_order(model: type, parent, slugs: list[str]) -> None:
    """Let the pages of a kind below `parent` stand in the order in which a file lists them."""
    pages = {page.slug: page for page in model.objects.child_of(parent).order_by("path")}
    if [slug for slug in pages if slug in slugs] != slugs:
        for slug in slugs:
            page = model.objects.get(pk=pages[slug].pk)
            page.move(type(parent).objects.get(pk=parent.pk), pos="last-child")


@dataclass(frozen=True)
class PageKind:
    """How one kind of page goes to and from its file."""

    kind: str
    model: type
    fill: object
    dump: object


def write_page(kind: PageKind, data: dict, parent, *, force: bool):
    standing = kind.model.objects.filter(translation_key=data["id"], locale=parent.locale).first()
    dumped = standing and page_data(kind, standing)
    name = {"kind": kind.kind, "key": loaded_key(parent.locale.language_code, data["id"])}
    outcome = decide(
        **name,
        standing=dumped,
        wanted=data,
        force=force,
        has_draft=bool(standing and standing.has_unpublished_changes),
    )
    if outcome not in {Outcome.CREATED, Outcome.UPDATED}:
        return standing, outcome
    page = standing or kind.model(locale=parent.locale, translation_key=data["id"])
    page.title = data["neutral_title"]
    page.slug = data["slug"]
    page.heading = data["heading"]
    page.sensitivity = data["sensitivity"]
    kind.fill(page, data)
    if standing is None:
        page.live = False
        parent.add_child(instance=page)
    page.save_revision().publish()
    note_loaded(**name, data=data)
    return page, outcome


def page_data(kind: PageKind, page) -> dict:
    """Return a page as its file would say it, keys in the file's order."""
    head = {
        "id": str(page.translation_key),
        "slug": page.slug,
        "neutral_title": page.title,
        "heading": page.heading,
    }
    return head | kind.dump(page)


def lesson_problems(lesson: LessonPage) -> Iterator[content_checks.Problem]:
    """Yield what the content checks find, for the age band of the lesson's module. One query.

    A lesson that is not in the tree yet is read as for the youngest.
    """
    band = content_checks.YOUNGEST
    if lesson.path:
        band = ModulePage.objects.parent_of(lesson).values_list("age_band", flat=True)[0]
    return content_checks.draft_problems(
        lambda: page_data(LESSON, lesson), content_checks.check_lesson, band
    )


def fill_course(page: CoursePage, data: dict) -> None:
    page.summary = data["summary"]
    page.outcomes = [("outcome", outcome) for outcome in data["outcomes"]]


def dump_course(page: CoursePage) -> dict:
    return {
        "summary": page.summary,
        "outcomes": [block.value for block in page.outcomes],
        "sensitivity": page.sensitivity,
        "modules": slugs_below(ModulePage, page),
    }


def fill_module(page: ModulePage, data: dict) -> None:
    for name in ("summary", "what_is_in_this", "minutes", "age_band", "delivery"):
        setattr(page, name, data[name])
    for name, model in PARTS.items():
        part = model.objects.get(key=data[name], locale=page.locale) if name in data else None
        setattr(page, name, part)


def dump_module(page: ModulePage) -> dict:
    data = {
        name: getattr(page, name)
        for name in ("summary", "what_is_in_this", "minutes", "age_band", "delivery", "sensitivity")
    }
    data["lessons"] = slugs_below(LessonPage, page)
    return data | {name: part.key for name in PARTS if (part := getattr(page, name))}


def fill_lesson(page: LessonPage, data: dict) -> None:
    page.minutes = data["minutes"]
    page.steps = [step_to_stream(step, page.locale) for step in data["steps"]]


def step_to_stream(step: dict, locale: Locale) -> dict:
    return {
        "type": "step",
        "id": step["id"],
        "value": {
            "title": step["title"],
            "skill": step.get("skill", ""),
            "blocks": [block_to_stream(block, locale) for block in step["blocks"]],
        },
    }


def dump_lesson(page: LessonPage) -> dict:
    return {
        "minutes": page.minutes,
        "sensitivity": page.sensitivity,
        "steps": [step_from_stream(step) for step in page.steps],
    }


def step_from_stream(child) -> dict:
    skill = {"skill": child.value["skill"]} if child.value["skill"] else {}
    return {
        "id": str(child.id),
        "title": child.value["title"],
        **skill,
        "blocks": [block_from_stream(block) for block in child.value["blocks"]],
    }


COURSE = PageKind("course", CoursePage, fill_course, dump_course)
MODULE = PageKind("module", ModulePage, fill_module, dump_module)
LESSON = PageKind("lesson", LessonPage, fill_lesson, dump_lesson)


def dump(folder: Path, language: str) -> None:
    """Write the pages of one language to files; load(dump) changes nothing."""
    locale = Locale.objects.get(language_code=language)
    for catalog in CatalogPage.objects.filter(locale=locale):
        path = folder / "courses" / f"{CATALOG}.yaml"
        write_file(path, catalog_data(slugs_below(CoursePage, catalog)))
    for course in CoursePage.objects.filter(locale=locale):
        write_file(folder / "courses" / course.slug / "course.yaml", page_data(COURSE, course))
        for module in ModulePage.objects.child_of(course):
            place = folder / "courses" / course.slug / module.slug
            write_file(place / "module.yaml", page_data(MODULE, module))
            for lesson in LessonPage.objects.child_of(module):
                write_file(place / f"{lesson.slug}.yaml", page_data(LESSON, lesson))


def write_file(path: Path, data: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write_yaml(data), encoding="utf-8")
