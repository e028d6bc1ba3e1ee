"""Catalogue > course > module > lesson, as Wagtail pages; a lesson's steps have their own URLs."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import models
from django.db.models import Exists, F, OuterRef, Value
from django.db.models.functions import Length, Substr
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager, PageQuerySet, PageViewRestriction, Site
from wagtail.search import index

from core.enums import AgeBand, Sensitivity
from core.models import BasePage
from courses.blocks import LessonStepsBlock
from courses.enums import Delivery


class CoursesQuerySet(PageQuerySet):
    """Pages of this room, found by address in one query instead of one a tree level."""

    def at(self, site: Site, *slugs: str):
        """The live page under the site's catalogue with this chain of slugs below it."""
        root = site.root_page.url_path
        return self.live().filter(url_path=f"{root}{'/'.join(slugs)}/")

    def with_restriction(self):
        """Annotate `is_restricted`: an editor closed this page, or one above it, to the public."""
        covering = PageViewRestriction.objects.alias(
            prefix=Substr(OuterRef("path"), Value(1), Length("page__path"))
        ).filter(page__path=F("prefix"))
        return self.annotate(is_restricted=Exists(covering))


CoursesManager = PageManager.from_queryset(CoursesQuerySet)


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

        return show_draft(request, self)


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

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("what_is_in_this"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("minutes"), FieldPanel("age_band")]),
                FieldRowPanel([FieldPanel("delivery"), FieldPanel("sensitivity")]),
                FieldPanel("quiz"),
            ],
            heading=_("About this module"),
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("summary")]
    parent_page_types = ["courses.CoursePage"]
    subpage_types = ["courses.LessonPage"]
    page_description = _("A module: lessons and one quiz. Teachers assign modules.")

    objects = CoursesManager()

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
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("steps")]
    parent_page_types = ["courses.ModulePage"]
    subpage_types = []
    page_description = _("A lesson: one idea in a few short steps.")
    preview_modes = [("", _("All steps"))]

    objects = CoursesManager()

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
        return reverse("courses:step", args=[*self.slugs, number])

    @property
    def whole_url(self) -> str:
        """The address of all steps on one page."""
        return reverse("courses:whole_lesson", args=self.slugs)

    @property
    def done_url(self) -> str:
        """The address that the last step leads to."""
        return reverse("courses:lesson_done", args=self.slugs)

    def serve(self, request, *args, **kwargs):
        return HttpResponseRedirect(self.step_url(1))
