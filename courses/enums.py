"""How a module may be taken, and how an editor may look at a lesson."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Delivery(TextChoices):
    TEACHER_LED = "teacher-led", _("Teacher-led")
    OWN_PACE = "own-pace", _("At your own pace")
    EITHER = "either", _("Teacher-led or at your own pace")


class Preview(TextChoices):
    """How an editor may look at the whole of a draft lesson, beside what learners see of it."""

    PROJECTOR = "projector", _("Projector: large type for a class")
    PRINT = "print", _("Print: as on paper")
    NO_JS = "no-js", _("Without JavaScript")
    DARK = "dark", _("Dark")
