"""Who may do what around classes."""

from organizations.models import Organization


def organizations_of(user):
    """Return the organizations this member of staff belongs to, by name."""
    return Organization.objects.filter(staff__user=user)
