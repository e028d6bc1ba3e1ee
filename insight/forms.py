"""What a teacher says of a question."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.enums import FlagKind
from quizzes.models import QuestionVersion
from quizzes.models.flagging import LONGEST_NOTE


class FlagForm(forms.Form):
    """What a teacher says of one of these `versions`, or, with `undo`, says no more."""

    version = forms.ModelChoiceField(QuestionVersion.objects.none(), to_field_name="uuid")
    kind = forms.ChoiceField(choices=FlagKind)
    undo = forms.BooleanField(required=False)
    note = forms.CharField(
        label=_("A note to the editors, if you like"),
        help_text=_("One line. No student’s name belongs here."),
        max_length=LONGEST_NOTE,
        required=False,
    )

    def __init__(self, *args, versions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].queryset = versions
