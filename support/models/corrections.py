"""Corrections: what a published fact said before, what it says now, and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import new_uuid
from support.enums import FactKind


class Correction(models.Model):
    """One corrected field of one fact; written once, never changed.

    No foreign key: the line stays when the record goes. `by` is the uuid of who published it; no
    public page shows it.
    """

    wagtail_reference_index_ignore = True

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=10, choices=FactKind)
    key = models.SlugField(max_length=60)
    language = models.CharField(max_length=12)
    country = models.CharField(max_length=6, blank=True)
    name = models.CharField(max_length=200)
    field = models.CharField(max_length=40)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    by = models.UUIDField(null=True, help_text=_("uuid of who published it, empty for the system"))
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["kind", "key"], name="corrections_of_a_fact")]

    def __str__(self):
        return f"{self.kind} {self.key}: {self.field}"
