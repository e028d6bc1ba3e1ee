"""Corrections: what a published fact said before, what it says now, and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue, StructValue

from core.models import new_uuid
from support.enums import FactKind, Jurisdiction
from support.errors import AppendOnly
from support.means import NUMBER

# How a change is called, by the fields it is about.
CHANGES = [
    (_("Ways to reach them corrected"), "means"),
    (_("Opening hours corrected"), "hours opening time_zone"),
    (
        _("Who it is for corrected"),
        "audience is_for_everyone is_for_professionals for_under_13 for_13_to_17 for_adults "
        "languages when",
    ),
    (_("Country corrected"), "country jurisdiction"),
    (_("Name corrected"), "name law title term app"),
    (_("Status of the law corrected"), "status in_force_on year"),
    (_("Address corrected"), "address"),
    (_("Steps corrected"), "how"),
    (_("Wording corrected"), "summary platform_duty letter_sentence notes text meaning why"),
]
HEADLINES = {field: words for words, fields in CHANGES for field in fields.split()}
OTHER_HEADLINE = _("Details corrected")


class CorrectionQuerySet(models.QuerySet):
    def update(self, **fields):
        raise AppendOnly

    def delete(self):
        raise AppendOnly

    def bulk_create(self, objs, *, update_conflicts=False, **kwargs):
        if update_conflicts:
            raise AppendOnly
        return super().bulk_create(objs, **kwargs)

    def note(self, before, after, *, by, why: str) -> list["Correction"]:
        """Write a line for each field in which two states of a published fact differ for readers.

        `by` is the User who published it, or None for the system.
        """
        changes = {
            name: (in_words(before, name), in_words(after, name)) for name in after.told_fields
        }
        return self.bulk_create(
            Correction(
                kind=after.kind,
                key=after.key,
                language=after.locale.language_code,
                country=after.place,
                name=after.public_name,
                field=name,
                old=old,
                new=new,
                by=by.uuid if by else None,
                why=why,
            )
            for name, (old, new) in changes.items()
            if old != new
        )


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

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["kind", "key"], name="corrections_of_a_fact")]

    def __str__(self):
        return f"{self.kind} {self.key}: {self.field}"

    @property
    def headline(self) -> str:
        """Return what was corrected, in words for everybody."""
        if self.is_about_a_number:
            return str(_("Number corrected"))
        return str(HEADLINES.get(self.field, OTHER_HEADLINE))

    @property
    def is_about_a_number(self) -> bool:
        return bool(self.old_numbers or self.new_numbers)

    @property
    def old_numbers(self) -> list[str]:
        """Return the numbers that reached somebody before and are gone."""
        return self.numbers_only_in(self.old, self.new)

    @property
    def new_numbers(self) -> list[str]:
        """Return the numbers that came with this correction."""
        return self.numbers_only_in(self.new, self.old)

    def numbers_only_in(self, text: str, other: str) -> list[str]:
        if self.field != "means":
            return []
        known = numbers_in(other)
        return [number for number in numbers_in(text) if number not in known]

    @property
    def country_name(self) -> str:
        """Return where it holds, by name; "" for everywhere."""
        return str(Jurisdiction(self.country).label) if self.country else ""

    def save_base(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly
        super().save_base(*args, **kwargs | {"force_insert": True})

    def delete(self, *args, **kwargs):
        raise AppendOnly


def in_words(fact, name: str) -> str:
    """Return what a field of a fact says, as words to compare and to keep."""
    display = getattr(fact, f"get_{name}_display", None)
    return words_of(display() if display else getattr(fact, name))


def words_of(value) -> str:
    """Return a value in words: one line a block, nothing for what is empty."""
    if isinstance(value, StreamValue):
        return "\n".join(words_of(block.value) for block in value)
    if isinstance(value, StructValue):
        return " ".join(filter(None, map(words_of, value.values())))
    if isinstance(value, list):
        return ", ".join(map(words_of, value))
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    return "" if value is None else str(value)


def numbers_in(text: str) -> list[str]:
    """Return the numbers among ways to reach a service, written by `words_of` one a line.

    A number is all that is nothing but its signs: the words before it hold no digit.
    """
    lines = (filter(NUMBER.fullmatch, line.split()) for line in text.splitlines())
    return [number for line in lines if (number := " ".join(line))]
