"""Typed readers of the environment variables that move Marram from one place to another."""

from pathlib import Path

from environ import Env

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()

# Decision 34: readers never block the writer (WAL), a writer takes its lock at BEGIN (IMMEDIATE,
# otherwise "database is locked" comes at once when a read turns into a write), waits up to 20 s for
# it, and a commit is on the disk before it is acknowledged (FULL). Each request opens the file
# anew, so what it reads is mapped rather than copied.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;"
        "PRAGMA synchronous=FULL;"
        "PRAGMA foreign_keys=ON;"
        "PRAGMA secure_delete=ON;"
        "PRAGMA temp_store=MEMORY;"
        "PRAGMA cache_size=-20000;"
        "PRAGMA mmap_size=268435456;"
        "PRAGMA journal_size_limit=67108864;"
    ),
}
# Nobody waits for ever. And no query is compiled: that costs 8 s where "what changed under a class"
# reads every kind of fact at once, and saves a page's short queries nothing.
POSTGRESQL_OPTIONS = {"options": "-c lock_timeout=10s -c statement_timeout=30s -c jit=off"}


def database(default: str) -> dict:
    """Return Django's database settings from DATABASE_URL (a URL), or from `default`."""
    config = env.db_url("DATABASE_URL", default=default)
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = SQLITE_OPTIONS
    else:
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
        config["OPTIONS"] = POSTGRESQL_OPTIONS
    return config


def caches() -> dict:
    """Return Django's cache settings: Redis where REDIS_URL names one, else process memory."""
    url = env.str("REDIS_URL", default="")
    if not url:
        return {
            "default": {
                "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
                # The default of 300 would let kept lesson steps push out the counters of tries.
                "OPTIONS": {"MAX_ENTRIES": 100_000},
            }
        }
    return {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": url,
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
        }
    }
