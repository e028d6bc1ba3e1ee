"""Reading scenarios. Each docstring states its number of queries."""

from wagtail.models import Locale

from labs.models import Scenario


def live_scenarios():
    """The published scenarios of the active language. One query when read."""
    return Scenario.objects.filter(live=True, locale=Locale.get_active())
