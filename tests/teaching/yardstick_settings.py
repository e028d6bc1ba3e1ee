"""The tests' settings, with the addresses of the yardstick besides."""

from config.settings.test import *  # noqa: F403

ROOT_URLCONF = "tests.teaching.yardstick_urls"
