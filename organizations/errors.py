"""Why somebody cannot join or come back; each with words for the person (a lazy translation)."""

from django.utils.translation import gettext_lazy as _


class CannotJoin(Exception):
    """`reason` is a short, kind sentence; `field` names the form field it belongs to, or None."""

    reason = _("You cannot join this class now.")
    field = None

    def __str__(self):
        return str(self.reason)


class UnknownCode(CannotJoin):
    reason = _("We found no class with this code. Look at it once more, or ask your teacher.")
    field = "code"


class JoiningClosed(CannotJoin):
    reason = _("This class is not open for joining now. Ask your teacher to open it.")
    field = "code"


class ClassFull(CannotJoin):
    reason = _("This class is full. Ask your teacher.")
    field = "code"


class AlreadyInClass(CannotJoin):
    reason = _("You are in this class already.")


class NicknameTaken(CannotJoin):
    """Somebody in the class has this nickname; `suggestions` are three free ones."""

    reason = _("Somebody in this class has this name already. Here are three that are free.")
    field = "nickname"

    def __init__(self, suggestions: list[str]):
        super().__init__()
        self.suggestions = suggestions


class CannotChangeClass(Exception):
    """A teacher cannot do this to a class or one of its people; `reason` says why."""

    reason = _("This cannot be done now.")

    def __str__(self):
        return str(self.reason)


class ClassIsOver(CannotChangeClass):
    reason = _("This class is in the archive. Bring it back first.")


class LastTeacher(CannotChangeClass):
    reason = _("A class needs a teacher. Add another one first, or archive the class.")


class HasTeacher(CannotChangeClass):
    reason = _("This class has a teacher.")


class NoSeatLeft(CannotChangeClass):
    reason = _("That class has no seat left.")


class NotAMoveToMake(CannotChangeClass):
    reason = _("That class is in the archive, or the student is in it already.")


class WrongWayBack(Exception):
    """Code, nickname and pass phrase do not fit together; which of them is not said."""

    def __str__(self):
        return str(_("These three do not fit together. Check each one, or ask your teacher."))


class TooManyTries(Exception):
    """Five wrong tries in a minute for one account; after the minute it works again."""

    def __str__(self):
        return str(_("That was a few tries in a row. Wait one minute, then try again."))


class StaffRefused(Exception):
    """What cannot be done to the staff of a school; `reason` is a short, kind sentence."""

    reason = _("This cannot be done now.")

    def __str__(self):
        return str(self.reason)


class LinkGone(StaffRefused):
    """Wrong, used, ended or withdrawn: which of them is not said."""

    reason = _("This link opens nothing.")


class AlreadyOnStaff(StaffRefused):
    reason = _("You belong to this school already. The link stays good for somebody else.")


class LastAdmin(StaffRefused):
    reason = _(
        "This is the only admin who stays. Give somebody else the role of organization admin first."
    )


class NameTaken(StaffRefused):
    """There is a school of this name; a second one would be mixed up with it."""

    def __init__(self, name: str):
        super().__init__(name)
        self.reason = _("There is an organization “%(name)s” already.") % {"name": name}
