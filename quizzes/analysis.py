"""What editors may see of how a question does: in plain words first, figures once they mean much.

Of fewer than five people nothing is shown. Careful and private questions are shown in bands, and
not at all where everybody agrees (decision 3); their flags are shown, for a flag takes thirty.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.enums import Sensitivity
from quizzes import statistics
from quizzes.enums import Confidence
from quizzes.flags import Flag, flags, item_of
from quizzes.marking import MAX_POINTS, is_best_option, is_reasonable_option
from quizzes.models import DRAWN, AnswerTally, QuestionVersion, QuizTally
from quizzes.statistics import SHOWN_FROM, TECHNICAL_FROM, Band, Stratum, people

FLAG_WORDS = {
    Flag.KEY: gettext_lazy(
        "Those who do well elsewhere avoid the best answer. Is the right one marked as best?"
    ),
    Flag.SECOND: gettext_lazy(
        "Of those who do well elsewhere, as many choose an answer worth nothing as the best one. "
        "Could it be right as well?"
    ),
    Flag.CHANCE: gettext_lazy("Choosing blindly would do better. Is it asked clearly?"),
    Flag.WEAK: gettext_lazy(
        "It hardly tells who can do the rest. It may be read in two ways, give its answer away, or "
        "ask for something else."
    ),
    Flag.EASY: gettext_lazy("Nearly everybody is right at once. Does it still teach anything?"),
    Flag.UNUSED: gettext_lazy("Nobody chooses one of the answers. Write one that tempts somebody."),
    Flag.SURE: gettext_lazy(
        "Those who are very sure are right less often than others. Look at what they believe."
    ),
}
BAND_WORDS = {
    Band.NONE: gettext_lazy("none"),
    Band.FEW: gettext_lazy("a few"),
    Band.HALF: gettext_lazy("about half"),
    Band.MOST: gettext_lazy("most"),
    Band.NEARLY_ALL: gettext_lazy("nearly all"),
}


def share_in_words(thousandths: int, *, in_bands: bool) -> str:
    """Return a share as people say it: "7 of 10", or a band."""
    if in_bands:
        return str(BAND_WORDS[statistics.band(thousandths)])
    return _("%(n)d of 10") % {"n": (thousandths + 50) // 100}


def thousandths(part: int, whole: int) -> int:
    return 1000 * part // whole


@dataclass(frozen=True)
class OptionRow:
    """How one option does, with `count` and `discrimination` where they may be shown."""

    text: str
    worth: str
    # In words.
    share: str
    count: int | None
    discrimination: float | None


@dataclass(frozen=True)
class QuizRow:
    """How reliable a quiz is as a whole, for people who were asked the same questions."""

    title: str
    attempts: int
    alpha: float | None
    standard_error: float | None


@dataclass(frozen=True)
class Analysis:
    """How one version of a question does in scored attempts, and before the lessons."""

    version: QuestionVersion
    scored: list[Stratum]
    before: list[Stratum]
    in_bands: bool

    @cached_property
    def is_shown(self) -> bool:
        return self.may_be_shown(self.scored)

    @property
    def is_technical(self) -> bool:
        return self.is_shown and not self.in_bands and people(self.scored) >= TECHNICAL_FROM

    def may_be_shown(self, strata: list[Stratum]) -> bool:
        hides_all = self.in_bands and statistics.all_agree(strata)
        return people(strata) >= SHOWN_FROM and not hides_all

    @property
    def count(self) -> int | None:
        """Return how many answers it was, where that may be shown."""
        return None if self.in_bands else people(self.scored)

    @property
    def best(self) -> str:
        return self.share_best(self.scored)

    @property
    def best_before(self) -> str:
        """Return the share of best answers in pre-checks, in words; "" where none may be shown."""
        return self.share_best(self.before) if self.may_be_shown(self.before) else ""

    def share_best(self, strata: list[Stratum]) -> str:
        best = people(strata, lambda answer: answer.points == MAX_POINTS)
        return share_in_words(thousandths(best, people(strata)), in_bands=self.in_bands)

    @property
    def sure_and_wrong(self) -> str:
        found = self.figures()["sure_and_wrong"]
        return "" if found is None else share_in_words(found, in_bands=False)

    @property
    def facility(self) -> float:
        return statistics.facility(self.scored)

    @property
    def discrimination(self) -> float | None:
        return statistics.discrimination(self.scored)

    @cached_property
    def flags(self) -> list[Flag]:
        if not self.is_shown:
            return []
        return flags(item_of(self.version.content), self.scored)

    @property
    def reasons(self) -> list[str]:
        return flag_words(self.flags)

    def options(self) -> list[OptionRow]:
        """Return a row for each option; none where answers are not told apart by options."""
        told_apart = any(answer.chosen for stratum in self.scored for answer in stratum)
        content = self.version.content
        return [self.option(content, one) for one in content["options"]] if told_apart else []

    def option(self, content: dict, option: dict) -> OptionRow:
        count = people(self.scored, statistics.choosing(option["id"]))
        share = thousandths(count, people(self.scored))
        discrimination = statistics.option_discrimination(self.scored, option["id"])
        return OptionRow(
            text=option["text"],
            worth=worth_in_words(content, option),
            share=share_in_words(share, in_bands=self.in_bands),
            count=None if self.in_bands else count,
            discrimination=discrimination if self.is_technical else None,
        )

    def confidences(self) -> list[tuple[str, str, int]]:
        """Return how sure people were, which share of these was best, and how many they were.

        Only what five people or more said; nothing of a careful question.
        """
        said = {} if self.in_bands else statistics.calibration(self.scored)
        return [
            (str(Confidence(one).label), share_in_words(thousandths(best, n), in_bands=False), n)
            for one, (best, n) in said.items()
            if n >= SHOWN_FROM
        ]

    def figures(self) -> dict:
        """Return the fields of its `QuestionFigures`."""
        said = people(self.scored, lambda answer: answer.confidence > 0)
        wrong = statistics.sure_and_wrong(self.scored)
        shows_sure = self.is_shown and not self.in_bands and said >= SHOWN_FROM
        discrimination = self.discrimination if self.is_technical else None
        return {
            "version": self.version,
            "facility": self.facility_to_show() if self.is_shown else None,
            "discrimination": None if discrimination is None else round(1000 * discrimination),
            "sure_and_wrong": thousandths(wrong, said) if shows_sure else None,
            "in_bands": self.in_bands,
            "flags": self.flags,
        }

    def facility_to_show(self) -> int:
        """Return it in thousandths; of a careful question the same number for the whole band."""
        exact = int(1000 * self.facility)
        return statistics.middle_of_band(exact) if self.in_bands else exact


def worth_in_words(content: dict, option: dict) -> str:
    if is_best_option(content, option):
        return _("best")
    return _("reasonable") if is_reasonable_option(content, option) else _("worth nothing")


def flag_words(flags: Iterable[str]) -> list[str]:
    return [str(FLAG_WORDS[Flag(flag)]) for flag in flags]


def analyses(versions: Iterable[QuestionVersion]) -> list[Analysis]:
    """Return how each of these versions does. One query, as long as answers differ, not as many."""
    versions = list(versions)
    strata = defaultdict(lambda: defaultdict(dict))
    careful = {v.pk for v in versions if v.content["sensitivity"] != Sensitivity.OPEN}
    rows = AnswerTally.objects.filter(version__in=versions).select_related("tally")
    for row in rows:
        strata[row.version_id, row.tally.is_scored][row.tally_id][row.answer] = row.sums
        if row.tally.sensitivity != Sensitivity.OPEN:
            careful.add(row.version_id)
    return [
        Analysis(
            version,
            scored=list(strata[version.pk, True].values()),
            before=list(strata[version.pk, False].values()),
            in_bands=version.pk in careful,
        )
        for version in versions
    ]


def newest_analyses(questions) -> dict[int, Analysis]:
    """Map questions, by number, to how their newest version does. Two queries."""
    newest = QuestionVersion.objects.filter(question=OuterRef("question")).order_by("-pk")
    versions = QuestionVersion.objects.filter(
        question__in=questions, pk=Subquery(newest.values("pk")[:1])
    )
    return {analysis.version.question_id: analysis for analysis in analyses(versions)}


def quizzes_as_a_whole(version: QuestionVersion) -> list[QuizRow]:
    """Return how reliable the quizzes are that ask a version, each for its open, scored attempts by
    thirty people or more. Three queries.

    Where questions are drawn people had different ones, and nothing can be said of the whole.
    """
    tallies = QuizTally.objects.filter(
        answers__version=version,
        is_scored=True,
        sensitivity=Sensitivity.OPEN,
        attempts__gte=TECHNICAL_FROM,
    )
    rows = (
        tallies.exclude(sheet__startswith=DRAWN)
        .distinct()
        .select_related("quiz")
        .prefetch_related("answers")
        .order_by("pk")
    )
    return [quiz_row(row) for row in rows]


def quiz_row(row: QuizTally) -> QuizRow:
    tally = row.as_tally()
    return QuizRow(
        title=row.quiz.title,
        attempts=row.attempts,
        alpha=statistics.alpha(tally),
        standard_error=statistics.standard_error(tally),
    )
