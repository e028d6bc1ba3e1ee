import pytest

from support.enums import FactKind
from tests.support.samples import store_starter


@pytest.fixture
def starter_helplines(db):
    """Store the helplines of the starter content, quickly: without revisions."""
    return store_starter(FactKind.HELPLINE)
