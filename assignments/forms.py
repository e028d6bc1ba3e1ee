"""What a teacher says when a class gets work."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.enums import AttemptMode

PRESET_WORDS = {
    AttemptMode.PRACTICE: _(
        "Practice: explained after each answer, as often as they like, the best try counts"
    ),
    AttemptMode.CHECK: _("Check: explained after each answer, one try counts"),
    AttemptMode.TEST: _(
        "Test: answers can be changed until they are handed in, one try counts, and you open the "
        "explanations for all"
    ),
}
LONGEST_TEST = 240


class DueForm(forms.Form):
    """An optional due day, in the school's time zone, not before `today`; one that stands may be
    over.
    """

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
        self.fields["due_on"].widget.attrs["min"] = today.isoformat()

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on < self.today and due_on != self.initial.get("due_on"):
            raise forms.ValidationError(_("This day is over. Choose today or later."))
        return due_on


class AssignForm(DueForm):
    """The due day; and of a careful or private module (`is_careful`) one tick: its teacher has
    prepared, and somebody who can help students knows the date.
    """

    is_prepared = forms.BooleanField(
        label=_("I have read Ready in 10 and told our safeguarding lead the date"),
        error_messages={
            "required": _("Read Ready in 10, tell your safeguarding lead, then tick this.")
        },
    )

    def __init__(self, *args, is_careful, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_careful:
            del self.fields["is_prepared"]


class WorkForm(DueForm):
    """The due day, and how the quiz is taken where it has scores for a teacher to see
    (`has_scores`).
    """

    quiz_mode = forms.ChoiceField(
        label=_("How the quiz is taken"),
        choices=[(mode.value, words) for mode, words in PRESET_WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    minutes = forms.IntegerField(
        label=_("Minutes for a test"),
        help_text=_(
            "If you like. Extra time comes on top by itself. Nothing closes when they are over."
        ),
        required=False,
        min_value=1,
        max_value=LONGEST_TEST,
    )

    def __init__(self, *args, has_scores, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_scores:
            del self.fields["quiz_mode"], self.fields["minutes"]

    def work(self) -> dict:
        """Return what `actions.change_assignment` takes."""
        given = self.cleaned_data
        return {
            "due_on": given["due_on"],
            "quiz_mode": AttemptMode(given.get("quiz_mode", AttemptMode.PRACTICE)),
            "minutes": given.get("minutes"),
        }
