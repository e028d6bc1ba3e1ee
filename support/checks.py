"""What `check --deploy` says about facts: how many nobody has checked yet (decision 12)."""

from django.core.checks import Info, register
from django.db import DatabaseError

from support.models import Helpline


@register("facts", deploy=True)
def helplines_not_yet_checked(app_configs, **kwargs):
    """Say how many published helplines wait for a person; silent where there is no database yet."""
    try:
        waiting = Helpline.objects.shown().filter(checked_on=None).count()
    except DatabaseError:
        return []
    if not waiting:
        return []
    return [
        Info(
            f"{waiting} published helplines have not been checked by a person yet.",
            hint="Each is shown with the words “not yet checked by a person”.",
            id="support.I001",
        )
    ]
