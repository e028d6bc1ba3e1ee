"""How a class did at each question of a quiz, and what to talk about because of it.

Numbers come five people at a time (`class_answers`). Careful and private questions have none.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from assignments.models import Assignment
from core.enums import Sensitivity
from insight.class_answers import ClassAnswers, Given, class_answers, in_fives
from quizzes import statistics
from quizzes.enums import FlagKind
from quizzes.feedback import spoken_words
from quizzes.flagging.queries import flags_of
from quizzes.marking import MAX_POINTS, is_best_option, is_reasonable_option, kind_of, mark
from quizzes.models import Misconception, QuestionVersion, Quiz, QuizQuestion, TeacherFlag
from quizzes.statistics import SHOWN_FROM, TECHNICAL_FROM, VERY_SURE, Answer, Stratum, Sums

# One person who is very sure of something shares it with nobody.
SHARED_FROM = 2
# What of an option may change without making another answer of it.
WORDS_ABOUT = {"explanation", "tag"}


@dataclass(frozen=True)
class Bar:
    """How many gave one answer; `tag` says in words what it is worth, `note` what is behind it."""

    label: str
    count: int
    tag: str = ""
    note: str = ""
    is_best: bool = False
    is_common: bool = False


@dataclass(frozen=True)
class Again:
    """Of so many `people` who tried again, how many gave the best answer in their latest try."""

    people: int
    best: int


@dataclass(frozen=True)
class Prompt:
    """Two minutes of talk about what several students were very sure of; all of it the editors'."""

    answer: str
    belief: str
    why: RichText
    say_this: str


@dataclass(frozen=True)
class QuestionInsight:
    """One question as a class met it: the version, the answers that may be counted, own flags.

    `first` has each person's first try, `latest` that of the latest try of who tried again.
    `had_others` says that an earlier version, which is not counted, had other answers.
    """

    version: QuestionVersion
    number: int
    is_open: bool
    first: list[Given]
    latest: list[Given]
    had_others: bool
    beliefs: dict[str, str]
    flags: list[TeacherFlag] = field(default_factory=list)

    @property
    def content(self) -> dict:
        return self.version.content

    @property
    def anchor(self) -> str:
        return anchor_of(self.version)

    @property
    def kinds_to_flag(self) -> list[FlagKind]:
        """What this teacher has not said of it yet."""
        said = {flag.kind for flag in self.flags}
        return [kind for kind in FlagKind if kind not in said]

    @property
    def is_scored(self) -> bool:
        return kind_of(self.content).is_scored

    @property
    def people(self) -> int:
        return len(self.first)

    @property
    def is_shown(self) -> bool:
        return self.is_open and self.people >= SHOWN_FROM

    @property
    def best(self) -> int:
        return count_best(self.first)

    def worth(self, points: int) -> int:
        return sum(one.points == points for one in self.first)

    @cached_property
    def sure_and_wrong(self) -> int | None:
        """How many were very sure of an answer worth nothing; None where too few said how sure."""
        if not self.is_shown or sum(one.confidence > 0 for one in self.first) < SHOWN_FROM:
            return None
        return sum(is_sure_and_wrong(one) for one in self.first)

    @property
    def tried_again(self) -> Again | None:
        if not self.is_shown or len(self.latest) < SHOWN_FROM:
            return None
        return Again(len(self.latest), count_best(self.latest))

    # What was chosen

    @cached_property
    def bars(self) -> list[Bar]:
        if self.shows_options:
            return [self.bar(option) for option in self.content["options"]]
        return [
            Bar(_("Best answer"), self.best, is_best=True),
            Bar(_("Partly right"), self.worth(1)),
            Bar(_("Not this time"), self.worth(0)),
        ]

    @property
    def shows_options(self) -> bool:
        return kind_of(self.content).form == "choice"

    @property
    def takes_several(self) -> bool:
        return self.shows_options and kind_of(self.content).takes_several

    def bar(self, option: dict) -> Bar:
        return Bar(
            label=option["text"],
            count=sum(option["id"] in one.chosen for one in self.first),
            tag=self.tag(option),
            note=self.beliefs.get(option["tag"], ""),
            is_best=is_best_option(self.content, option),
            is_common=option == self.shared,
        )

    def tag(self, option: dict) -> str:
        if is_best_option(self.content, option):
            return _("Part of the best answer") if self.takes_several else _("Best answer")
        if option == self.shared:
            return _("%(n)d very sure of it") % {"n": self.sure_of(option)}
        return _("Reasonable") if is_reasonable_option(self.content, option) else ""

    # What to talk about

    def sure_of(self, option: dict) -> int:
        return sum(is_sure_and_wrong(one) and option["id"] in one.chosen for one in self.first)

    @cached_property
    def shared(self) -> dict | None:
        """The option worth nothing that most were very sure of; None where nobody shared one."""
        if not self.shows_options or not self.sure_and_wrong:
            return None
        worthless = [option for option in self.content["options"] if not option["value"]]
        found = max(worthless, key=self.sure_of, default=None)
        return found if found and self.sure_of(found) >= SHARED_FROM else None

    @property
    def prompt(self) -> Prompt | None:
        if self.shared is None:
            return None
        return Prompt(
            answer=spoken_words(self.shared["text"]),
            belief=self.beliefs.get(self.shared["tag"], ""),
            why=RichText(self.shared["explanation"]),
            say_this=spoken_words(self.content["say_this"]),
        )

    # Technical figures

    @property
    def is_technical(self) -> bool:
        return self.is_shown and self.people >= TECHNICAL_FROM

    @property
    def facility(self) -> float:
        return statistics.facility(self.strata)

    @property
    def discrimination(self) -> float | None:
        return statistics.discrimination(self.strata)

    @cached_property
    def strata(self) -> list[Stratum]:
        """The first answers as the statistics take them, by what else was answered."""
        sums = defaultdict(lambda: defaultdict(lambda: Sums(0, 0, 0)))
        for one in self.first:
            of_sheet = sums[one.sheet]
            answer = Answer(one.version, " ".join(one.chosen), one.confidence, one.points)
            count, rest, squared = of_sheet[answer]
            of_sheet[answer] = Sums(count + 1, rest + one.rest, squared + one.rest**2)
        return list(sums.values())


def anchor_of(version: QuestionVersion) -> str:
    """Return the id of the part of the page that is about the question."""
    return f"question-{version.uuid}"


def is_sure_and_wrong(one: Given) -> bool:
    return one.confidence == VERY_SURE and not one.points


def count_best(given: Iterable[Given]) -> int:
    return sum(one.points == MAX_POINTS for one in given)


def surest_first(insights: list[QuestionInsight]) -> list[QuestionInsight]:
    """Return them by the share that was sure and wrong; where none may be shown, last."""

    def share(one: QuestionInsight) -> float:
        return -1 if one.sure_and_wrong is None else one.sure_and_wrong / one.people

    return sorted(insights, key=share, reverse=True)


# --- Putting it together -------------------------------------------------------------------------


@dataclass(frozen=True)
class QuizInsight:
    """Every question of a quiz in its order; `leaves_out` as in `ClassAnswers`."""

    questions: list[QuestionInsight]
    leaves_out: bool

    def sorted_by_sureness(self) -> "QuizInsight":
        return replace(self, questions=surest_first(self.questions))

    @property
    def to_begin_with(self) -> QuestionInsight | None:
        """The question whose misconception most people share, if any."""
        shared = [one for one in surest_first(self.questions) if one.prompt]
        return shared[0] if shared else None


def quiz_insight(assignment: Assignment, *, by, is_open: bool) -> QuizInsight:
    """Return how a class did at each question of a module that has its quiz selected; where it is
    not `is_open`, the questions alone.

    Six queries; four where it is not open.
    """
    classroom, quiz = assignment.classroom, assignment.module.quiz
    mode = assignment.quiz_mode
    answers = class_answers(classroom, quiz, mode=mode) if is_open else ClassAnswers()
    places = QuizQuestion.objects.filter(quiz=quiz, question__live=True)
    order = list(places.order_by("sort_order", "pk").values_list("question", flat=True))
    versions = versions_asked(order, answers)
    beliefs = beliefs_behind(versions, quiz)
    insights = insights_of(order, versions, answers, beliefs=beliefs, is_open=is_open)
    flags = flags_of(by, versions)
    flagged = [replace(one, flags=flags[one.version.pk]) for one in insights]
    return QuizInsight(flagged, answers.leaves_out)


def insights_of(
    order: list[int],
    versions: list[QuestionVersion],
    answers: ClassAnswers,
    *,
    beliefs: dict[str, str],
    is_open: bool = True,
) -> list[QuestionInsight]:
    """Return the questions of a quiz as a class met them, without flags; `order` has their ids."""
    by_question = defaultdict(list)
    for version in versions:
        by_question[version.question_id].append(version)
    # Last those that the quiz has no more.
    numbers = [*order, *(pk for pk in by_question if pk not in order)]
    insights = []
    for number, question in enumerate(numbers, start=1):
        pooled, had_others = versions_to_count(by_question[question], answers)
        of_question = counted(pooled, answers)
        insights.append(
            QuestionInsight(
                version=pooled[0],
                number=number,
                is_open=is_open and all(map(is_open_version, by_question[question])),
                had_others=had_others,
                beliefs=beliefs,
                **of_question,
            )
        )
    return insights


def versions_asked(questions: list[int], answers: ClassAnswers) -> list[QuestionVersion]:
    """Return the newest version of each question, and those that were answered. One query."""
    answered = {one.version for one in [*answers.first, *answers.later]}
    newest = QuestionVersion.objects.filter(question=OuterRef("question")).order_by("-pk")
    is_newest = Q(question__in=questions, pk=Subquery(newest.values("pk")[:1]))
    found = QuestionVersion.objects.filter(is_newest | Q(pk__in=answered))
    return list(found.select_related("question__skill").order_by("-pk"))


def is_open_version(version: QuestionVersion) -> bool:
    levels = (version.question.sensitivity, version.content["sensitivity"])
    return Sensitivity.strictest(*levels) == Sensitivity.OPEN


def beliefs_behind(versions: list[QuestionVersion], quiz: Quiz) -> dict[str, str]:
    """Map the keys of the misconceptions that options name to the beliefs. One query."""
    keys = {o["tag"] for version in versions for o in version.content["options"] if o.get("tag")}
    found = Misconception.objects.filter(key__in=keys, locale=quiz.locale_id)
    return dict(found.values_list("key", "belief"))


def versions_to_count(
    versions: list[QuestionVersion], answers: ClassAnswers
) -> tuple[list[QuestionVersion], bool]:
    """Return the versions that are counted together, newest first, and whether others were asked.

    Together are those with the same answers to give: another stem or explanation is another
    wording. Of several such sets it is the newest that five people answered, else the newest.
    """
    sets = defaultdict(list)
    for version in versions:
        sets[answers_to_give(version.content)].append(version)
    enough = [one for one in sets.values() if counted(one, answers)["first"]]
    return (enough or list(sets.values()))[0], len(sets) > 1


def answers_to_give(content: dict) -> str:
    options = [
        {name: value for name, value in option.items() if name not in WORDS_ABOUT}
        for option in content["options"]
    ]
    return repr([content["kind"], options])


def counted(versions: list[QuestionVersion], answers: ClassAnswers) -> dict:
    """Return what of the answers to these versions may be counted, each worth what the key gives:
    points that somebody kept when it was corrected tell nothing about the question.
    """
    numbers, content = {version.pk for version in versions}, versions[0].content
    first, later = (
        [
            one._replace(points=mark(content, [*one.chosen]).points)
            for one in given
            if one.version in numbers
        ]
        for given in (answers.first, answers.later)
    )
    latest = {one.user: one for one in in_fives(later)}
    return {"first": in_fives(first), "latest": list(latest.values())}
