"""Forms of the CMS that more than one room needs."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets.slug import SlugInput


def key_panel() -> FieldPanel:
    """Return the panel of a key. Even a draft needs one: the key tells rows of one kind apart."""
    return FieldPanel("key", widget=SlugInput, required_on_save=True)


class KeyedForm(WagtailAdminModelForm):
    """The form of anything with a key: one key a language, and fixed once anything may name it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        key = self.fields["key"]
        key.help_text = _("The fixed name in links between content. It cannot be changed later.")
        key.disabled = self.has_settled_key()

    def has_settled_key(self) -> bool:
        """A draft's key may still change; what has no drafts is in use as soon as it is saved."""
        return getattr(self.instance, "first_published_at", self.instance.pk) is not None

    def clean_key(self):
        key = self.cleaned_data["key"]
        twins = type(self.instance).objects.filter(key=key, locale=self.instance.locale_id)
        if twins.exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Something else has this key. Choose another one."))
        return key
