"""One column of the grid opened: its lessons and its quiz, states only (decision 5)."""

from dataclasses import dataclass

from django.db.models import Q

from core.enums import Sensitivity
from courses.models import LessonPage, ModulePage
from courses.queries import lessons_by_module, live_quiz
from organizations.models import Membership
from progress.enums import LessonState
from progress.models import LessonProgress
from quizzes.enums import AttemptMode
from quizzes.models import Attempt
from teaching.queries import Member


@dataclass(frozen=True)
class LessonGridRow:
    """A student, the state of each lesson, and last that of the quiz where there is one."""

    membership: Membership | Member
    states: list[LessonState]


@dataclass(frozen=True)
class LessonGrid:
    """One module opened: its lessons, whether a quiz follows, and a row a student."""

    lessons: list[LessonPage]
    has_quiz: bool
    rows: list[LessonGridRow]

    @property
    def done(self) -> list[int]:
        """How many students are done with each column."""
        return [
            sum(row.states[index] == LessonState.DONE for row in self.rows)
            for index in range(len(self.lessons) + self.has_quiz)
        ]


def lesson_grid(students: list[Membership | Member], module: ModulePage, mode: str) -> LessonGrid:
    """Return who has started and done what of a module, which has its quiz selected and is taken
    in a mode (`AttemptMode`); tries in another count where that is practice, or where they are
    careful or private, which are practised in any case.

    Two queries, and one more where there is a quiz.
    """
    lessons, quiz = lessons_by_module([module])[module.path], live_quiz(module)
    users = [student.user_id for student in students]
    states = lesson_states(users, lessons)
    of_quiz = quiz_states(users, quiz.pk, mode) if quiz else {}
    rows = [
        LessonGridRow(
            student,
            [
                *(states.get((user, lesson.pk), LessonState.NOT_STARTED) for lesson in lessons),
                *([of_quiz.get(user, LessonState.NOT_STARTED)] if quiz else []),
            ],
        )
        for student, user in zip(students, users, strict=True)
    ]
    return LessonGrid(lessons, quiz is not None, rows)


def lesson_states(
    users: list[int], lessons: list[LessonPage]
) -> dict[tuple[int, int], LessonState]:
    """Map users and lessons to how far they are. One query."""
    places = LessonProgress.objects.filter(user__in=users, lesson__in=lessons)
    return {
        (user, lesson): LessonState(state)
        for user, lesson, state in places.values_list("user_id", "lesson_id", "state")
    }


def quiz_states(users: list[int], quiz_id: int, mode: str) -> dict[int, LessonState]:
    """Map users who have begun a quiz to whether they ever finished it; no scores. One query."""
    attempts = Attempt.objects.filter(user__in=users, quiz=quiz_id).order_by()
    if mode != AttemptMode.PRACTICE:
        attempts = attempts.filter(Q(mode=mode) | ~Q(sensitivity=Sensitivity.OPEN))
    states = {}
    for user, finished_at in attempts.values_list("user_id", "finished_at"):
        state = LessonState.DONE if finished_at else LessonState.STARTED
        states[user] = max(states.get(user, LessonState.STARTED), state)
    return states
