"""The list of questions in the CMS: what its columns say in words, and how editors narrow it."""

from django import forms
from django.db.models import IntegerChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn

from quizzes.desk import FIGURE_COLUMNS
from quizzes.enums import QuestionState
from quizzes.models import Question, QuestionComment, Quiz
from upkeep.queries import LATER, SOON

NOWHERE = "none"
CRITICAL = _("critical")


# --- Columns --------------------------------------------------------------------------------------


class ChoiceColumn(Column):
    """Shows a choice by its name alone: labels are written “name: what it means”."""

    def get_value(self, instance):
        return getattr(instance, f"get_{self.name}_display")().partition(":")[0]


def quizzes_of(question: Question) -> str:
    return ", ".join(place.quiz.title for place in question.quiz_places.all()) or _("in no quiz")


def skill_of(question: Question) -> str:
    name = question.skill.name
    return f"{name}, {CRITICAL}" if question.is_critical else name


def audience_of(question: Question) -> str:
    """Return whom it is for and where; a country by its code, for a column is narrow."""
    said = filter(None, [question.get_age_band_display(), question.country])
    return ", ".join(map(str, said)) or _("everybody")


def state_of(question: Question) -> str:
    if question.is_waiting:
        return _("waiting for approval")
    if not question.live:
        return _("hidden") if question.was_published else _("draft")
    state = _("ready + draft") if question.has_unpublished_changes else _("ready")
    if question.is_overdue(on=timezone.localdate()):
        return _("%(state)s, overdue") % {"state": state}
    return state


QUESTION_COLUMNS = [
    "title",
    ChoiceColumn("kind", label=_("Kind"), sort_key="kind"),
    Column("quizzes", label=_("Used in"), accessor=quizzes_of),
    Column("skill", label=_("Skill"), accessor=skill_of),
    Column("audience", label=_("For"), accessor=audience_of, sort_key="age_band"),
    ChoiceColumn("sensitivity", label=_("Sensitivity"), sort_key="sensitivity"),
    *FIGURE_COLUMNS,
    StatusTagColumn(
        "state",
        label=_("State"),
        accessor=state_of,
        sort_key="live",
        primary=lambda question: question.live,
    ),
]


# --- Filters --------------------------------------------------------------------------------------


class DueIn(IntegerChoices):
    """Within how many days a question is to be read again; what is overdue has less than none."""

    OVERDUE = -1, _("Overdue")
    SOON = SOON, _("Within 30 days")
    LATER = LATER, _("Within 90 days")


def places_to_choose() -> list[tuple[str, str]]:
    return [(NOWHERE, _("In no quiz")), *Quiz.objects.values_list("pk", "title")]


class QuestionFilterSet(WagtailFilterSet):
    """Narrows the list; what asks other tables names numbers, which the search understands too."""

    quiz = ChoiceFilter(
        label=_("Used in"), choices=places_to_choose, empty_label=_("All"), method="in_quiz"
    )
    state = ChoiceFilter(
        label=_("State"),
        choices=QuestionState.choices,
        empty_label=_("All"),
        method="in_state",
        widget=forms.RadioSelect,
    )
    due = ChoiceFilter(
        label=_("Read again"),
        choices=DueIn.choices,
        empty_label=_("All"),
        method="is_due",
        widget=forms.RadioSelect,
    )
    comments = ChoiceFilter(
        label=_("Comments"),
        choices=[("open", _("With open comments"))],
        empty_label=_("All"),
        method="with_comments",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Question
        fields = ["kind", "skill", "sensitivity", "is_critical", "age_band", "country"]

    def in_quiz(self, questions, _name: str, quiz: str):
        return self.among(questions, quiz_places__quiz=None if quiz == NOWHERE else quiz)

    def in_state(self, questions, _name: str, state: str):
        return self.among(questions, pk__in=Question.objects.in_state(state))

    def is_due(self, questions, _name: str, days: str):
        due = Question.objects.due(on=timezone.localdate(), within=int(days))
        return self.among(questions, pk__in=due)

    def with_comments(self, questions, _name: str, _open: str):
        commented = QuestionComment.objects.open().values("question")
        return self.among(questions, pk__in=commented)

    def among(self, questions, **condition):
        numbers = Question.objects.filter(**condition).values_list("pk", flat=True)
        return questions.filter(pk__in=list(numbers))
