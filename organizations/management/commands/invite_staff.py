"""`manage.py invite_staff NAME`: more links for the staff of a school that stands already."""

from django.core.management.base import BaseCommand, CommandError

from organizations.enums import StaffRole
from organizations.management.commands.create_organization import in_lines
from organizations.models import Organization
from organizations.staffing import invite_staff


class Command(BaseCommand):
    help = "Print new links for the staff of a school, where nobody can make one on its pages."

    def add_arguments(self, parser):
        parser.add_argument("name")
        parser.add_argument("--role", choices=StaffRole.values, default=StaffRole.ADMIN)

    def handle(self, *, name: str, role: str, **options):
        found = Organization.objects.filter(name__iexact=" ".join(name.split()))
        if len(found) != 1:
            raise CommandError(f"There are {len(found)} organizations “{name}”.")
        self.stdout.write(in_lines([invite_staff(by=None, organization=found[0], role=role)]))
