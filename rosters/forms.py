"""What a teacher sends on the way from a list to a class: the list, its columns, who goes."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from organizations.models import Classroom, Membership
from rosters import reading
from rosters.columns import Meaning
from rosters.plans import plan_for
from rosters.rows import MAX_FILE, Refused, Roster, Row, Why
from rosters.tables import Line, Table, table_of
from rosters.words import MEANINGS, in_words

SALT = "rosters"
HOUR = 60 * 60  # seconds
# What travels in a form has to stay below DATA_UPLOAD_MAX_MEMORY_SIZE.
MAX_SIGNED = 900_000  # characters
MAX_PASTED = 100_000  # characters


class ListForm(forms.Form):
    """A class list: pasted, or as a file that is read and not kept. `read` holds what it says."""

    pasted = forms.CharField(
        label=_("Names"),
        help_text=_("One name a line, or the cells of a spreadsheet with their headings."),
        max_length=MAX_PASTED,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label=_("Or a file"),
        help_text=_("CSV, TSV, or OneRoster 1.1 as a zip file. It is read and not kept."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.zip"}),
    )

    read: Table | Roster

    def __init__(self, *args, classroom: Classroom, **kwargs):
        super().__init__(*args, **kwargs)
        self.classroom = classroom

    def clean(self):
        cleaned = super().clean()
        pasted, file = cleaned.get("pasted", ""), cleaned.get("file")
        if self.errors:
            return cleaned
        if bool(pasted.strip()) == bool(file):
            raise ValidationError(
                _("Paste the names, or choose a file. A file has at most two million bytes.")
            )
        try:
            today = self.classroom.organization.today()
            if file:
                self.read = reading.read(file.read(MAX_FILE + 1), today)
            else:
                self.read = replace(table_of(pasted), is_pasted=True)
        except Refused as refusal:
            self.add_error("file" if file else "pasted", in_words(refusal))
        return cleaned


class PreviewForm(forms.Form):
    """A list on its way: what was read travels signed, for one person, one class and one hour.

    The teacher says what the columns mean, which class is theirs, and who of the leaving goes.
    `plan` is what would happen, None where the columns or the class are still to be chosen.
    """

    read = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data, initial, source: Table | Roster, classroom: Classroom):
        super().__init__(data, initial=initial)
        self.source = source
        self.classroom = classroom
        if isinstance(source, Table):
            self.add_columns(source)
        self.plan, self.problem = None, ""
        try:
            whole = self.whole()
            self.add_groups(whole.groups)
            self.roster = whole.of_one_group(self.value("group") or "")
            self.plan = plan_for(classroom, self.roster)
        except Refused as refusal:
            self.problem = in_words(refusal)
        self.add_leaving(self.plan.leaving if self.plan else [])

    def add_columns(self, table: Table) -> None:
        self.fields["has_head"] = forms.BooleanField(
            label=_("The first line holds headings"), required=False, initial=table.has_head
        )
        for place, meaning in enumerate(reading.meanings(table)):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=_("Column %(number)s") % {"number": place + 1},
                help_text=" · ".join(table.first_cells(place)),
                choices=MEANINGS,
                required=False,
                initial=meaning,
            )

    def add_groups(self, groups: dict[str, str]) -> None:
        if len(groups) > 1:
            self.fields["group"] = forms.ChoiceField(
                label=_("Which class of the list is this?"),
                choices=[("", _("Choose one")), *groups.items()],
                required=False,
            )

    def add_leaving(self, leaving: list[Membership]) -> None:
        self.fields["leaving"] = forms.TypedMultipleChoiceField(
            label=_("Take out of the class"),
            choices=[(str(one.uuid), one.shown_name) for one in leaving],
            coerce=UUID,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def whole(self) -> Roster:
        """Return all classes of the list; raise Refused where no column says who is in it."""
        if isinstance(self.source, Roster):
            return self.source
        wanted = [known_meaning(column.value()) for column in self.columns]
        today = self.classroom.organization.today()
        return reading.roster(self.source, wanted, today, has_head=bool(self.value("has_head")))

    @property
    def columns(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("column_")]

    def value(self, name: str):
        """Return what a field says now: what was sent, else what it began with."""
        return self[name].value() if name in self.fields else None

    def clean(self):
        if self.plan is None:
            raise ValidationError(self.problem)
        return super().clean()


def known_meaning(text: str | None) -> Meaning:
    return Meaning(text) if text in set(Meaning) else Meaning.NOTHING


def signed(source: Table | Roster, *, user, classroom: Classroom) -> str:
    """Return what `opened` takes; raise Refused where it is too long for a form."""
    if isinstance(source, Table):
        lines = [[line.number, line.cells] for line in source.lines]
        data = ["table", lines, source.has_head, source.dropped, source.encoding]
        data += [source.family_first, source.is_pasted]
    else:
        rows = [list(vars(row).values()) for row in source.rows]
        data = ["roster", rows, source.groups, source.dropped]
    text = signing.dumps(data, salt=salt_of(user, classroom), compress=True)
    if len(text) > MAX_SIGNED:
        raise Refused(Why.TRAVEL)
    return text


def opened(text: str, *, user, classroom: Classroom) -> Table | Roster | None:
    """Return what was read, or None where the page is too old or was another one's."""
    try:
        kind, first, *rest = signing.loads(text, salt=salt_of(user, classroom), max_age=HOUR)
    except signing.BadSignature:
        return None
    if kind == "table":
        return Table([Line(*line) for line in first], *rest)
    return Roster([Row(*row) for row in first], *rest)


def salt_of(user, classroom: Classroom) -> str:
    return f"{SALT}.{user.pk}.{classroom.pk}"


class WhoseCards(TextChoices):
    """Whose join cards are made anew, as a teacher chooses it."""

    NEVER_IN = "never-in", _("Everybody who has never come in (%(number)d)")
    ALL = "all", _("Everybody (%(number)d)")
    TICKED = "ticked", _("Only whom I tick below")


class CardsForm(forms.Form):
    """Whose join cards are made anew; the last tick says what that does.

    It begins with those just made, whose cards may never have been read.
    """

    whose = forms.TypedChoiceField(
        label=_("Who gets a card"),
        required=False,
        empty_value=WhoseCards.TICKED,
        widget=forms.RadioSelect,
    )
    students = forms.ModelMultipleChoiceField(
        label=_("Students"),
        queryset=Membership.objects.none(),
        to_field_name="uuid",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    understood = forms.BooleanField(
        label=_("Their old words stop working, and they are signed out."),
        error_messages={"required": _("Tick this, or leave the cards as they are.")},
    )

    def __init__(self, *args, classroom: Classroom, just_made: Iterable[Membership] = (), **kwargs):
        super().__init__(*args, **kwargs)
        students = classroom.memberships.students().active().select_related("user")
        students = students.order_by("label", "nickname")
        self.everybody = list(students)
        self.never_in = [one for one in self.everybody if one.user.last_login is None]
        numbers = {
            WhoseCards.NEVER_IN: len(self.never_in),
            WhoseCards.ALL: len(self.everybody),
        }
        self.fields["whose"].choices = [
            (one, one.label % {"number": numbers.get(one)}) for one in WhoseCards
        ]
        self.fields["students"].queryset = students
        self.fields["students"].label_from_instance = lambda one: one.shown_name
        self.begin_with({one.uuid for one in just_made})

    def begin_with(self, just_made: set[UUID]) -> None:
        """Tick whom it is most likely for: the just made, else those without any words yet."""
        is_never_in = just_made and just_made == {one.uuid for one in self.never_in}
        without = {one.uuid for one in self.everybody if not one.user.has_usable_password()}
        self.initial = {
            "whose": WhoseCards.NEVER_IN if is_never_in else WhoseCards.TICKED,
            "students": list(just_made or without),
            "understood": bool(just_made),
        }

    def clean(self):
        """Put the students who were meant in the place of those who were ticked."""
        cleaned = super().clean()
        meant = {WhoseCards.NEVER_IN: self.never_in, WhoseCards.ALL: self.everybody}
        chosen = meant.get(cleaned.get("whose"), cleaned.get("students"))
        if not chosen and "students" not in self.errors:
            self.add_error("students", _("Choose at least one student."))
        return cleaned | {"students": chosen}
