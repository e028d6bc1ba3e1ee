"""`manage.py build_fonts`: cut the fonts of the installed packages down to what the pages use."""

from django.conf import settings
from django.core.management.base import BaseCommand

from home.fonts import FONT_FILES, build_fonts


class Command(BaseCommand):
    help = "Build the two font files into FONTS_ROOT; does nothing while they are current."

    def handle(self, *args, **options):
        written = build_fonts(settings.FONTS_ROOT)
        for name in FONT_FILES:
            path = settings.FONTS_ROOT / name
            state = "built" if path in written else "current"
            self.stdout.write(f"{name}: {path.stat().st_size / 1000:.1f} KB, {state}")
