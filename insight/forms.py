"""What a teacher says of a question, and what of a class is taken along."""

from django import forms
from django.utils.translation import gettext_lazy as _

from insight.enums import ExportKind
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


class ExportForm(forms.Form):
    """What of a class is taken along; `assignments` come with their modules."""

    module = forms.ChoiceField(label=_("What"), required=False)
    kind = forms.ChoiceField(
        label=_("As"), choices=ExportKind, initial=ExportKind.CSV, widget=forms.RadioSelect
    )
    with_names = forms.BooleanField(
        label=_("With names: your label and the nickname of each student"),
        help_text=_("Without this tick each student has a number only."),
        required=False,
    )

    def __init__(self, *args, assignments, **kwargs):
        super().__init__(*args, **kwargs)
        self.titles = {str(one.module.uuid): one.module.title for one in assignments}
        self.fields["module"].choices = [("", _("The whole class")), *self.titles.items()]

    @property
    def module_title(self) -> str:
        return self.titles.get(self.cleaned_data["module"], "")
