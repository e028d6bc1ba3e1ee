"""Dates as Britain writes them, months in full: our English is British, its code only `en`."""

from django.conf.locale.en_GB.formats import *  # noqa: F403

DATE_FORMAT = "j F Y"
