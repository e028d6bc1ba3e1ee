"""What a letter to parents needs to know: two lists to choose from, by GET, nothing is kept."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from support.enums import Country
from support.forms import own_name

NO_COUNTRY = [("", _("No country: the address of the help pages alone"))]


class LetterToParentsForm(forms.Form):
    """In which language, and whose helplines. What does not fit is as if it were not asked."""

    language = forms.ChoiceField(label=_("Language of the letter"), required=False)
    country = forms.ChoiceField(label=_("Helplines of"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        codes = [code for code, _name in settings.LANGUAGES]
        self.fields["language"].choices = [(code, own_name(code).capitalize()) for code in codes]
        named = [(c.value, c.label) for c in Country if c != Country.INTERNATIONAL]
        by_name = sorted(named, key=lambda pair: str(pair[1]))
        self.fields["country"].choices = NO_COUNTRY + by_name
        self.full_clean()

    @property
    def chosen_language(self) -> str:
        return self.cleaned_data.get("language") or get_language()

    @property
    def chosen_country(self) -> Country:
        return Country(self.cleaned_data.get("country") or Country.INTERNATIONAL)
