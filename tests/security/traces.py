"""Everything in which this site could remember a visit, as values to compare."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import connection


def traces() -> dict[str, object]:
    """Return every row of every table, every entry of the cache, every mail, every file."""
    return {**tables(), "cache": cache_entries(), "mail": len(mail.outbox), "files": files()}


def tables() -> dict[str, list[str]]:
    """Map the name of each table, sessions among them, to its rows as text."""
    rows = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608
            rows[name] = sorted(map(repr, cursor.fetchall()))
    return rows


def cache_entries() -> dict[object, object]:
    """Return what the cache holds, in this process's memory or in Redis."""
    memory = getattr(cache, "_cache", {})
    if isinstance(memory, dict):
        return {key: (value, cache._expire_info.get(key)) for key, value in memory.items()}
    redis = memory.get_client()
    return {key: redis.dump(key) for key in redis.scan_iter()}


def files() -> list[tuple[str, float]]:
    media = Path(settings.MEDIA_ROOT)
    return sorted((str(path), path.stat().st_mtime) for path in media.rglob("*"))


def differences(before: dict[str, object], after: dict[str, object]) -> list[str]:
    """Return the names of what is not as it was, to the byte."""
    return sorted(name for name in before | after if before.get(name) != after.get(name))


class Sink(logging.Handler):
    """Keeps what reaches it, whatever its level."""

    def __init__(self):
        super().__init__(level=logging.NOTSET)
        self.lines = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.getMessage()}")


@contextmanager
def listening() -> Iterator[list[str]]:
    """Collect the lines of every logger that the site's own settings let through."""
    sink = Sink()
    loggers = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]
    silent = [one for one in loggers if one is logging.root or not one.propagate]
    for logger in silent:
        logger.addHandler(sink)
    try:
        yield sink.lines
    finally:
        for logger in silent:
            logger.removeHandler(sink)
