"""The shape of an answer; whether it is right is none of a form's business."""

from django import forms
from django.utils.translation import gettext

from quizzes.enums import Confidence
from quizzes.marking import InvalidAnswer, kind_of


class AnswerForm(forms.Form):
    """One posted answer: `choice` (a list of texts), `confidence` (may be left out).

    What the list may say is for the kind of question to judge; fields left empty say nothing.
    """

    choice = forms.Field(widget=forms.SelectMultiple, required=False)
    confidence = forms.TypedChoiceField(
        choices=Confidence.choices, coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args, content: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.content = content

    def clean_choice(self) -> list[str]:
        kind = kind_of(self.content)
        chosen = kind.canonical([text for text in self.cleaned_data["choice"] if text])
        try:
            kind.check(self.content, chosen)
        except InvalidAnswer as error:
            raise forms.ValidationError(gettext(str(error))) from error
        return chosen


class KeyedAnswerForm(AnswerForm):
    """An answer that is stored: its key comes from the page it was given on."""

    key = forms.UUIDField()
