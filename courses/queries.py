"""What the pages of this room show. Each docstring states its number of queries."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from core.enums import Sensitivity
from core.languages import address_in
from courses.models import CoursePage, LessonPage, ModulePage
from labs.models import Scenario
from quizzes.models import Quiz
from quizzes.queries import askable_versions

FIRST_LESSONS = 4


@dataclass(frozen=True)
class AnotherLook:
    """A step worth another look, as a row of the task list; `note` is the skill it teaches."""

    label: str
    url: str
    note: str


@dataclass(frozen=True)
class CourseCard:
    """A course in a list: what it is called, how much there is, what it begins with."""

    url: str
    heading: str
    summary: str
    language: str
    lessons: int
    minutes: int
    first_lessons: list[LessonPage]


@dataclass(frozen=True)
class ModuleRow:
    """A module of a course, with its lessons in order."""

    module: ModulePage
    url: str
    lessons: list[LessonPage]


@dataclass(frozen=True)
class ModuleContents:
    """What a module holds: its lessons in order, and its quizzes where those are published."""

    course_heading: str
    course_url: str
    lessons: list[LessonPage]
    quiz: Quiz | None
    question_count: int
    precheck: Quiz | None
    precheck_count: int
    scenario: Scenario | None


@dataclass(frozen=True)
class LessonPlace:
    """Where a lesson stands: its module, and its number from 1.

    `sensitivity` is the strictest of module and lesson.
    """

    module_title: str
    module_url: str
    sensitivity: Sensitivity
    number: int
    total: int


@dataclass(frozen=True)
class LessonEnd:
    """What a lesson leads to: the next one, after the last of them the quiz, or neither."""

    place: LessonPlace
    next_lesson: LessonPage | None
    quiz: Quiz | None

    @property
    def next_url(self) -> str:
        if self.next_lesson:
            return self.next_lesson.step_url(1)
        return (
            reverse("quizzes:start", args=[self.quiz.uuid]) if self.quiz else self.place.module_url
        )


def public_courses():
    """Every course a guest may open, in tree order. One query when read."""
    return CoursePage.objects.live().with_restriction().filter(is_restricted=False).order_by("path")


def public_modules():
    """Every module a guest may open, in tree order. One query when read."""
    return ModulePage.objects.live().with_restriction().filter(is_restricted=False).order_by("path")


def lessons_by_module(modules) -> dict[str, list[LessonPage]]:
    """Map the tree path of each module to its live lessons in order. One query."""
    paths = {module.path for module in modules}
    lessons = defaultdict(list)
    pages = LessonPage.objects.live().defer_streamfields().order_by("path")
    for page in pages:
        parent = page.path[: -page.steplen]
        if parent in paths:
            lessons[parent].append(page)
    return lessons


def page_url(page) -> str:
    """The address of a course or module from its path, without asking the database."""
    slugs = page.url_path.split("/learn/", 1)[1].strip("/").split("/")
    name = "courses:course" if len(slugs) == 1 else "courses:module"
    return address_in(page.locale.language_code, name, slugs)


def quiz_address(module: ModulePage) -> str:
    """The address of a module's quiz, which is in the module's language."""
    return address_in(module.locale.language_code, "quizzes:start", [module.quiz.uuid])


def catalog_cards() -> list[CourseCard]:
    """Return the courses a guest may open, those in the reader's language first. Three queries."""
    courses = list(public_courses().within_reach())
    courses.sort(key=lambda course: course.locale.language_code != get_language())
    modules = list(public_modules())
    lessons = lessons_by_module(modules)
    return [
        course_card(course, [m for m in modules if m.path.startswith(course.path)], lessons)
        for course in courses
    ]


def course_card(course, modules, lessons) -> CourseCard:
    in_order = [lesson for module in modules for lesson in lessons[module.path]]
    return CourseCard(
        url=page_url(course),
        heading=course.heading,
        summary=course.summary,
        language=course.locale.language_code,
        lessons=len(in_order),
        minutes=sum(module.minutes for module in modules),
        first_lessons=in_order[:FIRST_LESSONS],
    )


def course_modules(course: CoursePage) -> list[ModuleRow]:
    """Return the live modules below a course with quiz and lessons. Two queries.

    `course` comes with its restriction. Of a public course, guests see its public modules only.
    """
    modules = ModulePage.objects.live().child_of(course).with_restriction().order_by("path")
    if not course.is_restricted:
        modules = modules.filter(is_restricted=False)
    modules = list(modules.select_related("quiz"))
    lessons = lessons_by_module(modules)
    return [ModuleRow(module, page_url(module), lessons[module.path]) for module in modules]


def lesson_place(lesson: LessonPage) -> LessonPlace:
    """Return where a lesson stands. Two queries: its module, and its siblings."""
    return place_among(lesson, module_of(lesson), siblings_of(lesson))


def lesson_end(lesson: LessonPage) -> LessonEnd:
    """Return what comes after a lesson. Two queries: its module with the quiz, and its siblings."""
    module, siblings = module_of(lesson), siblings_of(lesson)
    place = place_among(lesson, module, siblings)
    next_lesson = next(iter(siblings[place.number :]), None)
    return LessonEnd(place, next_lesson, quiz=None if next_lesson else live_quiz(module))


def module_of(lesson: LessonPage) -> ModulePage:
    path = lesson.path[: -lesson.steplen]
    return ModulePage.objects.select_related("quiz", "locale").get(path=path)


def siblings_of(lesson: LessonPage) -> list[LessonPage]:
    siblings = LessonPage.objects.live().sibling_of(lesson).defer_streamfields()
    return list(siblings.order_by("path"))


def place_among(lesson: LessonPage, module: ModulePage, siblings: list[LessonPage]) -> LessonPlace:
    paths = [sibling.path for sibling in siblings]
    return LessonPlace(
        module_title=module.title,
        module_url=page_url(module),
        sensitivity=Sensitivity.strictest(module.sensitivity, lesson.sensitivity),
        number=paths.index(lesson.path) + 1 if lesson.path in paths else 1,
        total=max(len(siblings), 1),
    )


def live_quiz(module: ModulePage) -> Quiz | None:
    return module.quiz if module.quiz_id and module.quiz.live else None


def live_precheck(module: ModulePage) -> Quiz | None:
    return module.precheck if module.precheck_id and module.precheck.live else None


def steps_teaching(module: ModulePage) -> dict[str, tuple[str, str]]:
    """Map skill keys to (title, address) of the first step of the module teaching it. One query."""
    found = {}
    for lesson in LessonPage.objects.live().child_of(module).order_by("path"):
        for number, step in enumerate(lesson.steps, start=1):
            skill = step.value["skill"]
            if skill:
                found.setdefault(skill, (step.value["title"], lesson.step_url(number)))
    return found


def another_look(module: ModulePage, skills) -> list[AnotherLook]:
    """Return the steps of a module that teach those of these skills not yet handled well.

    `skills` are of the kind `quizzes.queries.SkillResult`. One query; none where all went well.
    """
    weak = [skill for skill in skills if skill.is_worth_another_look]
    steps = steps_teaching(module) if weak else {}
    return [AnotherLook(*steps[skill.key], note=skill.name) for skill in weak if skill.key in steps]


def module_contents(module: ModulePage) -> ModuleContents:
    """Return what a module's page lists.

    Four queries with a quiz, two more with a pre-check; one more for each of them in which a
    question rests on facts, and one for a scenario.
    """
    course = CoursePage.objects.select_related("locale").get(path=module.path[: -module.steplen])
    quiz, precheck = live_quiz(module), live_precheck(module)
    return ModuleContents(
        course_heading=course.heading,
        course_url=page_url(course),
        lessons=lessons_by_module([module])[module.path],
        quiz=quiz,
        question_count=questions_today(quiz),
        precheck=precheck,
        precheck_count=questions_today(precheck),
        scenario=live_scenario(module),
    )


def without_closed(scenarios: QuerySet[Scenario]) -> QuerySet[Scenario]:
    """Return those of these scenarios whose module, if they are in one, a guest may open."""
    modules = ModulePage.objects.with_restriction().filter(scenario=OuterRef("pk"))
    closed = modules.filter(Q(live=False) | Q(is_restricted=True))
    return scenarios.filter(~Exists(closed))


def live_scenario(module: ModulePage) -> Scenario | None:
    return module.scenario if module.scenario_id and module.scenario.live else None


def questions_today(quiz: Quiz | None) -> int:
    return len(askable_versions(quiz, on=timezone.localdate())) if quiz else 0
