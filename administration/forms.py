"""What an organization admin sends: links, roles, leave dates, whom to tell, settings."""

from uuid import uuid4
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from administration.retention import over_by_change
from organizations.enums import KeptFor, StaffRole
from organizations.models import Classroom, Organization
from support.enums import Country
from teaching.forms import TeacherForm


class RoleForm(forms.Form):
    """A teacher or an admin."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=StaffRole.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )


class InviteForm(RoleForm):
    """A link for a teacher or an admin. By its `key` one that is asked for twice is made once."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)


class GiveClassForm(TeacherForm):
    """One of the `classes` that nobody teaches, and one of the `staff`."""

    classroom = forms.ModelChoiceField(
        label=_("Class"),
        queryset=None,
        to_field_name="uuid",
        empty_label=_("Choose a class"),
        error_messages={"required": _("Choose a class."), "invalid_choice": _("Choose again.")},
    )
    field_order = ["classroom", "teacher"]

    def __init__(self, *args, classes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["classroom"].queryset = classes


class LeaveForm(forms.Form):
    """The first day on which somebody sees nothing of the school any more; empty: they stay."""

    leaves_on = forms.DateField(
        label=_("Leaves on"),
        help_text=_(
            "From this day on they see no class of this school. Leave it empty if they are staying."
        ),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Use the form year-month-day, for example 2027-01-31.")},
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_leaves_on(self):
        day = self.cleaned_data["leaves_on"]
        if day and day < self.today and day != self.initial.get("leaves_on"):
            raise forms.ValidationError(_("This day is over. Choose today or later."))
        return day


class SafeguardingForm(forms.ModelForm):
    """Whom teachers tell when a student tells them something: words, nothing more."""

    class Meta:
        model = Organization
        fields = ["lead_name", "lead_reach", "deputy_name", "deputy_reach", "contact_hours"]
        labels = {
            "lead_name": _("Safeguarding lead"),
            "lead_reach": _("How to reach them"),
            "deputy_name": _("Deputy"),
            "deputy_reach": _("How to reach the deputy"),
            "contact_hours": _("When they can be reached"),
        }
        help_texts = {
            "lead_name": _("Who is told first, as colleagues call them."),
            "lead_reach": _("A room, an extension, an address: what works on a school day."),
            "contact_hours": _("For example: school days, 8:00 to 16:00."),
        }

    def clean(self):
        """A name without a way to reach them helps nobody, and the other way round."""
        said = super().clean()
        for who in ("lead", "deputy"):
            name, reach = said.get(f"{who}_name"), said.get(f"{who}_reach")
            if name and not reach:
                self.add_error(f"{who}_reach", _("Say how to reach them."))
            if reach and not name:
                self.add_error(f"{who}_name", _("Say who this is."))
        return said


class SchoolForm(forms.Form):
    """Where a school is, and how long a class is kept after its end."""

    country = forms.ChoiceField(
        label=_("Country"),
        help_text=_("Whose helplines your students need."),
        choices=[(code, words) for code, words in Country.choices if code != Country.INTERNATIONAL],
        error_messages={"required": _("Choose a country.")},
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("A due day ends at midnight there. Due days that are set keep their date."),
        choices=[(zone, zone) for zone in sorted(available_timezones()) if "/" in zone],
    )
    months_kept = forms.TypedChoiceField(
        label=_("How long a class is kept after it ends"),
        help_text=_("Then it is deleted, with the work of students who are in no other class."),
        choices=KeptFor.choices,
        coerce=int,
    )

    def __init__(self, *args, school: Organization, **kwargs):
        super().__init__(*args, **kwargs)
        self.school = school
        self.keep_time_zone(self.initial.get("time_zone"))
        if not self.initial.get("country"):
            countries = self.fields["country"].choices
            self.fields["country"].choices = [("", _("Choose a country")), *countries]

    def keep_time_zone(self, zone: str | None) -> None:
        """Offer the one a school has though no list of places has it, such as UTC."""
        zones = self.fields["time_zone"].choices
        if zone and (zone, zone) not in zones:
            self.fields["time_zone"].choices = [(zone, zone), *zones]

    def clean(self):
        """Ask for a tick where the next run would delete classes that now have time."""
        said = super().clean()
        if "time_zone" not in said or "months_kept" not in said:
            return said
        classes = over_by_change(
            self.school, time_zone=said["time_zone"], months_kept=said["months_kept"]
        )
        if classes:
            self.ask_to_delete(classes)
        return said

    def ask_to_delete(self, classes: list[Classroom]) -> None:
        """Name the classes above a tick; it is good for these very classes."""
        these = ",".join(str(one.uuid) for one in classes)
        field = forms.MultipleChoiceField(
            label=deleted_words(len(classes)),
            help_text=", ".join(one.name for one in classes),
            choices=[
                (these, _("Delete them, with the work of students who are in no other class"))
            ],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["deleted"] = field
        ticked = field.widget.value_from_datadict(self.data, self.files, self.add_prefix("deleted"))
        if these not in ticked:
            tick = _("Tick this, or keep classes for longer.")
            self.add_error("deleted", f"{field.label}. {tick}")


def deleted_words(classes: int) -> str:
    return ngettext(
        "%(number)d class is then deleted in the coming night",
        "%(number)d classes are then deleted in the coming night",
        classes,
    ) % {"number": classes}
