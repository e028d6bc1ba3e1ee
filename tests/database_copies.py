"""Copies of the test database, for tests in which several processes write at once."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection


@contextmanager
def copied_database(folder: Path) -> Iterator[str]:
    """Yield the DATABASE_URL of a copy of the test database, gone afterwards."""
    connection.close()
    copy = copied_sqlite if connection.vendor == "sqlite" else copied_postgresql
    with copy(folder) as url:
        yield url


@contextmanager
def copied_sqlite(folder: Path) -> Iterator[str]:
    path = folder / "copy.sqlite3"
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as source,
        closing(sqlite3.connect(path)) as target,
    ):
        source.backup(target)
    yield f"sqlite:///{path}"


@contextmanager
def copied_postgresql(folder: Path) -> Iterator[str]:
    import psycopg  # noqa: PLC0415 -- only where the tests run on PostgreSQL

    about = connection.settings_dict
    user, host, port = about["USER"], about["HOST"] or "127.0.0.1", about["PORT"] or 5432
    name = f"{about['NAME']}_copy"
    maintenance = f"postgresql://{user}@{host}:{port}/postgres"
    with psycopg.connect(maintenance, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{about["NAME"]}"')
        yield f"postgres://{user}@{host}:{port}/{name}"
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
