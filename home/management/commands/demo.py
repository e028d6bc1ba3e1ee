import socket
from time import monotonic

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application

from home.demo_cast import CODE, ensure_cast
from home.demo_server import DemoServer
from quizzes.tallies import count_all


class Command(BaseCommand):
    help = (
        "Make the database, the fonts, the starter content and the demo's cast where they are "
        "missing, print who can sign in, and serve the site. Run twice, nothing doubles."
    )

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="prepare everything, then stop")

    def handle(self, *, port, no_serve, **options):
        if not getattr(settings, "DEMO_ALLOWED", False):
            raise CommandError("The demo makes people with known names; it never runs a real site.")
        if not no_serve:
            refuse_taken_port(port)
        started = monotonic()
        self.prepare()
        staff, student = ensure_cast()
        count_all()
        self.step(f"Ready in {monotonic() - started:.0f} seconds.")
        self.introduce(port, staff, student)
        if not no_serve:
            DemoServer(get_wsgi_application(), port=port).run()

    def prepare(self) -> None:
        self.step("1 of 5  Making the database ...")
        call_command("migrate", verbosity=0)
        self.step("2 of 5  Building the fonts ...")
        call_command("build_fonts", verbosity=0)
        self.step("3 of 5  Collecting style sheets and scripts ...")
        call_command("collectstatic", interactive=False, verbosity=0)
        self.step("4 of 5  Loading courses, quizzes and helplines ...")
        call_command("load_curriculum", stdout=self.stdout)
        self.step("5 of 5  Bringing in the class ...")

    def introduce(self, port: int, staff, student) -> None:
        lines = [
            "",
            f"Marram is at http://127.0.0.1:{port}",
            "",
            f"  Class code   {CODE}   (joining is open for 24 hours)",
            f"  A student    nickname {student.who}, pass phrase {student.secret}",
            f"               comes back at http://127.0.0.1:{port}/join/back/",
            "",
            f"  Staff sign in at http://127.0.0.1:{port}/accounts/login/",
            *(f"    {way.who:<14} {way.secret}" for way in staff),
            "",
            "Stop with Ctrl+C.",
            "",
        ]
        self.step("\n".join(lines))

    def step(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def refuse_taken_port(port: int) -> None:
    """Say so now rather than after all the preparation."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommandError(
                f"Port {port} is taken. Choose another one: make demo PORT={port + 1}"
            ) from error
