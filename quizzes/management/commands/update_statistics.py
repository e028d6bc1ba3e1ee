from django.core.management.base import BaseCommand, CommandError

from quizzes.tallies import Compared, count_all, rebuild


class Command(BaseCommand):
    help = (
        "Count the answers of finished attempts that were not counted yet, five people or more at "
        "a time. With --rebuild count all the others again first, and say whether that comes to "
        "the same."
    )

    def add_arguments(self, parser):
        parser.add_argument("--rebuild", action="store_true", help="count everything again")

    def handle(self, **options):
        compared = rebuild() if options["rebuild"] else Compared()
        self.stdout.write(f"Counted attempts: {count_all()}.")
        if options["rebuild"]:
            self.stdout.write(
                f"Tallies: {compared.equal} equal, {compared.mended} not equal and made anew, "
                f"{compared.kept} kept, because attempts in them were deleted since."
            )
        if compared.mended:
            raise CommandError("The statistics were not equal to the answers. They are now.")
