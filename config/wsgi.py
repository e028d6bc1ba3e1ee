"""The door for a WSGI server: `gunicorn --no-control-socket config.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = get_wsgi_application()

# What the site is made of stays for good: the collector need not walk over it while pages are made.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 20)
