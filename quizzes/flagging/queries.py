"""Reading flags, for the teacher who said it and for editors. Docstrings state the queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import ngettext

from quizzes.enums import FlagKind
from quizzes.models import Question, QuestionVersion, TeacherFlag


@dataclass(frozen=True)
class FlaggedQuestion:
    """A question with its open flags, the oldest first."""

    question: Question
    flags: list[TeacherFlag]

    @property
    def reasons(self) -> list[str]:
        """Return what was said, each with how many teachers said it."""
        said = Counter(flag.kind for flag in self.flags)
        return [
            ngettext("%(kind)s: 1 teacher", "%(kind)s: %(n)d teachers", said[kind])
            % {"kind": kind.label, "n": said[kind]}
            for kind in FlagKind
            if said[kind]
        ]

    @property
    def notes(self) -> list[str]:
        return [flag.note for flag in self.flags if flag.note]

    @property
    def until(self) -> int:
        return self.flags[-1].pk


def flagged_questions() -> list[FlaggedQuestion]:
    """Return the questions with open flags, those first of which most was said. One query."""
    by_question = defaultdict(list)
    flags = TeacherFlag.objects.open().select_related("version__question").order_by("pk")
    for flag in flags:
        by_question[flag.version.question].append(flag)
    found = [FlaggedQuestion(question, said) for question, said in by_question.items()]
    return sorted(found, key=lambda one: (-len(one.flags), one.question.title))


def flags_of(user, versions: Iterable[QuestionVersion]) -> dict[int, list[TeacherFlag]]:
    """Map versions, by number, to what this teacher said of them, settled or not. One query."""
    found = defaultdict(list)
    for flag in TeacherFlag.objects.filter(by=user, version__in=versions):
        found[flag.version_id].append(flag)
    return found
