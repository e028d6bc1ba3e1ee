"""What `check --deploy` says about facts: how many nobody has checked yet (decision 12)."""

from django.core.checks import Info, register
from django.db import DatabaseError

from support.models import FACTS


@register("facts", deploy=True)
def facts_not_yet_checked(app_configs, **kwargs):
    """Say how many published facts wait for a person; silent where there is no database yet."""
    try:
        waiting = {
            model._meta.verbose_name_plural: model.objects.shown().filter(checked_on=None).count()
            for model in FACTS.values()
        }
    except DatabaseError:
        return []
    if not any(waiting.values()):
        return []
    kinds = ", ".join(f"{count} {name}" for name, count in waiting.items() if count)
    return [
        Info(
            f"{sum(waiting.values())} published facts nobody has checked yet: {kinds}.",
            hint="Each is shown with the words “not yet checked by a person”.",
            id="support.I001",
        )
    ]
