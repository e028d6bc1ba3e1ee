"""Whom a class list has brought into a class."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from organizations.models import Classroom, Membership

# Long enough for a second click, a reload or a lost answer, and shorter than a lesson.
A_MOMENT = timedelta(minutes=10)


def just_made(classroom: Classroom) -> QuerySet[Membership]:
    """Return the students whom a list made a moment ago and who have never come in: the answer that
    showed their cards may have reached nobody.
    """
    made = classroom.memberships.students().active().exclude(roster_key="")
    return made.filter(joined_at__gt=timezone.now() - A_MOMENT, user__last_login=None)
