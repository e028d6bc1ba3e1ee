"""Who may do what around classes."""

from django.db.models import QuerySet

from organizations.models import Classroom, Membership, Organization, StaffMembership
from users.models import User


def organizations_of(user: User) -> QuerySet[Organization]:
    """Return the organizations this member of staff belongs to now, by name."""
    present = StaffMembership.objects.present().filter(user=user)
    return Organization.objects.filter(staff__in=present)


def administered_by(user: User) -> QuerySet[Organization]:
    """Return the organizations this person looks after now, by name."""
    present = StaffMembership.objects.present().admins().filter(user=user)
    return Organization.objects.filter(staff__in=present)


def only_looks_after_a_school(user: User) -> bool:
    """Whether somebody is an admin and teaches no class. Two queries at most."""
    teaches = Classroom.objects.visible_to(user)
    return administered_by(user).exists() and not teaches.exists()


def staff_of(organization: Organization) -> QuerySet[User]:
    """Return who may be a teacher of a class: the school's staff now, in the order of names."""
    present = StaffMembership.objects.present().filter(organization=organization)
    staff = User.objects.filter(staff_memberships__in=present, is_active=True)
    return staff.order_by("first_name", "last_name", "username")


def classes_to_move_to(user: User, membership: Membership) -> QuerySet[Classroom]:
    """Return the classes into which `user` may move a student: their own ones at the same school
    that are at work, without those the student is in.
    """
    own = Classroom.objects.visible_to(user).current()
    return own.filter(organization=membership.classroom.organization_id).exclude(
        memberships__user=membership.user_id
    )
