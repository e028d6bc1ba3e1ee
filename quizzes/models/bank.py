"""What editors write: questions and quizzes. And what publishing makes: versions."""

from datetime import date, timedelta

from django import forms
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    TitleFieldPanel,
)
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
    WorkflowState,
)
from wagtail.search import index

from core.enums import AgeBand, Sensitivity
from core.forms import key_panel
from core.models import new_uuid
from core.translating import the_same_everywhere
from quizzes.blocks import OptionsBlock, option_content
from quizzes.enums import PLACES, QuestionKind, QuestionState
from quizzes.models.skills import Skill
from support.blocks import FactsBlock
from upkeep.panels import ContentChecksPanel, ReviewLinksPanel


class QuestionQuerySet(models.QuerySet):
    """Questions by what learners get of them, by whom they wait for, and by when to read them."""

    def with_drafts(self):
        """Those with a draft that learners do not see; what was hidden is no draft."""
        is_new = models.Q(live=False) & ~published_once()
        return self.filter(is_new | models.Q(live=True, has_unpublished_changes=True))

    def hidden(self):
        """Those that were published once and are not live any more."""
        return self.filter(published_once(), live=False)

    def noting_states(self):
        """Note with each as `is_waiting` whether it was submitted and nobody has answered yet, and
        as `was_published` whether learners ever got it.
        """
        submitted = WorkflowState.objects.filter(
            base_content_type__app_label=self.model._meta.app_label,
            base_content_type__model=self.model._meta.model_name,
            object_id=Cast(models.OuterRef("pk"), models.CharField()),
            status=WorkflowState.STATUS_IN_PROGRESS,
        )
        return self.annotate(is_waiting=models.Exists(submitted), was_published=published_once())

    def in_state(self, state: str):
        return {
            QuestionState.LIVE: self.filter(live=True),
            QuestionState.DRAFT: self.with_drafts(),
            QuestionState.WAITING: self.noting_states().filter(is_waiting=True),
            QuestionState.HIDDEN: self.hidden(),
        }[state]

    def due(self, *, on: date, within: int):
        """Live ones whose last day comes within so many days; within -1, those that are overdue."""
        return self.filter(live=True, review_by__lte=on + timedelta(days=within))


def published_once() -> models.Exists:
    """Return the condition that a question has a version."""
    return models.Exists(QuestionVersion.objects.filter(question=models.OuterRef("pk")))


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
    options = StreamField(OptionsBlock(), verbose_name=_("options"), blank=True)
    say_this = models.CharField(
        _("say this"), max_length=200, blank=True, help_text=_("One sentence a learner could say.")
    )
    facts = StreamField(
        FactsBlock(),
        verbose_name=_("rests on"),
        blank=True,
        help_text=_("Left out, and not scored, while learners are not shown any of these."),
    )
    age_band = models.CharField(
        _("age band"),
        max_length=10,
        choices=AgeBand,
        blank=True,
        help_text=_("Of the youngest it is for. Empty: everybody."),
    )
    country = models.CharField(
        _("country"),
        max_length=6,
        choices=PLACES,
        blank=True,
        help_text=_("Where what it says is so. Empty: everywhere."),
    )
    review_by = models.DateField(
        _("read again by"),
        null=True,
        blank=True,
        help_text=_(
            "The last day it counts as current; the first page of the CMS reminds of it. Facts it "
            "rests on have days of their own. Empty: no day."
        ),
    )

    override_translatable_fields = the_same_everywhere("key")

    objects = QuestionQuerySet.as_manager()

    panels = [
        TitleFieldPanel("title", targets=["key"], placeholder=False, classname=""),
        FieldPanel("kind"),
        FieldPanel("stem"),
        FieldPanel(
            "options",
            help_text=_(
                "Options to choose from: a judgement has one worth 2, the others are worth 1 or 0; "
                "in other kinds a right one is worth 1. A short answer: every answer you expect, "
                "the best worth 2. A number, sentences with gaps, pairs, and things to put in "
                "order, from first to last, have blocks of their own. A question to think about "
                "has none. To publish, each block needs an explanation."
            ),
        ),
        FieldPanel("say_this"),
        FieldPanel("facts"),
        MultiFieldPanel(
            [
                FieldPanel("skill", widget=forms.Select),
                FieldPanel("is_critical"),
                FieldPanel("sensitivity"),
                FieldRowPanel([FieldPanel("age_band"), FieldPanel("country")]),
                FieldPanel("review_by"),
                key_panel(),
            ],
            heading=_("About this question"),
        ),
        ContentChecksPanel(heading=_("Content checks")),
        ReviewLinksPanel(heading=_("Outside readers")),
    ]
    search_fields = [
        index.SearchField("title"),
        index.SearchField("stem"),
        index.AutocompleteField("title"),
        index.AutocompleteField("stem"),
        index.FilterField("id"),
        index.FilterField("locale_id"),
        index.FilterField("key"),
        index.FilterField("title"),
        index.FilterField("kind"),
        index.FilterField("skill_id"),
        index.FilterField("sensitivity"),
        index.FilterField("is_critical"),
        index.FilterField("age_band"),
        index.FilterField("country"),
        index.FilterField("live"),
    ]

    content_checks = "quizzes.curriculum.question_problems"

    class Meta(TranslatableMixin.Meta):
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["key", "locale"], name="one_question_a_language")
        ]

    def __str__(self):
        return self.title

    def is_overdue(self, *, on: date) -> bool:
        """Whether its last day has passed, seen from the day `on`."""
        return self.review_by is not None and on > self.review_by

    def get_preview_template(self, request, mode_name):
        return "quizzes/question_preview.html"

    def get_preview_context(self, request, mode_name):
        return {**super().get_preview_context(request, mode_name), "content": self.content()}

    def content(self) -> dict:
        """Return what a QuestionVersion pins: everything marking and feedback need, as JSON.

        Shape: kind, stem, skill (key), is_critical, sensitivity, say_this, and options as a list of
        {id, text, explanation (stored rich text)}, and as the block has them: value (int), tag,
        right, others (a list), within; and, where it rests on any, facts as a list of references
        (`law:<key>`). A draft may leave any of it empty.
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
    draw = models.PositiveSmallIntegerField(
        _("draw so many"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_(
            "Each try gets so many of the questions below, drawn by chance, in this order. Empty: "
            "each try gets all of them."
        ),
    )
    sensitivity = models.CharField(
        _("sensitivity"), max_length=10, choices=Sensitivity, default=Sensitivity.OPEN
    )

    override_translatable_fields = the_same_everywhere("key", "draw")

    panels = [
        TitleFieldPanel("title", targets=["key"], placeholder=False, classname=""),
        FieldPanel("heading"),
        FieldPanel("intro"),
        FieldPanel("draw"),
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


class QuizQuestion(TranslatableMixin, Orderable):
    """The place of a question in a quiz; in a translated quiz, of the translated question."""

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="quiz_questions")
    question = models.ForeignKey(Question, models.PROTECT, related_name="quiz_places")

    is_part_of_editorial = True

    panels = [FieldPanel("question")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["quiz", "question"], name="once_in_a_quiz")]

    def __str__(self):
        return str(self.question)
