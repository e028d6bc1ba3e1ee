"""What an editor fills in beside the forms of the records."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.enums import Risk
from support.enums import Country
from support.models import Fact

ANY = [("", _("All"))]


class CheckForm(forms.Form):
    """What was read; the log keeps it. `version` is the one that stood on the page of the check."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("What did you read, and where?"),
        min_length=10,
        max_length=300,
        help_text=_("Ten letters or more. Colleagues see it in the record’s history."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, fact: Fact, **kwargs):
        super().__init__(*args, **kwargs)
        self.current = version_of(fact)

    def clean_version(self):
        if self.cleaned_data["version"] != self.current:
            raise forms.ValidationError(
                _("This record was changed while you read it. Please compare it again.")
            )
        return self.current


def version_of(fact: Fact) -> str:
    """Return what tells one published state of a fact from the next."""
    return str(fact.live_revision_id or "")


class WorklistForm(forms.Form):
    """By risk, by country, mine alone. What does not fit is as if it were not asked."""

    risk = forms.ChoiceField(label=_("Risk"), choices=ANY + Risk.choices, required=False)
    country = forms.ChoiceField(label=_("Country"), choices=ANY + Country.choices, required=False)
    mine = forms.BooleanField(label=_("Only mine"), required=False)

    def wish(self) -> dict:
        """Return what was asked; an unknown value asks for nothing."""
        self.full_clean()
        return {name: self.cleaned_data.get(name) for name in self.fields}
