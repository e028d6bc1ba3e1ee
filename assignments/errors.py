"""Why something about a class's work is refused; the words are for its teacher."""

from django.utils.translation import gettext_lazy as _


class WorkRefused(Exception):
    """Something about a class's work cannot be done; `str()` of it says why."""

    words = ""

    def __str__(self):
        return str(self.words)


class WholeClassOnly(WorkRefused):
    words = _(
        "This module is for whole classes only, so that nobody is singled out. For one student, "
        "print the link."
    )


class StudentsHaveAnswered(WorkRefused):
    words = _("This can no longer be undone: students have answered since. What they did stays.")


class TooLate(WorkRefused):
    words = _("This can no longer be undone. If you want the work back, assign it again.")
