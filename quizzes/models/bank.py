"""What editors write: skills, questions and quizzes. And what publishing makes: versions."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
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


class Skill(TranslatableMixin, index.Indexed, models.Model):
    """Something a learner can do; questions measure it, lesson steps teach it."""

    key = models.SlugField(_("key"), max_length=60, help_text=_("For example sk-ask-clear."))
    name = models.CharField(_("name"), max_length=80)
    can = models.CharField(
        _("the learner can …"), max_length=200, help_text=_("Completes: “You can …”.")
    )

    panels = [FieldPanel("key"), FieldPanel("name"), FieldPanel("can")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

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

    panels = [FieldPanel("key"), FieldPanel("belief")]

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

    panels = [
        FieldPanel("title"),
        FieldPanel("stem"),
        FieldPanel("options"),
        FieldPanel("say_this"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("skill")]),
                FieldRowPanel([FieldPanel("sensitivity"), FieldPanel("is_critical")]),
                FieldPanel("key"),
            ],
            heading=_("About this question"),
        ),
    ]
    search_fields = [
        index.SearchField("title"),
        index.SearchField("stem"),
        index.AutocompleteField("title"),
        index.FilterField("locale_id"),
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

    def clean(self):
        super().clean()
        values = sorted((int(block.value["value"] or 0) for block in self.options), reverse=True)
        refusal = why_values_do_not_fit(self.kind, values)
        if refusal:
            raise ValidationError({"options": refusal})

    def content(self) -> dict:
        """Return what a QuestionVersion pins: everything marking and feedback need, as JSON.

        Shape: kind, stem, skill (key), is_critical, sensitivity, say_this, and options as a list of
        {id, text, value (int), tag, explanation (clean HTML)}.
        """
        return {
            "kind": self.kind,
            "stem": self.stem,
            "skill": self.skill.key,
            "is_critical": self.is_critical,
            "sensitivity": self.sensitivity,
            "say_this": self.say_this,
            "options": [option_content(block) for block in self.options],
        }


def option_content(block) -> dict:
    """Return one option as a QuestionVersion pins it."""
    return {
        "id": str(block.id),
        "text": block.value["text"],
        "value": int(block.value["value"]),
        "tag": block.value["tag"] or "",
        "explanation": block.value["explanation"].source if block.value["explanation"] else "",
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
        FieldPanel("title"),
        FieldPanel("heading"),
        FieldPanel("intro"),
        InlinePanel("quiz_questions", label=_("question"), heading=_("Questions")),
        FieldRowPanel([FieldPanel("sensitivity"), FieldPanel("key")]),
    ]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

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
        constraints = [
            models.UniqueConstraint(fields=["quiz", "question"], name="once_in_a_quiz")
        ]

    def __str__(self):
        return str(self.question)
