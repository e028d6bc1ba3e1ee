"""The question bank in the CMS: questions, quizzes, skills and misconceptions."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.forms import KeyedForm
from quizzes.models import Misconception, Question, Quiz, Skill
from quizzes.models.bank import why_values_do_not_fit


class QuestionForm(KeyedForm):
    """A draft may be incomplete; publishing asks for options that fit the kind of question.

    That each option has its explanation is asked by the option itself, beside it.
    """

    def clean(self):
        cleaned = super().clean()
        if not self.is_deferred_validation and {"kind", "options"} <= cleaned.keys():
            values = sorted((int(o.value["value"]) for o in cleaned["options"]), reverse=True)
            refusal = why_values_do_not_fit(cleaned["kind"], values)
            if refusal:
                self.add_error("options", refusal)
        return cleaned


class PublishedWhole:
    """Publishing and what it makes (a question version, a new epoch) stand or fall together."""

    def publish_action(self):
        with transaction.atomic():
            return super().publish_action()


class CreateView(PublishedWhole, snippets.CreateView):
    pass


class EditView(PublishedWhole, snippets.EditView):
    pass


class CopyView(PublishedWhole, snippets.CopyView):
    """The form of a new question, filled in from another one but for the key."""

    def get_initial_form_instance(self):
        copy = super().get_initial_form_instance()
        copy.pk = copy.first_published_at = copy.latest_revision = None
        copy.live, copy.key = False, f"{copy.key}-copy"
        return copy


class ChoiceColumn(Column):
    """Shows a choice by its name alone: labels are written “name: what it means”."""

    def get_value(self, instance):
        return getattr(instance, f"get_{self.name}_display")().partition(":")[0]


def critical_word(question: Question) -> str:
    return _("Critical") if question.is_critical else ""


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    edit_handler = ObjectList(Question.panels, base_form_class=QuestionForm)
    list_display = [
        "title",
        ChoiceColumn("kind", label=_("Kind"), sort_key="kind"),
        Column("skill", label=_("Skill")),
        ChoiceColumn("sensitivity", label=_("Sensitivity"), sort_key="sensitivity"),
        Column("is_critical", label=_("Critical"), accessor=critical_word),
        UpdatedAtColumn(),
        LiveStatusTagColumn(),
    ]
    list_filter = ["kind", "skill", "sensitivity", "is_critical", "live"]
    list_per_page = 50
    inspect_view_enabled = True
    inspect_view_fields = [
        *("title", "kind", "skill", "sensitivity", "is_critical"),
        *("stem", "options", "say_this", "facts", "key"),
    ]
    add_view_class = CreateView
    edit_view_class = EditView
    copy_view_class = CopyView

    def get_queryset(self, request):
        return Question.objects.select_related("skill")


class QuizViewSet(SnippetViewSet):
    model = Quiz
    icon = "list-ol"
    edit_handler = ObjectList(Quiz.panels, base_form_class=KeyedForm)
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
