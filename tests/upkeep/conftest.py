import pytest

from support.enums import FactKind
from support.models import Fact, Helpline
from tests import factories
from tests.support.drafts import phone, published
from tests.support.samples import make_helpline, store_starter
from users.models import User


@pytest.fixture
def editor(db) -> User:
    return factories.make_editor()


@pytest.fixture
def moderator(db) -> User:
    return factories.make_editor("Moderators")


@pytest.fixture
def other_moderator(db) -> User:
    return factories.make_editor("Moderators")


@pytest.fixture
def starter_facts(db) -> list[Fact]:
    """Store all records of the starter content, quickly: without revisions."""
    return store_starter(*FactKind)


@pytest.fixture
def starter_helplines(db) -> list[Helpline]:
    """Store the helplines of the starter content, quickly: without revisions."""
    return store_starter(FactKind.HELPLINE)


@pytest.fixture
def line(db) -> Helpline:
    """A British line that is public with the number 0800 1111."""
    return published(make_helpline(name="Sandline", means=phone("0800 1111")))
