"""How a class did in one module: who is through with it, its skills, and what it gained.

Figures of skills are sums of figures that stand question by question, so the two pages tell the
same and nothing lies between them.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignments.models import Assignment
from assignments.rules import module_sensitivity
from core.enums import Sensitivity
from courses.queries import live_quiz
from insight.guarded_total import guarded_total
from insight.question_insight import QuestionInsight, quiz_insight
from insight.small_numbers import Part, is_small, parts_told, told
from progress.enums import LessonState
from quizzes.statistics import SHOWN_FROM, Band
from teaching.gain import ClassGain, class_gain
from teaching.lesson_grid import LessonGrid, lesson_grid
from teaching.queries import Member

# From so many hundredths of best answers a skill needs no other look: as a learner's "Got it".
GOES_WELL_FROM = 80

BAND_WORDS = {
    Band.NONE: gettext_lazy("Hardly any of the points were reached at the first try."),
    Band.FEW: gettext_lazy("A few of the points were reached at the first try."),
    Band.HALF: gettext_lazy("About half of the points were reached at the first try."),
    Band.MOST: gettext_lazy("Most of the points were reached at the first try."),
    Band.NEARLY_ALL: gettext_lazy("Nearly all of the points were reached at the first try."),
}


@dataclass(frozen=True)
class SkillFinding:
    """Of so many counted answers about a skill, how many were best: at first, and in the latest
    try of those who tried again.
    """

    name: str
    best: int
    answers: int
    best_again: int
    answers_again: int

    @property
    def hundredths(self) -> int:
        return 100 * self.best // self.answers

    @property
    def goes_well(self) -> bool:
        return self.hundredths >= GOES_WELL_FROM

    @property
    def is_drawn(self) -> bool:
        return not is_small(self.best)

    @property
    def first_words(self) -> str:
        words = _("At first, %(best)s of %(all)s answers were the best one.")
        return words % {"best": told(self.best), "all": self.answers}

    @property
    def again_words(self) -> str:
        """What became of it; empty where too few tried again."""
        if not self.answers_again:
            return ""
        words = _("In the latest try of those who tried again, %(best)s of %(all)s were.")
        return words % {"best": told(self.best_again), "all": self.answers_again}


@dataclass(frozen=True)
class ModuleInsight:
    """One module as a class stands in it: `parts` of `students`, and of its quiz either `skills`
    and `gain` (open) or a `total` that tells of nobody (careful and private).
    """

    students: int
    parts: list[Part]
    is_open: bool
    has_quiz: bool
    skills: list[SkillFinding]
    gain: ClassGain | None
    total: Band | None

    @property
    def headline(self) -> str:
        """The finding in one plain sentence."""
        if not self.has_quiz:
            return self.words
        if not self.is_open:
            return str(BAND_WORDS[self.total]) if self.total else self.too_early
        if not self.skills:
            return _("Fewer than 5 students have taken the quiz, so there is nothing to show yet.")
        weakest = self.skills[0]
        if weakest.goes_well:
            words = _("This went well: %(best)s of %(all)s first answers were the best one.")
            best, answers = (one.best for one in self.skills), (one.answers for one in self.skills)
            return words % {"best": told(sum(best)), "all": sum(answers)}
        words = _("Worth another look: “%(skill)s”. %(best)s of %(all)s first answers were best.")
        about = {"skill": weakest.name, "best": told(weakest.best), "all": weakest.answers}
        return words % about

    @property
    def is_drawn(self) -> bool:
        return self.students >= SHOWN_FROM

    @property
    def too_early(self) -> str:
        return _("How the quiz went is not shown, or not yet, so that nobody can be picked out.")

    @property
    def words(self) -> str:
        """The bar as a sentence."""
        if not self.students:
            return _("Nobody is in this class yet.")
        parts = "; ".join(part.words for part in self.parts)
        return _("Of %(all)s students – %(parts)s.") % {"all": told(self.students), "parts": parts}


def module_insight(
    assignment: Assignment, students: list[Member], *, by, now: datetime
) -> ModuleInsight:
    """Return how the class of an assignment did, which is read `with_scores`; its module comes with
    both quizzes.

    Two queries; with a quiz two more where it is careful or private, and eight where it is open
    (nine where it begins with a pre-check).
    """
    module, quiz = assignment.module, live_quiz(assignment.module)
    is_open = assignment.has_scores if quiz else module_sensitivity(module) == Sensitivity.OPEN
    grid = lesson_grid(students, module, assignment.quiz_mode)
    skills, gain = [], None
    if quiz and is_open:
        skills = skill_findings(quiz_insight(assignment, by=by, is_open=True).questions)
        gain = class_gain([student.user_id for student in students], module)
    return ModuleInsight(
        students=len(students),
        parts=parts_told(standing_parts(grid)),
        is_open=is_open,
        has_quiz=quiz is not None,
        skills=skills,
        gain=gain,
        total=None if is_open or quiz is None else guarded_total(assignment, now=now),
    )


def standing_parts(grid: LessonGrid) -> list[Part]:
    """Return how many are how far, from who is through to who has not begun."""
    counts = Counter(how_far(row.states, has_quiz=grid.has_quiz) for row in grid.rows)
    labels = {
        "high": _("finished the quiz") if grid.has_quiz else _("done every lesson"),
        "good": _("done every lesson, not the quiz"),
        "fair": _("on the way"),
        "none": _("not started"),
    }
    return [Part(label, counts[tone], tone) for tone, label in labels.items()]


def how_far(states: list[LessonState], *, has_quiz: bool) -> str:
    """Return the tone of the part of the bar in which somebody with these states is."""
    lessons = states[:-1] if has_quiz else states
    if has_quiz and states[-1] == LessonState.DONE:
        return "high"
    if lessons and set(lessons) == {LessonState.DONE}:
        return "good" if has_quiz else "high"
    return "fair" if set(states) - {LessonState.NOT_STARTED} else "none"


def skill_findings(questions: list[QuestionInsight]) -> list[SkillFinding]:
    """Return what the questions of a quiz that may be shown say of its skills, weakest first."""
    sums, names = defaultdict(lambda: [0, 0, 0, 0]), {}
    for one in questions:
        if not (one.is_shown and one.is_scored):
            continue
        skill, again = one.version.question.skill, one.tried_again
        figures = (one.best, one.people, *((again.best, again.people) if again else (0, 0)))
        names[skill.pk] = skill.name
        sums[skill.pk] = [a + b for a, b in zip(sums[skill.pk], figures, strict=True)]
    found = [SkillFinding(names[skill], *figures) for skill, figures in sums.items()]
    return sorted(found, key=lambda one: (one.best / one.answers, one.name))
