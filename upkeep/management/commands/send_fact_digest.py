from django.core.management.base import BaseCommand
from django.utils import timezone

from upkeep.digest import digests


class Command(BaseCommand):
    help = (
        "Mail each owner of a fact which of their records have to be read again within 30 days. "
        "A deputy is asked after 14 late days; what has neither goes to the second readers. "
        "Nobody gets an empty mail. Run it once a week."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what would be sent")

    def handle(self, *, dry_run, **options):
        for digest in digests(on=timezone.localdate()):
            mail = digest.mail()
            if not dry_run:
                mail.send()
            self.stdout.write(f"{mail.to[0]}: {mail.subject}")
