"""What a teacher's page sends back."""

from collections.abc import Iterable
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from core.enums import AgeBand
from organizations.class_life import NextYear, next_years_name
from organizations.forms import NicknameForm
from organizations.models import Classroom, Membership

CLASS_NAME = {
    "label": _("Class name"),
    "max_length": Classroom._meta.get_field("name").max_length,
    "error_messages": {"required": _("Type a name for the class.")},
}


class SeenForm(forms.Form):
    """Until when a list of news was read: who joined, or what changed; the time of its last one."""

    until = forms.DateTimeField()


class TeacherForm(forms.Form):
    """A member of staff of the class's school, out of `staff`."""

    teacher = forms.ModelChoiceField(
        label=_("Teacher"),
        queryset=None,
        to_field_name="uuid",
        empty_label=_("Choose a teacher"),
        error_messages={"required": _("Choose a teacher."), "invalid_choice": _("Choose again.")},
    )

    def __init__(self, *args, staff, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["teacher"].queryset = staff
        self.fields["teacher"].label_from_instance = lambda user: user.shown_name


class CopyForm(forms.Form):
    """What a copy is called; where the class has careful modules (`careful`), whether they come.

    By its `key` a copy that is asked for twice is made once.
    """

    name = forms.CharField(**CLASS_NAME)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    with_careful = forms.BooleanField(
        label=_("I have read Ready in 10 and told our safeguarding lead the date"), required=False
    )

    def __init__(self, *args, careful: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        if not careful:
            del self.fields["with_careful"]
            return
        words = _("Then these are copied too: %(titles)s. Without the tick they are left out.")
        self.fields["with_careful"].help_text = words % {"titles": ", ".join(careful)}


class MoveForm(NicknameForm):
    """Into which class a student moves; a nickname that is taken there is chosen anew."""

    to = forms.ModelChoiceField(
        label=_("New class"),
        queryset=None,
        to_field_name="uuid",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a class."), "invalid_choice": _("Choose again.")},
    )
    field_order = ["to", "nickname"]

    def __init__(self, *args, membership: Membership, classes, **kwargs):
        super().__init__(*args, initial={"nickname": membership.nickname}, **kwargs)
        self.membership = membership
        self.fields["to"].queryset = classes
        self.fields["nickname"].widget = forms.HiddenInput()

    def clean_nickname(self):
        """The name they have now is good, whatever names are taken today."""
        typed = self.cleaned_data["nickname"]
        unchanged = typed in {"", self.membership.nickname}
        return self.membership.nickname if unchanged else super().clean_nickname()

    def offer(self, nicknames: Iterable[str], reason: str) -> None:
        """Ask for one of these nicknames, as the class has somebody of that name."""
        choices = [(name, name) for name in nicknames]
        self.fields["nickname"].widget = forms.RadioSelect(choices=choices)
        self.fields["nickname"].help_text = _("You can change it later on the student's page.")
        self.add_error("nickname", reason)


class NextYearForm(forms.Form):
    """One class on the page of the new school year; what is not ticked is not looked at."""

    is_chosen = forms.BooleanField(label=_("Take into the new year"), required=False)
    name = forms.CharField(**CLASS_NAME | {"label": _("New name")})
    age_band = forms.ChoiceField(label=_("Age group"), choices=AgeBand.choices)
    with_students = forms.BooleanField(label=_("With its students"), required=False)

    def __init__(self, data, *, classroom: Classroom):
        initial = {
            "name": next_years_name(classroom.name),
            "age_band": classroom.age_band,
            "with_students": True,
        }
        super().__init__(data, prefix=str(classroom.uuid), initial=initial)
        self.classroom = classroom
        self.is_wanted = data is not None and self.add_prefix("is_chosen") in data
        self.fields["is_chosen"].label = _("Take %(name)s into the new year") % {
            "name": classroom.name
        }
        for field in self.fields.values() if not self.is_wanted else ():
            field.required = False

    def plan(self) -> NextYear:
        given = self.cleaned_data
        return NextYear(self.classroom, given["name"], given["age_band"], given["with_students"])
