"""What an editor fills in beside the forms of the records."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import WagtailAdminPageForm

from core.enums import Risk
from core.forms import KeyedForm
from support.enums import Country
from support.models import Fact
from upkeep.content_checks import blocking
from upkeep.models import ReviewComment
from upkeep.panels import problems_of

ANY = [("", _("All"))]


class KeptFromReaders:
    """A form that publishes or submits nothing which the content checks keep from readers.

    The model names its check, as for `upkeep.panels.ContentChecksPanel`. A draft may hold anything,
    and a moderator sends it back as it is.
    """

    def _post_clean(self):
        super()._post_clean()
        if self.is_deferred_validation or self.errors or self.is_sent_back():
            return
        for problem in blocking(problems_of(self.instance)):
            self.add_error(None, ": ".join(filter(None, (problem.where, problem.why))))

    def is_sent_back(self) -> bool:
        """Whether the one button that was pressed asks for changes."""
        pressed = [name for name in self.data if name.startswith("action-")]
        asked = self.data.get("workflow-action-name")
        return pressed == ["action-workflow-action"] and asked == "reject"


class CheckedForm(KeptFromReaders, KeyedForm):
    """The form of a snippet with a key and with content checks."""


class CheckedPageForm(KeptFromReaders, WagtailAdminPageForm):
    """The form of a page with content checks."""


class ReviewForm(forms.ModelForm):
    """What an outside reader says of a draft."""

    class Meta:
        model = ReviewComment
        fields = ["name", "text"]
        help_texts = {
            "name": _("Your name or your work, as you like: “a school nurse”."),
            "text": _("Which step or question, what is wrong or unclear, what would be better."),
        }
        widgets = {
            "name": forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
            "text": forms.Textarea(attrs={"class": "input", "rows": 6}),
        }


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
