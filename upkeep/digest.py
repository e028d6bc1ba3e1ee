"""The digest: one mail to each person who keeps facts true, and none where nothing is due."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext

from support.models import FACTS
from upkeep.queries import SOON, DueFact, due_facts

# So late that the owner may be away.
DEPUTY_AFTER_DAYS = 14


@dataclass(frozen=True)
class Digest:
    """What one person is asked to read again."""

    reader: object
    due: list[DueFact]

    def mail(self) -> EmailMessage:
        """Return the mail: plain text, and a subject that names no topic."""
        number = len(self.due)
        context = {
            "due": [(one, admin_url("check", one.fact.kind, one.fact.pk)) for one in self.due],
            "worklist": admin_url("worklist"),
        }
        return EmailMessage(
            subject=ngettext(
                "Records to read again: %(number)d", "Records to read again: %(number)d", number
            )
            % {"number": number},
            body=render_to_string("emails/fact_digest.txt", context),
            to=[self.reader.email],
            headers={"Auto-Submitted": "auto-generated"},
        )


def admin_url(name: str, *args) -> str:
    return settings.WAGTAILADMIN_BASE_URL + reverse(f"upkeep:{name}", args=args)


def digests(*, on: date) -> list[Digest]:
    """Return what to send on the day `on`, by address. Seven queries."""
    asked = defaultdict(list)
    moderators = second_readers()
    for one in due_facts(on=on, within=SOON, models=FACTS.values()):
        for reader in readers_of(one) or moderators:
            asked[reader].append(one)
    return [Digest(*pair) for pair in sorted(asked.items(), key=lambda pair: pair[0].email)]


def second_readers() -> list:
    """Return the people who read what others changed. One query."""
    users = get_user_model().objects.filter(groups__secondreadertask__active=True).distinct()
    return [user for user in users if can_be_reached(user)]


def readers_of(one: DueFact) -> list:
    """Return the owner; the deputy too once it is late, or where there is no owner."""
    owner, deputy = one.fact.owner, one.fact.deputy
    readers = [owner] if can_be_reached(owner) else []
    if deputy != owner and (not readers or one.days_late > DEPUTY_AFTER_DAYS):
        readers += [deputy] if can_be_reached(deputy) else []
    return readers


def can_be_reached(user) -> bool:
    return bool(user and user.is_active and user.email)
