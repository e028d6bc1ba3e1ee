"""Reading who belongs where."""

from django.db.models import Max

from core.enums import AgeBand
from organizations.enums import MembershipState
from organizations.models import Membership

UNKNOWN_BAND = ""


def membership_of(user, classroom) -> Membership | None:
    """Return a signed-in student's place in a class, or None. At most one query."""
    if not user.is_authenticated:
        return None
    return Membership.objects.students().filter(user=user, classroom=classroom).first()


def age_band_of(user) -> str:
    """Return a student's age band, or "" where none is known (guests, staff). At most one query.

    In two classes the younger band counts (decision 1).
    """
    if not user.is_authenticated or not user.is_student:
        return UNKNOWN_BAND
    bands = set(
        Membership.objects.students()
        .filter(user=user, state=MembershipState.ACTIVE)
        .order_by()
        .values_list("classroom__age_band", flat=True)
    )
    return AgeBand.youngest(*bands).value if bands else UNKNOWN_BAND


def extra_time_of(user) -> int:
    """Return a student's extra time in percent: the most that one of their classes gives. One
    query.
    """
    students = Membership.objects.students().active().filter(user=user)
    return students.aggregate(most=Max("extra_time"))["most"] or 0
