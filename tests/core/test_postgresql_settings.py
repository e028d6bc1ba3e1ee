"""What every connection to PostgreSQL asks for; on SQLite there is nothing to ask."""

import pytest
from django.db import connection

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="runs on PostgreSQL only"),
]


@pytest.mark.parametrize(
    ("name", "value"), [("jit", "off"), ("lock_timeout", "10s"), ("statement_timeout", "30s")]
)
def test_connection_compiles_nothing_and_waits_for_nobody_for_ever(name, value):
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        assert cursor.fetchone() == (value,)
