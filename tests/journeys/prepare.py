"""Make the database that every journey starts from, and say how its people sign in.

Run as `python -m tests.journeys.prepare OUT.json` in the environment of `live_site`. A process of
its own, so that nothing of the test process leaks into the site.
"""

import json
import sys
from pathlib import Path

import django
from django.conf import settings


def main(out: Path) -> None:
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- needs the apps

    from home.demo_cast import CODE, ensure_cast  # noqa: PLC0415 -- needs the apps
    from tests.migrated import start_from_kept  # noqa: PLC0415 -- needs the settings

    start_from_kept(Path(settings.DATABASES["default"]["NAME"]))
    call_command("migrate", verbosity=0)
    call_command("build_fonts", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("load_curriculum")
    staff, student = ensure_cast()
    ways = {way.who: way.secret for way in staff}
    out.write_text(
        json.dumps(
            {
                "code": CODE,
                "staff": ways,
                "student": {"nickname": student.who, "phrase": student.secret},
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
