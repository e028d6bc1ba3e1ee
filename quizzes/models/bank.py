"""What editors write: skills, questions and quizzes. And what publishing makes: versions."""

import re

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    TitleFieldPanel,
)
from wagtail.admin.widgets.slug import SlugInput
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from core.enums import Sensitivity
from core.models import new_uuid
from quizzes.blocks import OptionsBlock
from quizzes.enums import QuestionKind
from support.blocks import FactsBlock

# The editor's screen numbers each paragraph anew; it must not look like another question version.
EDITOR_KEY = re.compile(r' data-block-key="[^"]*"')


def key_panel() -> FieldPanel:
    """Return the panel of a key. Even a draft needs one: the key tells the rows of a bank apart."""
    return FieldPanel("key", widget=SlugInput, required_on_save=True)


class Skill(TranslatableMixin, index.Indexed, models.Model):
    """Something a learner can do; questions measure it, lesson steps teach it."""

    key = models.SlugField(_("key"), max_length=60, help_text=_("For example sk-ask-clear."))
    name = models.CharField(_("name"), max_length=80)
    can = models.CharField(
        _("the learner can …"), max_length=200, help_text=_("Completes: “You can …”.")
    )

    panels = [FieldPanel("name"), FieldPanel("can"), key_panel()]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["key", "locale"], name="one_skill_a_language")
        ]

    def __str__(self):
        return self.name


class Misconception(TranslatableMixin, models.Model):
    """A belief behind a wrong answer; options name it by its key."""

    key = models.SlugField(_("key"), max_length=60, help_text=_("For example mc-silence-yes."))
    belief = models.CharField(_("the belief"), max_length=200)

    panels = [FieldPanel("belief"), key_panel()]

    class Meta(TranslatableMixin.Meta):
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["key", "locale"], name="one_misconception_a_language")
        ]

    def __str__(self):
        return self.belief


class Question(
    WorkflowMixin,
    PreviewableMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    index.Indexed,
    models.Model,
):
    """A question of the bank. Learners never meet this row, only a published QuestionVersion."""

    key = models.SlugField(_("key"), max_length=80)
    title = models.CharField(
        _("short name"), max_length=120, help_text=_("For editors and teachers only.")
    )
    kind = models.CharField(
        _("kind"), max_length=12, choices=QuestionKind, default=QuestionKind.JUDGEMENT
    )
    skill = models.ForeignKey(
        Skill, models.PROTECT, related_name="questions", verbose_name=_("skill")
    )
    is_critical = models.BooleanField(
        _("critical"),
        default=False,
        help_text=_("Must be met before the skill counts as got. Only the best answer meets it."),
    )
    sensitivity = models.CharField(
        _("sensitivity"), max_length=10, choices=Sensitivity, default=Sensitivity.OPEN
    )
    stem = models.TextField(_("situation and question"), help_text=_("At most 35 words."))
    options = StreamField(OptionsBlock(), verbose_name=_("options"))
    say_this = models.CharField(
        _("say this"), max_length=200, blank=True, help_text=_("One sentence a learner could say.")
    )
    facts = StreamField(
        FactsBlock(),
        verbose_name=_("rests on"),
        blank=True,
        help_text=_("Left out, and not scored, while learners are not shown any of these."),
    )

    panels = [
        TitleFieldPanel("title", targets=["key"], placeholder=False, classname=""),
        FieldPanel("kind"),
        FieldPanel("stem"),
        FieldPanel(
            "options",
            help_text=_(
                "A judgement has one option worth 2; the others are worth 1 or 0. In every other "
                "kind a right option is worth 1. To publish, each option needs an explanation."
            ),
        ),
        FieldPanel("say_this"),
        FieldPanel("facts"),
        MultiFieldPanel(
            [
                FieldPanel("skill", widget=forms.Select),
                FieldPanel("is_critical"),
                FieldPanel("sensitivity"),
                key_panel(),
            ],
            heading=_("About this question"),
        ),
    ]
    search_fields = [
        index.SearchField("title"),
        index.SearchField("stem"),
        index.AutocompleteField("title"),
        index.AutocompleteField("stem"),
        index.FilterField("locale_id"),
        index.FilterField("key"),
        index.FilterField("title"),
        index.FilterField("kind"),
        index.FilterField("skill_id"),
        index.FilterField("sensitivity"),
        index.FilterField("is_critical"),
        index.FilterField("live"),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["key", "locale"], name="one_question_a_language")
        ]

    def __str__(self):
        return self.title

    def get_preview_template(self, request, mode_name):
        return "quizzes/question_preview.html"

    def get_preview_context(self, request, mode_name):
        return {**super().get_preview_context(request, mode_name), "content": self.content()}

    def content(self) -> dict:
        """Return what a QuestionVersion pins: everything marking and feedback need, as JSON.

        Shape: kind, stem, skill (key), is_critical, sensitivity, say_this, and options as a list of
        {id, text, value (int), tag, explanation (stored rich text)}; and, where it rests on any,
        facts as a list of references (`law:<key>`). A draft may leave any of it empty.
        """
        content = {
            "kind": self.kind,
            "stem": self.stem,
            "skill": self.skill.key if self.skill_id else "",
            "is_critical": self.is_critical,
            "sensitivity": self.sensitivity,
            "say_this": self.say_this,
            "options": [option_content(block) for block in self.options],
        }
        facts = [f"{block.block_type}:{block.value.key}" for block in self.facts if block.value]
        return content | ({"facts": facts} if facts else {})


def option_content(block) -> dict:
    """Return one option as a QuestionVersion pins it."""
    explanation = block.value["explanation"]
    return {
        "id": str(block.id),
        "text": block.value["text"],
        "value": int(block.value["value"] or 0),
        "tag": block.value["tag"] or "",
        "explanation": EDITOR_KEY.sub("", explanation.source) if explanation else "",
    }


def why_values_do_not_fit(kind: str, values: list[int]) -> str:
    """Return why option `values` (best first) cannot make a question of `kind`, or ""."""
    if kind == QuestionKind.JUDGEMENT:
        return "" if values.count(2) == 1 else _("A judgement needs exactly one option worth 2.")
    if 2 in values:
        return _("Only a graded judgement has options worth 2.")
    if kind == QuestionKind.MULTIPLE:
        return "" if 1 in values and 0 in values else _("Some options must be right, some not.")
    if kind == QuestionKind.TRUE_FALSE and len(values) != 2:
        return _("True or false has two options.")
    return "" if values.count(1) == 1 else _("Exactly one option must be right.")


class QuestionVersion(models.Model):
    """A question as it was published once: immutable, what attempts point to (decision 31).

    The newest version of a live question is the one new attempts get.
    """

    wagtail_reference_index_ignore = True

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    question = models.ForeignKey(Question, models.PROTECT, related_name="versions")
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.question_id} {self.content_hash[:8]}"

    @property
    def facts(self) -> list[str]:
        """Return the references (`law:<key>`) to the facts it rests on."""
        return self.content.get("facts", [])


class Quiz(
    PreviewableMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    index.Indexed,
    ClusterableModel,
):
    """An ordered set of questions; it belongs to one module (decision 27)."""

    key = models.SlugField(_("key"), max_length=80)
    title = models.CharField(
        _("neutral title"), max_length=120, help_text=_("It never names the topic.")
    )
    heading = models.CharField(_("heading"), max_length=120)
    intro = models.TextField(_("introduction"), blank=True)
    sensitivity = models.CharField(
        _("sensitivity"), max_length=10, choices=Sensitivity, default=Sensitivity.OPEN
    )

    panels = [
        TitleFieldPanel("title", targets=["key"], placeholder=False, classname=""),
        FieldPanel("heading"),
        FieldPanel("intro"),
        InlinePanel("quiz_questions", label=_("question"), heading=_("Questions"), min_num=1),
        MultiFieldPanel([FieldPanel("sensitivity"), key_panel()], heading=_("About this quiz")),
    ]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("locale_id"),
        index.FilterField("live"),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["key"]
        verbose_name_plural = _("quizzes")
        constraints = [
            models.UniqueConstraint(fields=["key", "locale"], name="one_quiz_a_language")
        ]

    def __str__(self):
        return self.title

    def get_preview_template(self, request, mode_name):
        return "quizzes/quiz_preview.html"

    @property
    def uuid(self):
        """The id that URLs show; a translation of a quiz is the same quiz."""
        return self.translation_key


class QuizQuestion(Orderable):
    """The place of a question in a quiz."""

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="quiz_questions")
    question = models.ForeignKey(Question, models.PROTECT, related_name="quiz_places")

    is_part_of_editorial = True

    panels = [FieldPanel("question")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["quiz", "question"], name="once_in_a_quiz")]

    def __str__(self):
        return str(self.question)
