"""What a reader may ask of the directory. Plain GET forms; nothing is required, nothing is kept."""

from django import forms
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from support.enums import MeansKind, PlanAge, Recipient, Sender
from support.queries import Wish

ANY = [("", _("Any"))]
# How languages that Django does not know are called by those who speak them.
OWN_NAMES = {
    "cr": "Nêhiyawêwin",
    "fsl": "langue des signes française",
    "iu": "ᐃᓄᒃᑎᑐᑦ",
    "lo": "ລາວ",
    "mi": "te reo Māori",
    "oj": "Anishinaabemowin",
    "tl": "Tagalog",
    "zh": "中文",
}
AGES = [(age.value, age.label) for age in PlanAge if age != PlanAge.UNKNOWN]


def own_name(code: str) -> str:
    """Return what a language is called in that language, or its code where nobody knows."""
    return OWN_NAMES.get(code) or LANG_INFO.get(code.lower(), {}).get("name_local", code)


class NarrowingForm(forms.Form):
    """By age, by how to reach them, by language. What does not fit is as if it were not asked."""

    age = forms.ChoiceField(label=_("Age"), choices=ANY + AGES, required=False)
    means = forms.ChoiceField(
        label=_("How to reach them"), choices=ANY + MeansKind.choices, required=False
    )
    language = forms.SlugField(label=_("Language"), required=False, widget=forms.Select)

    def wish(self) -> Wish:
        self.full_clean()
        chosen = self.cleaned_data
        return Wish(
            age=PlanAge(chosen["age"]) if chosen.get("age") else None,
            means=MeansKind(chosen["means"]) if chosen.get("means") else None,
            language=chosen.get("language", ""),
        )

    def offer_languages(self, codes: list[str]) -> None:
        """Offer the languages that are spoken here, each by its own name."""
        named = [(code, own_name(code)) for code in codes]
        self.fields["language"].widget.choices = ANY + named


# As much as a letter can hold and still be read.
LONGEST_LINKS, LONGEST_CASES = 20_000, 200


class LetterForm(forms.Form):
    """What a letter needs to know. It asks for no name, no way to reach anybody and no picture."""

    recipient = forms.ChoiceField(
        label=_("Who is the letter for?"),
        choices=Recipient.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who the letter is for.")},
    )
    sender = forms.ChoiceField(
        label=_("Who are you?"),
        choices=Sender.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who you are.")},
    )
    age = forms.ChoiceField(
        label=_("How old was the person in the picture when it was made?"),
        help_text=_("If there is more than one person: the youngest."),
        choices=PlanAge.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an age, or “I do not know”.")},
    )
    links = forms.CharField(
        label=_("Where is it?"),
        help_text=_("One web address a line. Never add the picture itself."),
        required=False,
        max_length=LONGEST_LINKS,
        error_messages={"max_length": _("This is too long for one letter. Take some lines out.")},
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "spellcheck": "false"}),
    )
    cases = forms.CharField(
        label=_("Case numbers, if you have any"),
        help_text=_("You may get one when you report a post."),
        required=False,
        max_length=LONGEST_CASES,
        error_messages={"max_length": _("This is too long for one letter. Keep the numbers only.")},
        widget=forms.TextInput(attrs={"dir": "auto", "spellcheck": "false"}),
    )
