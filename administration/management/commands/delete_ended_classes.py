"""`manage.py delete_ended_classes`: what a school said it keeps no longer."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from administration.actions import delete_ended_classrooms
from administration.retention import ended_and_over


class Command(BaseCommand):
    help = (
        "Delete the classes that ended longer ago than their school keeps them, and students who "
        "are in no other class. Run it every night; run twice, it deletes nothing more."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say how many")

    def handle(self, *, dry_run: bool, **options):
        now = timezone.now()
        if dry_run:
            self.stdout.write(f"{len(ended_and_over(now=now))} classes would be deleted.")
        else:
            self.stdout.write(f"{delete_ended_classrooms(now=now)} classes deleted.")
