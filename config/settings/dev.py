"""The demo and a developer's machine. DEBUG=1 in the environment shows Django's own error pages."""

from config.settings.base import *  # noqa: F403
from config.settings.base import env

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = "django-insecure-for-the-demo-on-loopback-only"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
# `manage.py demo` makes people with known names and starts no site without this.
DEMO_ALLOWED = True
