"""`manage.py carry_on_regrades`: finish marking anew what the CMS began and did not end."""

from django.core.management.base import BaseCommand

from quizzes.models import Regrade
from quizzes.regrading import carry_on


class Command(BaseCommand):
    help = "Carry out what is left of every regrade. Stopped in the middle, the next run goes on."

    def handle(self, **options):
        for regrade in Regrade.objects.filter(finished_at=None).order_by("pk"):
            self.stdout.write(f"{regrade}: {carry_on(regrade)} marked anew")
