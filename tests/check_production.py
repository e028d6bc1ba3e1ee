"""`check --deploy` on the production settings, with the secrets a real site would bring.

Part of `make lint`; run as `python -m tests.check_production`.
"""

import os
import sys

import django

SITE = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "for-this-check-only-" + "q7Rk2vX9pLw4" * 4,
    "ALLOWED_HOSTS": "marram.example",
    "BASE_URL": "https://marram.example",
    "CONTACT_EMAIL": "hello@marram.example",
}


def main() -> int:
    os.environ.update(SITE)
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- needs the settings

    call_command("check", deploy=True, fail_level="WARNING")
    return 0


if __name__ == "__main__":
    sys.exit(main())
