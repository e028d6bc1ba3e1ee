"""Who may do what around classes."""

from organizations.models import Organization, StaffMembership


def organizations_of(user):
    """Return the organizations this member of staff belongs to now, by name."""
    present = StaffMembership.objects.present().filter(user=user)
    return Organization.objects.filter(staff__in=present)


def administered_by(user):
    """Return the organizations this person looks after now, by name."""
    present = StaffMembership.objects.present().admins().filter(user=user)
    return Organization.objects.filter(staff__in=present)
