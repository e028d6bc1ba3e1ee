"""The test suite: real templates, real database, nothing slow for its own sake."""

import os
from pathlib import Path
from tempfile import gettempdir

from config.env import BASE_DIR
from config.settings.base import *  # noqa: F403
from config.settings.base import CACHES, DATABASES, STORAGES, WAGTAILSEARCH_BACKENDS

DEBUG = False
SECRET_KEY = "django-insecure-for-tests-only"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
# Hashing is slow on purpose; the tests of sign-in check the real hasher by name.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
STATIC_ROOT = BASE_DIR / "var" / "test-static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# A file rather than memory, so that tests of two processes can copy it and race on the copy; one
# for each test process, so that two runs never meet.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {
        "NAME": Path(gettempdir()) / f"marram-test-{os.getpid()}.sqlite3"
    }

# Parallel workers empty the cache between tests; on Redis each needs a database of its own.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
if "LOCATION" in CACHES["default"]:
    server, _slash, number = CACHES["default"]["LOCATION"].rpartition("/")
    CACHES["default"]["LOCATION"] = f"{server}/{(int(number) + int(WORKER)) % 16}"

# Making pages takes a fifth less time without the index of the CMS's search, which few tests ask:
# those that do, say so with the fixture `searchable`.
WAGTAILSEARCH_BACKENDS = {"default": {**WAGTAILSEARCH_BACKENDS["default"], "AUTO_UPDATE": False}}
