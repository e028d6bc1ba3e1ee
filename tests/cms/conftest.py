import pytest

from config.settings import base


@pytest.fixture
def searchable(settings):
    """Let the search know what is stored from here on, as on a real site."""
    settings.WAGTAILSEARCH_BACKENDS = base.WAGTAILSEARCH_BACKENDS
