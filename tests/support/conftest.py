import pytest
from wagtail.models import Locale

from support.curriculum import fill
from support.models import Helpline
from tests.support.samples import starter_file


@pytest.fixture
def starter_helplines(db):
    """Store the helplines of the starter content, quickly: without revisions."""
    helplines = []
    for record in starter_file().helplines:
        helpline = Helpline(key=record.key, locale=Locale.get_default(), live=record.is_seen)
        fill(helpline, record)
        helplines.append(helpline)
    return Helpline.objects.bulk_create(helplines)
