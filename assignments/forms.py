"""What a teacher says when a class gets work."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AssignForm(forms.Form):
    """An optional due day, in the school's time zone, not before `today`.

    A careful or private module (`is_careful`) also asks for one tick: its teacher has prepared, and
    somebody who can help students knows the date.
    """

    due_on = forms.DateField(
        label=_("Due"),
        help_text=_("If you like. Work handed in later still counts."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Use the form year-month-day, for example 2027-01-31.")},
    )
    is_prepared = forms.BooleanField(
        label=_("I have read the teacher notes and told our safeguarding lead the date"),
        error_messages={
            "required": _("Read the teacher notes, tell your safeguarding lead, then tick this.")
        },
    )

    def __init__(self, *args, today, is_careful, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["due_on"].widget.attrs["min"] = today.isoformat()
        if not is_careful:
            del self.fields["is_prepared"]

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on < self.today:
            raise forms.ValidationError(_("This day is over. Choose today or later."))
        return due_on
