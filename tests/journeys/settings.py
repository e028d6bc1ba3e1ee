"""The demo's settings, with the collected static files of this run instead of the checkout's."""

import os

from config.settings.dev import *  # noqa: F403
from config.settings.dev import MIDDLEWARE

STATIC_ROOT = os.environ["JOURNEYS_STATIC_ROOT"]
MIDDLEWARE = ["tests.pseudo_locale.PseudoLocaleMiddleware", *MIDDLEWARE]
