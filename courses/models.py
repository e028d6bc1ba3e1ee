"""Catalogue > course > module > lesson, as Wagtail pages; a lesson's steps have their own URLs."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat, Length, Substr
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, PageQuerySet, PageViewRestriction, Site
from wagtail.search import index

from core.enums import AgeBand, Sensitivity
from core.languages import address_in
from core.models import BasePage
from core.translating import left_alone
from courses.blocks import LessonStepsBlock
from courses.enums import Delivery, Preview
from upkeep.forms import CheckedPageForm
from upkeep.panels import ContentChecksPanel, ReviewLinksPanel

# What belongs to one module alone, and in a translated module is a translation.
PARTS = ("precheck", "quiz", "scenario")


class CoursesQuerySet(PageQuerySet):
    """Pages of this room, found by address in one query instead of one a tree level."""

    def live(self):
        """Those that learners read, each with its language: its address begins with it."""
        return super().live().select_related("locale")

    def at(self, site: Site, *slugs: str):
        """The live page with this chain of slugs below the front page in the reader's language."""
        fronts = Page.objects.filter(
            translation_key=site.root_page.translation_key, locale__language_code=get_language()
        ).order_by()
        below = Value(f"{'/'.join(slugs)}/")
        return self.live().filter(url_path=Concat(fronts.values("url_path")[:1], below))

    def in_language(self):
        """Those written in the reader's language."""
        return self.filter(locale__language_code=get_language())

    def within_reach(self):
        """Those in the reader's language, and those that are there in the site's own alone."""
        language = get_language()
        translations = (
            self.model.objects.live()
            .filter(translation_key=OuterRef("translation_key"), locale__language_code=language)
            .order_by()
        )
        return self.filter(
            Q(locale__language_code=language)
            | Q(locale__language_code=settings.LANGUAGE_CODE) & ~Exists(translations)
        )

    def with_restriction(self):
        """Annotate `is_restricted`: an editor closed this page, or one above it, to the public."""
        covering = PageViewRestriction.objects.alias(
            prefix=Substr(OuterRef("path"), Value(1), Length("page__path"))
        ).filter(page__path=F("prefix"))
        return self.annotate(is_restricted=Exists(covering))


class ModuleQuerySet(CoursesQuerySet):
    def asking(self, quiz):
        """Modules that end with this quiz, or begin with it."""
        return self.filter(Q(quiz=quiz) | Q(precheck=quiz))


CoursesManager = PageManager.from_queryset(CoursesQuerySet)
ModulesManager = PageManager.from_queryset(ModuleQuerySet)


class CoursesPage(BasePage):
    """A page of this room. Our own views serve it live; a draft is shown by the same views."""

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        try:
            validate_slug(self.slug)
        except ValidationError as error:
            # Wagtail takes letters of any script; our addresses do not.
            raise ValidationError({"slug": error.messages}) from error

    def serve_preview(self, request, mode_name):
        from courses.views import show_draft  # noqa: PLC0415 -- views read these models

        return show_draft(request, self, mode_name)


class CatalogPage(CoursesPage):
    """/learn/: every course on one screen."""

    subpage_types = ["courses.CoursePage"]
    page_description = _("The list of all courses.")

    objects = CoursesManager()

    def serve(self, request, *args, **kwargs):
        return HttpResponseRedirect(reverse("courses:catalog"))


class CoursePage(CoursesPage):
    """A course: what a learner will be able to do, and its modules in order."""

    summary = models.CharField(_("summary"), max_length=200)
    outcomes = StreamField(
        [("outcome", blocks.CharBlock(label=_("You can …"), max_length=200))],
        verbose_name=_("outcomes"),
    )
    sensitivity = models.CharField(
        _("sensitivity"), max_length=10, choices=Sensitivity, default=Sensitivity.OPEN
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("outcomes"),
        FieldPanel("sensitivity"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("summary")]
    parent_page_types = ["courses.CatalogPage"]
    subpage_types = ["courses.ModulePage"]
    page_description = _("A course: a few modules on one topic.")

    objects = CoursesManager()


class ModulePage(CoursesPage):
    """A module: about 25 minutes of lessons and a quiz; what a teacher assigns."""

    summary = models.CharField(_("summary"), max_length=200)
    what_is_in_this = models.TextField(
        _("what is in this module"),
        help_text=_("A neutral line: topics, kinds of examples, that any step can be skipped."),
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    age_band = models.CharField(_("age band"), max_length=10, choices=AgeBand)
    delivery = models.CharField(
        _("delivery"), max_length=12, choices=Delivery, default=Delivery.EITHER
    )
    sensitivity = models.CharField(
        _("sensitivity"), max_length=10, choices=Sensitivity, default=Sensitivity.OPEN
    )
    quiz = models.OneToOneField(
        "quizzes.Quiz",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="module",
        verbose_name=_("quiz"),
    )
    precheck = models.OneToOneField(
        "quizzes.Quiz",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="module_before",
        verbose_name=_("try it first"),
        help_text=_("A few questions before the lessons, like those of the quiz. No score."),
    )

    scenario = models.OneToOneField(
        "labs.Scenario",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="module",
        verbose_name=_("scenario"),
        help_text=_("A story to steer, offered between the lessons and the quiz."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("what_is_in_this"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("minutes"), FieldPanel("age_band")]),
                FieldRowPanel([FieldPanel("delivery"), FieldPanel("sensitivity")]),
                FieldRowPanel([FieldPanel("precheck"), FieldPanel("quiz")]),
                FieldPanel("scenario"),
            ],
            heading=_("About this module"),
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("summary")]
    parent_page_types = ["courses.CoursePage"]
    subpage_types = ["courses.LessonPage"]
    page_description = _("A module: lessons and one quiz. Teachers assign modules.")
    # Each belongs to one module; a copy begins without.
    exclude_fields_in_copy = [*PARTS]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *left_alone(*PARTS),
    ]

    objects = ModulesManager()

    def create_alias(self, **options):
        """Begin without the parts, as every copy does; Wagtail's own would take them along."""
        parts = {f"{name}_id": getattr(self, f"{name}_id") for name in PARTS}
        for name in PARTS:
            setattr(self, name, None)
        try:
            return super().create_alias(**options)
        finally:
            for name, pk in parts.items():
                setattr(self, name, pk)

    def clean(self):
        super().clean()
        modules = ModulePage.objects.exclude(pk=self.pk)
        if self.precheck_id and (
            self.precheck_id == self.quiz_id or modules.filter(quiz=self.precheck_id).exists()
        ):
            raise ValidationError({"precheck": _("This one is the quiz of a module.")})
        if self.quiz_id and modules.filter(precheck=self.quiz_id).exists():
            raise ValidationError({"quiz": _("A module begins with this one. Choose another.")})

    @property
    def uuid(self):
        """The id that URLs show; a translation of a module is the same module."""
        return self.translation_key


class LessonPage(CoursesPage):
    """A lesson: 5 to 9 steps, each with its own address, all on one page for print and preview."""

    minutes = models.PositiveSmallIntegerField(_("minutes"))
    sensitivity = models.CharField(
        _("sensitivity"), max_length=10, choices=Sensitivity, default=Sensitivity.OPEN
    )
    steps = StreamField(LessonStepsBlock(), verbose_name=_("steps"))

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("minutes"), FieldPanel("sensitivity")]),
        FieldPanel("steps"),
        ContentChecksPanel(heading=_("Content checks")),
        ReviewLinksPanel(heading=_("Outside readers")),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("steps")]
    parent_page_types = ["courses.ModulePage"]
    subpage_types = []
    base_form_class = CheckedPageForm
    content_checks = "courses.curriculum.lesson_problems"
    page_description = _("A lesson: one idea in a few short steps.")

    objects = CoursesManager()

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """All steps on one page, also as it is elsewhere, or one as a learner meets it."""
        steps = [
            (str(number), _("Step %(number)d: %(title)s") % {"number": number, "title": title})
            for number, title in enumerate((step.value["title"] for step in self.steps), start=1)
        ]
        return [("", _("All steps")), *Preview.choices, *steps]

    @property
    def uuid(self):
        """The id that URLs show; a translation of a lesson is the same lesson."""
        return self.translation_key

    @property
    def slugs(self) -> tuple[str, str, str]:
        """The slugs of course, module and lesson, as the lesson's address has them."""
        course, module, lesson = self.url_path.strip("/").split("/")[-3:]
        return course, module, lesson

    def step_url(self, number: int) -> str:
        return self.address("courses:step", number)

    @property
    def whole_url(self) -> str:
        """The address of all steps on one page."""
        return self.address("courses:whole_lesson")

    @property
    def done_url(self) -> str:
        """The address that the last step leads to."""
        return self.address("courses:lesson_done")

    def address(self, name: str, *args) -> str:
        # A page that was never saved has no language yet, and is previewed all the same.
        language = self.locale.language_code if self.locale_id else get_language()
        return address_in(language, name, [*self.slugs, *args])

    def serve(self, request, *args, **kwargs):
        return HttpResponseRedirect(self.step_url(1))
