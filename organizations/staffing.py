"""Who is on the staff of an organization: links to come in, roles, and the day somebody leaves.

Every verb here is atomic and stands in the audit log.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import audit
from core.models import new_uuid
from organizations.enums import StaffRole
from organizations.errors import AlreadyOnStaff, LastAdmin, LinkGone, NameTaken
from organizations.models import (
    Organization,
    StaffInvite,
    StaffMembership,
    new_staff_token,
    staff_token_hash,
)
from users.models import User


@dataclass(frozen=True)
class MadeLink:
    """A link for staff in the one moment in which its token is known ("" after that)."""

    invite: StaffInvite
    token: str

    @property
    def path(self) -> str:
        return reverse("join:staff", args=[self.token])

    @property
    def address(self) -> str:
        """The whole address, for a mail or a terminal, at the site's own BASE_URL."""
        return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{self.path}"


@transaction.atomic
def create_organization(
    *, by: User | None, name: str, time_zone: str, admins: int, teachers: int
) -> list[MadeLink]:
    """Make a school, and links for so many admins and teachers. Raise NameTaken for a second one
    of a name.
    """
    if Organization.objects.filter(name__iexact=name).exists():
        raise NameTaken(name)
    organization = Organization.objects.create(name=name, time_zone=time_zone)
    audit.record(by=by, verb="organization-created", target=organization)
    roles = [StaffRole.ADMIN] * admins + [StaffRole.TEACHER] * teachers
    return [invite_staff(by=by, organization=organization, role=role) for role in roles]


@transaction.atomic
def invite_staff(
    *, by: User | None, organization: Organization, role: str, key: UUID | None = None
) -> MadeLink:
    """Make a link with which one person joins the staff; only a hash of it is kept.

    Asked for twice with one `key` it is made once, and the second answer has no token.
    """
    token, whose = new_staff_token(), {"organization": organization, "made_by": by}
    is_taken = StaffInvite.objects.filter(uuid=key).exclude(**whose).exists()
    invite, is_new = StaffInvite.objects.get_or_create(
        uuid=new_uuid() if is_taken or key is None else key,
        **whose,
        defaults={"role": role, "token_hash": staff_token_hash(token)},
    )
    if not is_new:
        return MadeLink(invite, "")
    audit.record(by=by, verb="staff-invited", target=invite)
    return MadeLink(invite, token)


@transaction.atomic
def withdraw_invite(*, by: User, invite: StaffInvite) -> None:
    """Let a link open nothing from now on; of a used or ended one nothing changes."""
    if StaffInvite.objects.open().filter(pk=invite.pk).update(withdrawn_at=timezone.now()):
        audit.record(by=by, verb="staff-invite-withdrawn", target=invite)


@transaction.atomic
def join_staff_anew(
    *, invite: StaffInvite, name: str, username: str, email: str, password: str
) -> User:
    """Use a link up with a new account. Raise LinkGone where somebody was faster."""
    invite = lock_open(invite)
    first_name, _space, last_name = name.rpartition(" ")
    user = User.objects.create_user(
        username, email=email, password=password, first_name=first_name, last_name=last_name
    )
    if email:
        EmailAddress.objects.create(user=user, email=email, primary=True, verified=False)
    use_up(invite, user)
    return user


@transaction.atomic
def join_staff(*, invite: StaffInvite, by: User) -> None:
    """Use a link up with the account somebody has. Raise LinkGone, or AlreadyOnStaff and keep it.

    Who had left the school is back, in the role of the link.
    """
    invite = lock_open(invite)
    if StaffMembership.objects.present().filter(organization=invite.organization, user=by):
        raise AlreadyOnStaff
    use_up(invite, by)


def lock_open(invite: StaffInvite) -> StaffInvite:
    """Return the link under a lock, so that of two who use it at once one comes too late."""
    found = StaffInvite.objects.open().select_for_update().filter(pk=invite.pk).first()
    if found is None:
        raise LinkGone
    return found


def use_up(invite: StaffInvite, user: User) -> None:
    membership, _is_new = StaffMembership.objects.update_or_create(
        organization_id=invite.organization_id,
        user=user,
        defaults={"role": invite.role, "leaves_at": None},
    )
    invite.used_at, invite.used_by = timezone.now(), user
    invite.save(update_fields=["used_at", "used_by"])
    audit.record(by=user, verb="staff-joined", target=membership)


@transaction.atomic
def change_role(*, by: User, membership: StaffMembership, role: str) -> None:
    """Give somebody another role. Raise LastAdmin for the only admin."""
    if role != StaffRole.ADMIN:
        check_another_admin(membership)
    membership.role = role
    membership.save(update_fields=["role"])
    audit.record(by=by, verb="staff-role-changed", target=membership)


@transaction.atomic
def set_leave_date(*, by: User, membership: StaffMembership, day: date | None) -> None:
    """Say from which day on somebody sees nothing of the school; None: they stay.

    Raise LastAdmin for the only admin.
    """
    if day is not None:
        check_another_admin(membership)
    membership.leaves_at = membership.organization.beginning_of(day) if day else None
    membership.save(update_fields=["leaves_at"])
    audit.record(by=by, verb="staff-leave-date-set", target=membership)


def check_another_admin(membership: StaffMembership) -> None:
    """Raise LastAdmin where nobody else would look after the school for good.

    The organization is locked, so that two admins do not go at the same moment.
    """
    Organization.objects.select_for_update().get(pk=membership.organization_id)
    admins = StaffMembership.objects.filter(organization=membership.organization_id).admins()
    if set(admins.staying().values_list("pk", flat=True)) == {membership.pk}:
        raise LastAdmin
