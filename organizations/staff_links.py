"""Opening a link for staff: which one it is, and how wrong ones count."""

from core.address import address_bucket
from core.attempt_counter import AttemptCounter
from organizations.errors import LinkGone, TooManyTries
from organizations.models import StaffInvite, staff_token_hash

# A token has 192 bits, so this spares the database rather than the links. It never lasts longer
# than a minute: a whole staff sits behind one address.
WRONG_LINKS_OF_AN_ADDRESS = AttemptCounter("wrong-staff-link", 30, 60)


def find_invite(request, token: str) -> StaffInvite:
    """Return the open link with this token, with its organization. One query.

    Raise LinkGone for one that is wrong, used, ended or withdrawn, all in the same way; and
    TooManyTries where this address had 30 of those within a minute.
    """
    bucket = address_bucket(request)
    if WRONG_LINKS_OF_AN_ADDRESS.is_over(bucket):
        raise TooManyTries
    invites = StaffInvite.objects.open().select_related("organization", "made_by")
    invite = invites.filter(token_hash=staff_token_hash(token)).first()
    if invite is None:
        WRONG_LINKS_OF_AN_ADDRESS.note(bucket)
        raise LinkGone
    return invite
