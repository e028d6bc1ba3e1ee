"""Keep the migrated SQLite database of the tests, so that the next run need not migrate again.

Migrating takes most of the time of a run of few tests. What is kept is named after all that made
it, and `migrate` runs over the copy all the same.
"""

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from django.conf import settings

KEPT = Path(settings.BASE_DIR) / "var" / "test-databases"


def start_from_kept(name: str | Path) -> Callable[[], None]:
    """Put the kept database at `name`, where there is one; return what keeps `name` otherwise."""
    name = Path(name)
    for part in ("", "-wal", "-shm"):
        name.with_name(name.name + part).unlink(missing_ok=True)
    kept = KEPT / f"{fingerprint()}.sqlite3"
    if kept.exists():
        copy(kept, name)
        return lambda: None
    return lambda: keep(name, kept)


def fingerprint() -> str:
    """Return what changes whenever a migration or a package does."""
    root = Path(settings.BASE_DIR)
    hashed = sha256(sys.version.encode())
    for path in [root / "requirements-dev.txt", *sorted(root.glob("*/migrations/*.py"))]:
        hashed.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return hashed.hexdigest()[:20]


def keep(name: Path, kept: Path) -> None:
    """Keep a copy under a name that another run sees only once it is whole; drop older ones."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    half = kept.with_suffix(f".{os.getpid()}")
    copy(name, half)
    half.replace(kept)
    for other in kept.parent.glob("*.sqlite3"):
        if other != kept:
            other.unlink(missing_ok=True)


def copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
