"""What a visitor may type on the plain pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_LETTERS = 100


class SearchForm(forms.Form):
    words = forms.CharField(
        label=_("What are you looking for?"),
        help_text=_("One or two words, for example: password, photo, asking."),
        max_length=MOST_LETTERS,
        error_messages={"required": _("Type a word first.")},
        widget=forms.TextInput(attrs={"class": "input", "type": "search", "autocomplete": "off"}),
    )
