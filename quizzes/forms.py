"""The shape of an answer; whether it is right is none of a form's business."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.enums import Confidence


class AnswerForm(forms.Form):
    """One posted answer: `choice` (one or more option ids), `confidence` (may be left out)."""

    choice = forms.MultipleChoiceField(
        error_messages={
            "required": _("Choose an answer first."),
            "invalid_choice": _("Choose one of the answers on this page."),
        }
    )
    confidence = forms.TypedChoiceField(
        choices=Confidence.choices, coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args, options: list[dict], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = [(option["id"], option["text"]) for option in options]


class KeyedAnswerForm(AnswerForm):
    """An answer that is stored: its key comes from the page it was given on."""

    key = forms.UUIDField()
