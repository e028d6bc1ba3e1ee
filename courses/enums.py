"""How a module may be taken."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Delivery(TextChoices):
    TEACHER_LED = "teacher-led", _("Teacher-led")
    OWN_PACE = "own-pace", _("At your own pace")
    EITHER = "either", _("Teacher-led or at your own pace")
