"""The question bank in the CMS: questions, quizzes, skills and misconceptions."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.forms import KeyedForm
from quizzes.actions import make_parallel
from quizzes.blocks import option_content, why_options_do_not_fit
from quizzes.comments import COMMENTS, CommentsView, comments_button
from quizzes.components import CommentsPanel, UsedInQuizzesPanel
from quizzes.desk import (
    AnalysisView,
    SortedByFigures,
    analysis_button,
    analysis_item,
)
from quizzes.listing import QUESTION_COLUMNS, ChoiceColumn, QuestionFilterSet
from quizzes.models import Misconception, Question, Quiz, Skill
from quizzes.publishing import ApprovalView, HideView, PublishedWhole, TouchingQuizzes
from quizzes.regrade_desk import RegradeView, regrade_button
from upkeep.forms import CheckedForm


class QuestionForm(CheckedForm):
    """A draft may be incomplete; publishing asks for options that fit the kind of question.

    That each option has its explanation is asked by the option itself, beside it.
    """

    def clean(self):
        cleaned = super().clean()
        if not self.is_deferred_validation and {"kind", "options"} <= cleaned.keys():
            options = cleaned["options"]
            refusal = why_options_do_not_fit(
                cleaned["kind"],
                [option_content(block) for block in options],
                {block.block_type for block in options},
            )
            if refusal:
                self.add_error("options", refusal)
        return cleaned


class QuizForm(KeyedForm):
    """A quiz draws no more questions than it has."""

    def is_valid(self):
        if not super().is_valid():
            return False
        forms = self.formsets["quiz_questions"].forms
        count = sum(not form.cleaned_data.get("DELETE") for form in forms if form.cleaned_data)
        if (self.cleaned_data["draw"] or 0) > count:
            words = ngettext(
                "The quiz has only %(n)d question.", "The quiz has only %(n)d questions.", count
            )
            self.add_error("draw", words % {"n": count})
        return not self.errors


class CreateView(PublishedWhole, snippets.CreateView):
    pass


class EditView(PublishedWhole, snippets.EditView):
    pass


# --- A question in another story ------------------------------------------------------------------


class ParallelView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Stands where Wagtail would copy: says what a parallel item is, and makes a draft of one.

    The question before it is a page: a look makes nothing, and leaving a form with unsaved words is
    warned of.
    """

    model = edit_url_name = None
    permission_required = "add"
    template_name = "upkeep/confirm.html"
    page_title = _("Duplicate as parallel")
    header_icon = "copy"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.question = get_object_or_404(Question, pk=kwargs["pk"])
        self.page_subtitle = str(self.question)

    def get_context_data(self, **kwargs):
        question = _(
            "A parallel item asks for the same in another story: same skill and kind, same values "
            "and beliefs. This makes a draft with the texts of the last draft, for you to rewrite. "
            "Nothing is published."
        )
        return super().get_context_data(**kwargs) | {
            "question": question,
            "action": _("Make the draft"),
            "back_url": self.form_of(self.question),
        }

    def post(self, request, pk: int):
        parallel = make_parallel(by=request.user, question=self.question)
        message = _(
            "This is the draft of a parallel item: same skill, kind, values and beliefs; another "
            "story. Rewrite the short name, the situation, the answers and the explanations. It is "
            "approved and published like any other question."
        )
        messages.success(request, message)
        return redirect(self.form_of(parallel))

    def form_of(self, question: Question) -> str:
        return reverse(self.edit_url_name, args=[question.pk])


def saying_parallel(buttons: list, address: str | None) -> list:
    """Return the buttons of Wagtail, where the one that would copy says what it does here."""
    for button in buttons:
        if button.url == address:
            button.label = _("Duplicate as parallel")
    return buttons


class QuestionEditView(TouchingQuizzes, snippets.EditView):
    @property
    def header_more_buttons(self):
        """Return also what add-ons offer, such as to translate it; the list leaves that out."""
        buttons = saying_parallel(super().header_more_buttons, self.get_copy_url())
        buttons += [analysis_button(self.object), comments_button(self.object)]
        if self.permission_policy.user_has_permission(self.request.user, "publish"):
            buttons.append(regrade_button(self.object))
        for offer in hooks.get_hooks("register_snippet_listing_buttons"):
            buttons = [*buttons, *offer(self.object, self.request.user, self.request.path)]
        return buttons


class QuestionIndexView(SortedByFigures, snippets.IndexView):
    @property
    def header_buttons(self):
        """Offer also import, and export of the list as it is narrowed, to those who may add.

        Beside one another, as a menu would ask for a script.
        """
        buttons = super().header_buttons
        if not self.add_url:
            return buttons
        narrowed = f"?{self.request.GET.urlencode()}" if self.request.GET else ""
        return [
            *buttons,
            HeaderButton(_("Import"), url=reverse("exchange:import"), icon_name="upload"),
            HeaderButton(
                _("Export"), url=reverse("exchange:export") + narrowed, icon_name="download"
            ),
        ]

    def get_list_buttons(self, instance):
        """Return Wagtail's own buttons: those of add-ons ask the database for each row."""
        return super(snippets.IndexView, self).get_list_buttons(instance)

    def get_list_more_buttons(self, instance):
        buttons = [*super().get_list_more_buttons(instance), analysis_item(instance)]
        return saying_parallel(buttons, self.get_copy_url(instance))


# --- The bank -------------------------------------------------------------------------------------


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    edit_handler = ObjectList(
        [
            *Question.panels,
            CommentsPanel(heading=COMMENTS, icon="comment"),
            UsedInQuizzesPanel(heading=_("Used in"), icon="link"),
        ],
        base_form_class=QuestionForm,
    )
    list_display = QUESTION_COLUMNS
    filterset_class = QuestionFilterSet
    list_per_page = 50
    inspect_view_enabled = True
    inspect_view_fields = [
        *("title", "kind", "skill", "sensitivity", "is_critical"),
        *("age_band", "country", "review_by"),
        *("stem", "options", "say_this", "facts", "key"),
    ]
    add_view_class = CreateView
    edit_view_class = QuestionEditView
    copy_view_class = ParallelView
    index_view_class = QuestionIndexView
    unpublish_view_class = HideView
    workflow_action_view_class = ApprovalView

    def get_urlpatterns(self):
        about = {"analysis": AnalysisView, "comments": CommentsView, "regrade": RegradeView}
        return [
            *super().get_urlpatterns(),
            *(
                path(f"{name}/<int:pk>/", self.construct_view(view), name=name)
                for name, view in about.items()
            ),
        ]

    def get_copy_view_kwargs(self, **kwargs):
        """Keep from the page of a question what Wagtail gives to forms."""
        return kwargs

    def get_queryset(self, request):
        questions = Question.objects.noting_states().select_related("skill", "figures")
        return questions.prefetch_related("quiz_places__quiz")


class QuizViewSet(SnippetViewSet):
    model = Quiz
    icon = "list-ol"
    edit_handler = ObjectList(Quiz.panels, base_form_class=QuizForm)
    list_display = [
        "title",
        "heading",
        ChoiceColumn("sensitivity", label=_("Sensitivity")),
        UpdatedAtColumn(),
        LiveStatusTagColumn(),
    ]
    add_view_class = CreateView
    edit_view_class = EditView
    copy_view_enabled = False


class SkillViewSet(SnippetViewSet):
    model = Skill
    icon = "pick"
    edit_handler = ObjectList(Skill.panels, base_form_class=KeyedForm)
    list_display = ["name", "can", "key"]
    copy_view_enabled = False


class MisconceptionViewSet(SnippetViewSet):
    model = Misconception
    icon = "warning"
    edit_handler = ObjectList(Misconception.panels, base_form_class=KeyedForm)
    list_display = ["belief", "key"]
    search_fields = ["belief", "key"]
    copy_view_enabled = False


class QuestionBank(SnippetViewSetGroup):
    menu_label = _("Question bank")
    menu_icon = "clipboard-list"
    menu_name = "question-bank"
    menu_order = 200
    items = (QuestionViewSet, QuizViewSet, SkillViewSet, MisconceptionViewSet)
