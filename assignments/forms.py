"""What a teacher says when a class, or some of it, gets work or more time for it."""

from datetime import date, timedelta

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from assignments.errors import WholeClassOnly
from assignments.models import ClassGroup
from assignments.queries import WHOLE_CLASS, Audience, students_of
from organizations.models import Classroom, Membership
from quizzes.enums import AttemptMode

PRESET_WORDS = {
    AttemptMode.PRACTICE: _(
        "Practice: explained after each answer, as often as they like, the best try counts"
    ),
    AttemptMode.CHECK: _("Check: explained after each answer, one try counts"),
    AttemptMode.TEST: _(
        "Test: answers can be changed until they are handed in, one try counts, and you open the "
        "explanations for all"
    ),
}
LONGEST_TEST = 240


class Who(TextChoices):
    """Who work is for, as a teacher chooses it."""

    ALL = "all", _("The whole class")
    SOME = "some", _("Only whom I tick below")


class WhoNeedsTime(TextChoices):
    """Who gets an extension, as a teacher chooses it."""

    UNFINISHED = "unfinished", _("Everybody who has not finished")
    TICKED = "ticked", _("Only whom I tick below")


class StudentsField(forms.ModelMultipleChoiceField):
    """Students to tick, by the names a teacher reads; `queryset` is set by the form."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options):
        super().__init__(queryset=Membership.objects.none(), to_field_name="uuid", **options)

    def label_from_instance(self, student: Membership) -> str:
        return student.shown_name


class DueForm(forms.Form):
    """An optional due day, in the school's time zone, not before `today`; one that stands may be
    over.
    """

    due_on = forms.DateField(
        label=_("Due"),
        help_text=_("If you like. Work handed in later still counts."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Use the form year-month-day, for example 2027-01-31.")},
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["due_on"].widget.attrs["min"] = today.isoformat()

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on < self.today and due_on != self.initial.get("due_on"):
            raise forms.ValidationError(_("This day is over. Choose today or later."))
        return due_on


class WhoForm(forms.Form):
    """Who of a class work is for; for all of it where nothing is said.

    Of a module for whole classes only (`is_careful`) the fields are not shown, and whatever comes
    in them is refused.
    """

    who = forms.ChoiceField(
        label=_("Who is it for"), choices=Who, required=False, widget=forms.RadioSelect
    )
    groups = forms.ModelMultipleChoiceField(
        label=_("Groups"),
        help_text=_("It is for whoever is in the group, also later."),
        queryset=ClassGroup.objects.none(),
        to_field_name="uuid",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    students = StudentsField(label=_("Students"), required=False)

    def __init__(self, *args, classroom: Classroom, is_careful: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_careful = is_careful
        self.fields["groups"].queryset = ClassGroup.objects.filter(classroom=classroom)
        self.fields["students"].queryset = students_of(classroom)

    def clean(self):
        given = super().clean()
        ticked = bool(given.get("groups") or given.get("students"))
        self.is_for_some = given.get("who") == Who.SOME or (ticked and not given.get("who"))
        is_asked_for_some = self.is_for_some or any(
            self.data.getlist(self.add_prefix(name)) for name in ("groups", "students")
        )
        if self.is_careful and is_asked_for_some:
            raise forms.ValidationError(str(WholeClassOnly()))
        if self.is_for_some and not ticked and not self.errors:
            self.add_error("who", _("Tick a group or a student, or choose the whole class."))
        return given

    def audience(self) -> Audience:
        if not self.is_for_some:
            return WHOLE_CLASS
        given = self.cleaned_data
        return Audience(False, tuple(given["groups"]), tuple(given["students"]))


def initial_audience(audience: Audience) -> dict:
    """Return what a `WhoForm` begins with."""
    return {
        "who": Who.ALL if audience.is_for_all else Who.SOME,
        "groups": [group.uuid for group in audience.groups],
        "students": [student.uuid for student in audience.students],
    }


class AssignForm(DueForm, WhoForm):
    """The due day and who it is for; and of a careful or private module (`is_careful`) one tick:
    its teacher has prepared, and somebody who can help students knows the date.
    """

    is_prepared = forms.BooleanField(
        label=_("I have read Ready in 10 and told our safeguarding lead the date"),
        error_messages={
            "required": _("Read Ready in 10, tell your safeguarding lead, then tick this.")
        },
    )

    def __init__(self, *args, is_careful, **kwargs):
        super().__init__(*args, is_careful=is_careful, **kwargs)
        if not is_careful:
            del self.fields["is_prepared"]


class WorkForm(DueForm, WhoForm):
    """The due day, who it is for, and how the quiz is taken where it has scores for a teacher
    (`has_scores`); elsewhere that stays as it stands.
    """

    quiz_mode = forms.ChoiceField(
        label=_("How the quiz is taken"),
        choices=[(mode.value, words) for mode, words in PRESET_WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    minutes = forms.IntegerField(
        label=_("Minutes for a test"),
        help_text=_(
            "If you like. Extra time comes on top by itself. Nothing closes when they are over."
        ),
        required=False,
        min_value=1,
        max_value=LONGEST_TEST,
    )

    def __init__(self, *args, has_scores, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_scores:
            del self.fields["quiz_mode"], self.fields["minutes"]

    def work(self) -> dict:
        """Return what `actions.change_assignment` takes."""
        given = self.cleaned_data
        return {
            "due_on": given["due_on"],
            "quiz_mode": AttemptMode(given.get("quiz_mode", self.initial["quiz_mode"])),
            "minutes": given.get("minutes", self.initial["minutes"]),
            "audience": self.audience(),
        }


class ExtendForm(forms.Form):
    """Who gets until which day, and why.

    `students` can be given more time, `states` say how far each is, `unfinished` are those who have
    not finished; the day comes after `due_on` and not before `today`.
    """

    who = forms.ChoiceField(
        label=_("Who gets more time"),
        choices=WhoNeedsTime,
        required=False,
        widget=forms.RadioSelect,
    )
    students = StudentsField(label=_("Students"), required=False)
    due_on = forms.DateField(
        label=_("New due day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": _("Say until when they have time."),
            "invalid": _("Use the form year-month-day, for example 2027-01-31."),
        },
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_(
            "A few words, such as “away with the choir”. Only teachers of this class read it. "
            "Nothing about health is asked for or needed."
        ),
        max_length=80,
        error_messages={"required": _("Say in a few words why.")},
    )

    def __init__(
        self,
        *args,
        students,
        states: dict[int, str],
        unfinished: set[int],
        due_on: date,
        today: date,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.unfinished, self.due_on, self.today = unfinished, due_on, today
        field = self.fields["students"]
        field.queryset = students
        field.label_from_instance = lambda one: f"{one.shown_name} · {states[one.pk]}"
        first = max(today, due_on + timedelta(days=1))
        self.fields["due_on"].widget.attrs["min"] = first.isoformat()

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day < self.today:
            raise forms.ValidationError(_("This day is over. Choose today or later."))
        if day <= self.due_on:
            raise forms.ValidationError(_("Choose a day after the one the class has."))
        return day

    def clean(self):
        given = super().clean()
        is_for_all = given.get("who") == WhoNeedsTime.UNFINISHED
        if is_for_all and not self.unfinished:
            self.add_error("who", _("Everybody has finished."))
        if not (is_for_all or given.get("students") or self.errors):
            self.add_error("who", _("Choose everybody, or tick at least one student."))
        return given

    def extension(self) -> dict:
        """Return what `actions.give_extension` takes."""
        given = self.cleaned_data
        students = list(given["students"])
        if given["who"] == WhoNeedsTime.UNFINISHED:
            everybody = self.fields["students"].queryset
            students = [one for one in everybody if one.pk in self.unfinished]
        return {"students": students, "due_on": given["due_on"], "reason": given["reason"]}


class GroupForm(forms.Form):
    """The name of a group, once in a class, and who is in it."""

    name = forms.CharField(
        label=_("Group name"),
        help_text=_("Only teachers of this class see it, for example Tuesday group."),
        max_length=40,
        error_messages={"required": _("Type a name for the group.")},
    )
    members = StudentsField(label=_("Who is in it"), required=False)

    def __init__(self, *args, classroom: Classroom, group: ClassGroup | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.others = classroom.groups.exclude(pk=group.pk if group else None)
        self.fields["members"].queryset = students_of(classroom)

    def clean_name(self):
        name = self.cleaned_data["name"]
        if self.others.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("The class has a group of this name. Choose another."))
        return name
