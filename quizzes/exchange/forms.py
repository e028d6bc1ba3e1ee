"""What an editor sends to import, to confirm, and to export."""

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from quizzes.exchange.formats import Exported, Format
from quizzes.exchange.items import MAX_FILE, Item, Refused
from quizzes.exchange.reading import read_items
from quizzes.exchange.words import in_words
from quizzes.models import Skill

BY_ITSELF = ("", _("As it begins"))
NAMES = {
    "gift": "GIFT",
    "aiken": "Aiken",
    "moodle-xml": "Moodle XML",
    "qti21": _("QTI 2.1 or 2.2, a file or a package"),
    "qti30": _("QTI 3.0, a file or a package"),
    "csv": _("A table (CSV), one row for each answer"),
}
EXPORTED = {**NAMES, "qti21": _("QTI 2.1, a package")}
SALT = "quizzes.exchange"
HOUR = 60 * 60  # seconds
# What travels in a form has to stay below DATA_UPLOAD_MAX_MEMORY_SIZE.
MAX_SIGNED = 900_000  # characters


class SkillField(forms.ModelChoiceField):
    """A skill; its language becomes that of the questions."""

    def label_from_instance(self, skill: Skill) -> str:
        return f"{skill.name} ({skill.locale.get_display_name()})"


class ImportForm(forms.Form):
    """A file, and what becomes of its questions. `items` holds what was read of it."""

    file = forms.FileField(
        label=_("File"), help_text=_("At most five million bytes. It is read and not kept.")
    )
    format = forms.ChoiceField(
        label=_("Format"),
        choices=[BY_ITSELF, *((name, NAMES[name]) for name in Format)],
        required=False,
    )
    skill = SkillField(
        label=_("Skill"),
        queryset=Skill.objects.select_related("locale"),
        help_text=_("Every question measures one. You can change it in each draft."),
    )

    items: list[Item]

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE:
            raise ValidationError(_("The file is larger than five million bytes."))
        return file

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            try:
                self.items = read_items(cleaned["file"].read(), cleaned["format"])
            except Refused as refusal:
                self.add_error("file", in_words(refusal.note))
        return cleaned


class ConfirmForm(forms.Form):
    """What a preview showed, signed for one person and one hour."""

    read = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_read(self) -> tuple[list[Item], Skill]:
        try:
            data = signing.loads(self.cleaned_data["read"], salt=salt_of(self.user), max_age=HOUR)
            skill = Skill.objects.select_related("locale").get(pk=data["skill"])
        except (signing.BadSignature, Skill.DoesNotExist) as error:
            raise ValidationError(_("This preview is too old. Choose the file again.")) from error
        return [Item.of_json(item) for item in data["items"]], skill


def signed(items: list[Item], skill: Skill, user) -> str:
    """Return what ConfirmForm takes; raise ValidationError where it is too long for a form."""
    data = {"skill": skill.pk, "items": [item.as_json() for item in items]}
    text = signing.dumps(data, salt=salt_of(user), compress=True)
    if len(text) > MAX_SIGNED:
        raise ValidationError(_("The file holds too much for one import. Split it."))
    return text


def salt_of(user) -> str:
    return f"{SALT}.{user.pk}"


class ExportForm(forms.Form):
    format = forms.ChoiceField(
        label=_("Format"),
        choices=[(name, EXPORTED[name]) for name in Exported],
        widget=forms.RadioSelect,
        initial=Exported.MOODLE_XML,
    )
