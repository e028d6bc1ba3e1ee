"""How questions do, in the CMS: columns of the list, the page about one, the tasks for editors."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button

from quizzes.analysis import analyses, flag_words, quizzes_as_a_whole, share_in_words
from quizzes.models import Counting, Question, QuestionComment, QuestionFigures, TeacherFlag
from quizzes.tallies import count_latest

# So many attempts are counted while an editor waits; `update_statistics` counts the others.
WHILE_WAITING = 500
# So many versions of a question are shown, the newest first.
VERSIONS = 3
TASKS = 10
HOW_IT_DOES = _("How it does")


# --- The list of questions ------------------------------------------------------------------------


class FigureColumn(Column):
    """Shows one of a question's `QuestionFigures`; nothing where there is none to show."""

    def __init__(self, name: str, **kwargs):
        super().__init__(name, sort_key=f"figures__{name}", **kwargs)

    def get_value(self, question):
        figures = getattr(question, "figures", None)
        found = getattr(figures, self.name, None)
        return "" if found is None else self.in_words(found, figures)

    def in_words(self, found: int, figures: QuestionFigures) -> str:
        return share_in_words(found, in_bands=figures.in_bands)


class DiscriminationColumn(FigureColumn):
    def in_words(self, found: int, figures: QuestionFigures) -> str:
        return f"{found / 1000:.2f}"


FIGURE_COLUMNS = [
    FigureColumn("facility", label=_("Facility")),
    DiscriminationColumn("discrimination", label=_("Discrimination")),
    FigureColumn("sure_and_wrong", label=_("Sure and wrong")),
]


class SortedByFigures:
    """A list that sorts by figures, questions without any last; a search sorts by other columns."""

    def get_ordering(self):
        ordering = super().get_ordering()
        return self.default_ordering if is_figure(ordering) and self.is_searching else ordering

    def order_queryset(self, questions: QuerySet) -> QuerySet:
        if not is_figure(self.ordering):
            return super().order_queryset(questions)
        figure = F(self.ordering.removeprefix("-"))
        is_descending = self.ordering.startswith("-")
        place = figure.desc(nulls_last=True) if is_descending else figure.asc(nulls_last=True)
        return questions.order_by(place, "key")


def is_figure(ordering) -> bool:
    return isinstance(ordering, str) and ordering.removeprefix("-").startswith("figures__")


def analysis_url(number: int) -> str:
    return reverse(Question.snippet_viewset.get_url_name("analysis"), args=[number])


def comments_url(number: int) -> str:
    return reverse(Question.snippet_viewset.get_url_name("comments"), args=[number])


def analysis_item(question: Question) -> MenuItem:
    """Return the way from a row of the list to the page about the question."""
    return MenuItem(HOW_IT_DOES, url=analysis_url(question.pk), icon_name="order", priority=15)


def analysis_button(question: Question) -> Button:
    return Button(HOW_IT_DOES, url=analysis_url(question.pk), icon_name="order", priority=5)


# --- Pages about several --------------------------------------------------------------------------


def check_may(user, action: str) -> None:
    """Raise PermissionDenied where somebody may not `change`, `add` or `publish` questions."""
    if not Question.snippet_viewset.permission_policy.user_has_permission(user, action):
        raise PermissionDenied


def page_frame(title: str) -> dict:
    """Return what Wagtail's page frame needs."""
    questions = reverse(Question.snippet_viewset.get_url_name("list"))
    trail = [{"url": questions, "label": _("Questions")}, {"url": "", "label": title}]
    return {
        "header_title": title,
        "page_title": title,
        "breadcrumbs_items": trail,
        "header_icon": "help",
    }


# --- Pages about one ------------------------------------------------------------------------------


class PageAboutQuestion(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page about one question, beside its form, for whoever may change it."""

    model = edit_url_name = None
    permission_required = "change"

    def setup(self, request: HttpRequest, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.question = get_object_or_404(Question, pk=kwargs["pk"])
        self.page_subtitle = str(self.question)
        self.edit_url = reverse(self.edit_url_name, args=[self.question.pk])

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": self.edit_url, "label": str(self.question)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"edit_url": self.edit_url}


class AnalysisView(PageAboutQuestion):
    """How a question does, its newest versions one below the other. A look counts nothing."""

    template_name = "quizzes/analysis.html"
    page_title = HOW_IT_DOES
    header_icon = "order"

    def get_context_data(self, **kwargs):
        shown = [one for one in analyses(self.question.versions.all()) if one.is_shown][:VERSIONS]
        return super().get_context_data(**kwargs) | {
            "analyses": [(one, quizzes_as_a_whole(one.version)) for one in shown],
            "regrade": self.question.regrades.first(),
            "counted_at": Counting.objects.values_list("counted_at", flat=True).first(),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Count what waits at the quizzes that ask it."""
        quizzes = set(self.question.quiz_places.values_list("quiz", flat=True))
        counted = count_latest(quizzes, at_most=WHILE_WAITING)
        words = ngettext(
            "%(n)d more attempt is counted.", "%(n)d more attempts are counted.", counted
        )
        messages.success(request, words % {"n": counted})
        return redirect(request.path)


# --- Tasks ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Task:
    """A question to look at again, why, and where it says more."""

    title: str
    reasons: list[str]
    url: str


def questions_to_look_at() -> list[Task]:
    """Return the live questions with a flag and any with open comments or flags of teachers, those
    with most reasons first, at most ten. One query.
    """
    comments = number_of(QuestionComment.objects.open(), "question")
    teachers = number_of(TeacherFlag.objects.open(), "version__question")
    is_flagged = Q(live=True, figures__isnull=False) & ~Q(figures__flags=[])
    found = Question.objects.annotate(said=comments, flagged=teachers)
    rows = found.filter(Q(said__gt=0) | Q(flagged__gt=0) | is_flagged).order_by()
    names = ("pk", "title", "live", "figures__flags", "said", "flagged")
    tasks = [task_of(*row) for row in rows.values_list(*names)]
    return sorted(tasks, key=lambda task: (-len(task.reasons), task.title))[:TASKS]


def number_of(said: QuerySet, question: str) -> Subquery:
    """Return how much of this was said of the question of the row around it, None for nothing."""
    of_question = said.filter(**{question: OuterRef("pk")}).order_by().values(question)
    return Subquery(of_question.annotate(number=Count("pk")).values("number"))


def task_of(
    pk: int,
    title: str,
    live: bool,
    flags: list[str] | None,
    comments: int | None,
    teachers: int | None,
) -> Task:
    """Return what to do about a question; people who wait for an answer come first."""
    reasons, url = flag_words(flags) if live and flags else [], analysis_url(pk)
    if teachers:
        words = ngettext("%(n)d flag of a teacher", "%(n)d flags of teachers", teachers)
        reasons, url = [words % {"n": teachers}, *reasons], reverse("flagging:flagged")
    if comments:
        words = ngettext("%(n)d open comment", "%(n)d open comments", comments)
        reasons, url = [words % {"n": comments}, *reasons], comments_url(pk)
    return Task(title, reasons, url)
