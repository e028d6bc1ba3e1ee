"""`manage.py create_organization NAME`: a school, and links for its first staff."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from organizations.errors import NameTaken
from organizations.models import Organization
from organizations.staffing import MadeLink, create_organization

DATES = "%d %B %Y"


class Command(BaseCommand):
    help = "Make a school and print links with which its staff make their accounts, one each."

    def add_arguments(self, parser):
        parser.add_argument("name")
        parser.add_argument("--time-zone", default="Europe/London", help="for example Asia/Tokyo")
        parser.add_argument("--admins", type=int, default=1, metavar="N")
        parser.add_argument("--teachers", type=int, default=0, metavar="N")

    def handle(self, *, name: str, time_zone: str, admins: int, teachers: int, **options):
        name = " ".join(name.split())
        check(name, time_zone)
        if admins < 1 or teachers < 0:
            raise CommandError("A school needs an admin: --admins 1 or more, --teachers 0 or more.")
        try:
            links = create_organization(
                by=None, name=name, time_zone=time_zone, admins=admins, teachers=teachers
            )
        except NameTaken as refusal:
            raise CommandError(
                f"{refusal} New links for it: manage.py invite_staff “{name}”"
            ) from refusal
        self.stdout.write(f"{name} is made. Due days are meant in {time_zone}.")
        self.stdout.write(in_lines(links))


def check(name: str, time_zone: str) -> None:
    try:
        Organization(name=name, time_zone=time_zone).full_clean()
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error


def in_lines(links: list[MadeLink]) -> str:
    """Return each link with what it is for, and what has to be known of all of them."""
    invite = links[0].invite
    until = f"{invite.organization.today(invite.expires_at):{DATES}}"
    lines = [f"{one.invite.get_role_display()}: {one.address}" for one in links]
    return "\n".join(
        [*lines, f"Each works once, until {until}. They are shown this once: pass them on safely."]
    )
