"""When a class has to be done."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DueForm(forms.Form):
    """An optional due day, in the school's time zone, not before `today`."""

    due_on = forms.DateField(
        label=_("Due"),
        help_text=_("If you like. Work handed in later still counts."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Use the form year-month-day, for example 2027-01-31.")},
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on < self.today:
            raise forms.ValidationError(_("This day is over. Choose today or later."))
        return due_on
