"""App routes: each platform's own way to report a private picture."""

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index

from support.enums import App, FactKind
from support.models.facts import DatedQuerySet, Fact


class AppRoute(Fact):
    """The way through one app's menus, in its own words, and the address of its form."""

    kind = FactKind.APP
    checked_fields = ("app", "name", "how", "address")
    told_fields = (*checked_fields, "notes")
    listed_fields = (*Fact.listed_fields, "how")

    app = models.CharField(_("app"), max_length=20, choices=App)
    name = models.CharField(_("what it reports"), max_length=100)
    how = models.TextField(_("how"), help_text=_("One line for each step, at most four."))
    address = models.CharField(
        _("address"), max_length=300, blank=True, validators=[URLValidator(schemes=["https"])]
    )
    notes = models.CharField(_("good to know"), max_length=300, blank=True)

    objects = DatedQuerySet.as_manager()

    panels = [
        FieldPanel("app"),
        FieldPanel("name"),
        FieldPanel("how"),
        FieldPanel("address"),
        FieldPanel("notes"),
        *Fact.fact_panels,
        *Fact.about_panels,
    ]
    search_fields = [
        *Fact.search_fields,
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("app"),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["app", "key"]
        constraints = [
            models.UniqueConstraint(fields=["key", "locale"], name="one_app_route_a_language")
        ]

    def __str__(self):
        return f"{self.get_app_display()}: {self.name}"

    def get_preview_template(self, request, mode_name):
        return "support/app_route_preview.html"

    def lines(self) -> list[str]:
        return self.how.splitlines()
