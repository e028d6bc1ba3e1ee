"""What a learner's own pages show. Each docstring states its number of queries."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Max
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assignments.models import Assignment
from assignments.queries import student_assignments
from core.enums import Sensitivity
from courses.models import LessonPage, ModulePage
from courses.queries import (
    AnotherLook,
    another_look,
    lessons_by_module,
    page_url,
    public_modules,
    quiz_address,
)
from progress.enums import LessonState, SkillState
from progress.mastery import GOT_IT_PERCENT
from progress.models import LessonProgress, SkillProgress
from quizzes.enums import PRESETS, AttemptMode
from quizzes.models import Attempt
from quizzes.queries import (
    QuizStanding,
    first_open_url,
    quiz_standings,
    skills_of_latest_tries,
)

SUGGESTED_LESSONS = 2
# From three days before the due day until a week after it.
REMINDED_DAYS = range(-7, 4)


@dataclass(frozen=True)
class CarryOn:
    """The one next thing: a lesson in the middle, a lesson not yet started, or a module's quiz.

    `step` and `answered` are 0 where nothing of it is done yet. Titles are neutral ones.
    """

    title: str
    url: str
    step: int = 0
    total: int = 0
    is_quiz: bool = False
    answered: int = 0

    @property
    def is_begun(self) -> bool:
        return bool(self.step or self.answered)

    @property
    def label(self) -> str:
        """The words on a link to what lies in the middle."""
        if self.is_quiz:
            return _("Carry on: %(title)s, quiz") % {"title": self.title}
        return _("Carry on: %(title)s, step %(step)d of %(total)d") % {
            "title": self.title,
            "step": self.step,
            "total": self.total,
        }


@dataclass(frozen=True)
class LessonRow:
    title: str
    heading: str
    url: str
    minutes: int
    state: LessonState


@dataclass(frozen=True)
class ModuleProgress:
    """A module as a learner sees it: lessons with their states, and how the quiz stands."""

    module: ModulePage
    url: str
    lessons: list[LessonRow]
    quiz: QuizStanding

    @property
    def done_count(self) -> int:
        return sum(row.state == LessonState.DONE for row in self.lessons)

    @property
    def has_quiz(self) -> bool:
        return self.module.quiz_id is not None and self.module.quiz.live

    @property
    def quiz_url(self) -> str:
        return quiz_address(self.module)

    @property
    def language(self) -> str:
        return self.module.locale.language_code

    @property
    def is_quiz_done(self) -> bool:
        return self.quiz.is_done

    @property
    def is_worth_another_look(self) -> bool:
        """Whether the best try at an open quiz is below what counts as got."""
        best = self.quiz.best
        if best is None or self.quiz.handed_in:
            return False
        return best.sensitivity == Sensitivity.OPEN and best.percent < GOT_IT_PERCENT

    @property
    def is_done(self) -> bool:
        return self.done_count == len(self.lessons) and (self.is_quiz_done or not self.has_quiz)

    @property
    def is_started(self) -> bool:
        is_quiz_begun = self.is_quiz_done or self.quiz.running is not None
        return is_quiz_begun or any(row.state for row in self.lessons)


@dataclass(frozen=True)
class DueWork:
    """A module that one class wants or several; `assignments` are in the order of their days."""

    assignments: list[Assignment]
    progress: ModuleProgress

    @property
    def assignment(self) -> Assignment:
        """The one whose day comes first."""
        return self.assignments[0]

    @property
    def quiz_mode(self) -> AttemptMode:
        """How the quiz is taken: the strictest counts, as in `assignments.policies`."""
        return max((one.taken_as for one in self.assignments), key=PRESETS.index)


@dataclass(frozen=True)
class SkillRow:
    name: str
    can: str
    state: SkillState


@dataclass(frozen=True)
class SecondLook:
    """A finished module whose quiz is worth doing again, and the steps that help with it."""

    module: ModuleProgress
    steps: list[AnotherLook]


@dataclass(frozen=True)
class MyLearning:
    """Everything on /me/. `suggested` are first lessons of modules nobody has asked for;
    `second_look` is there where nothing is left to carry on with.
    """

    carry_on: CarryOn | None
    second_look: SecondLook | None
    due: list[DueWork]
    others: list[ModuleProgress]
    suggested: list[LessonRow]
    skills: list[SkillRow]

    @property
    def modules(self) -> list[ModuleProgress]:
        """Every module a learner has met, in the order of the page."""
        return [*(work.progress for work in self.due), *self.others]

    @property
    def quizzes_done(self) -> int:
        return sum(progress.is_quiz_done for progress in self.modules)


def my_learning(user) -> MyLearning:
    """Return what /me/ shows. Eight queries, two more where a second look helps."""
    assignments = student_assignments(user)
    standing = module_progress(user, list(public_modules().select_related("quiz")))
    assigned = {assignment.module_id for assignment in assignments}
    due = due_works(assignments, standing)
    rest = [progress for pk, progress in standing.items() if pk not in assigned]
    others = [progress for progress in rest if progress.is_started]
    here = get_language()
    new = [p for p in rest if not p.is_started and p.language == here]
    met = [*(work.progress for work in due), *others]
    following = carry_on(user) or next_thing(met)
    return MyLearning(
        carry_on=following,
        second_look=None if following else second_look(user, met),
        due=due,
        others=others,
        suggested=[row for progress in new for row in progress.lessons][:SUGGESTED_LESSONS],
        skills=skill_rows(user),
    )


def due_works(assignments: list[Assignment], standing: dict[int, ModuleProgress]) -> list[DueWork]:
    """Return each assigned module once, in the order of these assignments."""
    wanted: dict[int, list[Assignment]] = {}
    for assignment in assignments:
        wanted.setdefault(assignment.module_id, []).append(assignment)
    return [DueWork(given, standing[pk]) for pk, given in wanted.items() if pk in standing]


def to_remember(works: list[DueWork]) -> list[DueWork]:
    """Return what is not done and due soon, today, or was due a few days ago; then it is quiet."""
    undone = [work for work in works if not work.progress.is_done]
    near = [
        DueWork([one for one in work.assignments if one.days_left in REMINDED_DAYS], work.progress)
        for work in undone
    ]
    return [work for work in near if work.assignments]


def front_page_reminders(user) -> list[DueWork]:
    """Return what to remind a student of on the front page. One query, four more where a day is
    near.
    """
    near = [one for one in student_assignments(user) if one.days_left in REMINDED_DAYS]
    if not near:
        return []
    modules = public_modules().filter(pk__in=[one.module_id for one in near])
    standing = module_progress(user, list(modules.select_related("quiz")))
    return to_remember(due_works(near, standing))


def next_thing(modules: list[ModuleProgress]) -> CarryOn | None:
    """Return the first lesson not yet done, or the quiz not yet taken, of the first open module."""
    progress = next((progress for progress in modules if not progress.is_done), None)
    if progress is None:
        return None
    row = next((row for row in progress.lessons if row.state != LessonState.DONE), None)
    if row:
        return CarryOn(title=row.title, url=row.url)
    return CarryOn(title=progress.module.title, url=progress.quiz_url, is_quiz=True)


def second_look(user, modules: list[ModuleProgress]) -> SecondLook | None:
    """Return the module whose open quiz went least well, if its best try is below "got it".

    Two queries; none where every quiz went well enough.
    """
    weak = [progress for progress in modules if progress.is_worth_another_look]
    if not weak:
        return None
    module = min(weak, key=lambda progress: progress.quiz.best.percent)
    quiz_id = module.module.quiz_id
    skills = skills_of_latest_tries(user, [quiz_id]).get(quiz_id, [])
    return SecondLook(module, another_look(module.module, skills))


def module_progress(user, modules: list[ModulePage]) -> dict[int, ModuleProgress]:
    """Map module ids to a learner's progress in them. Three queries.

    The modules come with their quizzes selected.
    """
    lessons = lessons_by_module(modules)
    states = dict(LessonProgress.objects.filter(user=user).values_list("lesson_id", "state"))
    quizzes = quiz_standings(user, [module.quiz_id for module in modules if module.quiz_id])
    return {
        module.pk: ModuleProgress(
            module=module,
            url=page_url(module),
            lessons=[lesson_row(lesson, states) for lesson in lessons[module.path]],
            quiz=quizzes.get(module.quiz_id, QuizStanding()),
        )
        for module in modules
    }


def lesson_row(lesson: LessonPage, states: dict[int, int]) -> LessonRow:
    return LessonRow(
        title=lesson.title,
        heading=lesson.heading,
        url=lesson.step_url(1),
        minutes=lesson.minutes,
        state=LessonState(states.get(lesson.pk, LessonState.NOT_STARTED)),
    )


def carry_on(user) -> CarryOn | None:
    """Return what a learner left in the middle last, a lesson or a quiz.

    Two queries; for a quiz one or two more (see `quizzes.queries.attempt_state`).
    """
    lesson, attempt = lesson_left(user), quiz_left(user)
    if attempt and (lesson is None or attempt.touched_at > lesson.touched_at):
        return CarryOn(
            title=attempt.module_title,
            url=first_open_url(attempt, on=timezone.localdate()),
            is_quiz=True,
            answered=attempt.answered,
        )
    return lesson_to_carry_on(lesson) if lesson else None


def lesson_left(user) -> LessonProgress | None:
    """Return the lesson a learner left in the middle last. One query."""
    places = LessonProgress.objects.filter(user=user, state=LessonState.STARTED, lesson__live=True)
    return places.select_related("lesson__locale").order_by("-touched_at").first()


def lesson_to_carry_on(place: LessonProgress) -> CarryOn:
    total = len(place.lesson.steps)
    step = min(place.step, total)
    return CarryOn(
        title=place.lesson.title, url=place.lesson.step_url(step), step=step, total=total
    )


def quiz_left(user) -> Attempt | None:
    """Return the try left in the middle last at a quiz that is still there to take. One query."""
    attempts = Attempt.objects.open().filter(user=user, quiz__live=True)
    return (
        attempts.filter(quiz__module__in=public_modules().order_by())
        .annotate(
            answered=Count("slots__responses__slot", distinct=True),
            touched_at=Max("slots__responses__answered_at"),
            module_title=F("quiz__module__title"),
        )
        .filter(answered__gt=0)
        .select_related("quiz__locale")
        .order_by("-touched_at")
        .first()
    )


def skill_rows(user) -> list[SkillRow]:
    """Return the skills a learner has started, strongest first. One query."""
    rows = (
        SkillProgress.objects.filter(user=user).select_related("skill").order_by("-state", "skill")
    )
    return [SkillRow(row.skill.name, row.skill.can, SkillState(row.state)) for row in rows]


@dataclass(frozen=True)
class MyClass:
    """A class as its student sees it."""

    name: str
    nickname: str
    is_waiting: bool
    is_way_back_changed: bool
    is_archived: bool


def my_classes(user) -> list[MyClass]:
    """Return the classes a student is in, waits for or was in, these last. One query."""
    memberships = user.memberships.students().select_related("classroom").order_by("pk")
    classes = [
        MyClass(
            name=m.classroom.name,
            nickname=m.nickname,
            is_waiting=m.is_waiting and not m.classroom.is_archived,
            is_way_back_changed=m.way_back_changed_at is not None,
            is_archived=m.classroom.is_archived,
        )
        for m in memberships
    ]
    return sorted(classes, key=lambda my_class: my_class.is_archived)


def next_url(user) -> str:
    """Return the address of a student's next thing, or "" where there is no lesson at all."""
    learning = my_learning(user)
    if learning.carry_on:
        return learning.carry_on.url
    return learning.suggested[0].url if learning.suggested else ""


def open_lessons(uuids: Iterable[uuid.UUID]) -> dict[uuid.UUID, LessonPage]:
    """Map ids to the lessons whose places may lie on a guest's device. Two queries.

    These are live, closed to nobody, and neither they nor their modules careful or private.
    """
    lessons = list(
        LessonPage.objects.live()
        .with_restriction()
        .filter(translation_key__in=list(uuids), is_restricted=False)
    )
    parents = {lesson.path[: -lesson.steplen] for lesson in lessons}
    levels = dict(ModulePage.objects.filter(path__in=parents).values_list("path", "sensitivity"))
    return {
        lesson.uuid: lesson
        for lesson in lessons
        if {lesson.sensitivity, levels[lesson.path[: -lesson.steplen]]} == {Sensitivity.OPEN}
    }
