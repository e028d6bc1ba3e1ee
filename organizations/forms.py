"""The shapes of what people type at the door of a class."""

from allauth.account import forms as allauth_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from core.enums import AgeBand
from organizations import nicknames
from organizations.enums import ExtraTime
from organizations.models import Classroom

# Codes and pass phrases are in English letters and run from left to right on every page.
TYPED_LETTER_BY_LETTER = {
    "autocomplete": "off",
    "autocapitalize": "none",
    "spellcheck": "false",
    "dir": "ltr",
}

NEW_PASSWORD = {"password1": _("New password"), "password2": _("New password again")}


class CodeForm(forms.Form):
    """A class code, in any spelling; whether there is such a class is decided later."""

    code = forms.CharField(
        label=_("Class code"),
        help_text=_("Three parts, like tern 482 dune"),
        max_length=60,
        error_messages={"required": _("Type your class code.")},
        widget=forms.TextInput(attrs=TYPED_LETTER_BY_LETTER),
    )


class NicknameForm(forms.Form):
    """A nickname; left empty, the student gets the suggested one."""

    nickname = forms.CharField(
        label=_("Nickname"),
        help_text=_("Your teacher sees it. Use any name you like, not your full name."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_nickname(self):
        typed = self.cleaned_data["nickname"]
        if not typed.strip():
            return ""
        try:
            return nicknames.check_nickname(typed)
        except nicknames.NicknameRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class SignInForm(allauth_forms.LoginForm):
    """allauth's sign-in for staff, with a label that says what the first field takes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say(self, login=_("Username or email"), password=_("Password"))


class NewStaffForm(allauth_forms.SignupForm):
    """An account for somebody who was given a link: allauth's fields and checks, and a name."""

    field_order = ["name", "username", "email", "password1", "password2"]

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As colleagues and students know you, for example Ms Adeyemi."),
        max_length=80,
        error_messages={"required": _("Type your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say(
            self,
            username=_("Username"),
            email=_("Email (optional)"),
            password1=_("Password"),
            password2=_("Password again"),
        )
        self.fields["username"].help_text = _("You sign in with it.")
        self.fields["email"].help_text = _("For a new password, if you forget yours.")
        self.fields["password1"].help_text = _("Twelve characters or more.")

    def account(self) -> dict[str, str]:
        """Return what an account is made of, once the form is valid."""
        said = self.cleaned_data
        names = {name: said[name] for name in ("name", "username", "email")}
        return names | {"password": said["password1"]}


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say(self, oldpassword=_("Your password now"), **NEW_PASSWORD)


class SetPasswordForm(allauth_forms.SetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say(self, **NEW_PASSWORD)


class ResetPasswordKeyForm(allauth_forms.ResetPasswordKeyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say(self, **NEW_PASSWORD)


def say(form: forms.Form, **labels) -> None:
    """Give allauth's fields our labels, and leave the fields themselves empty."""
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].widget.attrs.pop("placeholder", None)


class ComeBackForm(CodeForm):
    """Class code, nickname, and the pass phrase or a one-time code."""

    nickname = forms.CharField(
        label=_("Nickname"),
        max_length=60,
        error_messages={"required": _("Type your nickname.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    phrase = forms.CharField(
        label=_("Pass phrase"),
        help_text=_("Your four words, or the six numbers your teacher gave you."),
        max_length=120,
        error_messages={"required": _("Type your four words, or the six numbers.")},
        widget=forms.TextInput(attrs=TYPED_LETTER_BY_LETTER),
    )


class ClassroomForm(forms.ModelForm):
    """A new class: three fields."""

    name = forms.CharField(
        label=_("Class name"),
        help_text=_("Students see it when they join, for example 9C Computing."),
        max_length=40,
        error_messages={"required": _("Type a name for the class.")},
    )

    class Meta:
        model = Classroom
        fields = ["name", "age_band", "uses_shared_devices"]
        help_texts = {
            "uses_shared_devices": _("Students share computers or tablets."),
        }

    age_band = forms.ChoiceField(label=_("Age group"), choices=AgeBand.choices)


class RenameForm(NicknameForm):
    """A teacher's words for a student: another nickname, and a label only teachers see."""

    nickname = forms.CharField(label=_("Nickname"), max_length=60)
    label = forms.CharField(
        label=_("Your label"),
        help_text=_("Only teachers of this class see it."),
        max_length=60,
        required=False,
    )


class ExtraTimeForm(forms.Form):
    """How much more time a student has."""

    extra_time = forms.TypedChoiceField(
        label=_("Extra time"),
        choices=ExtraTime.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
