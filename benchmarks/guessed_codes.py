"""Does anybody get into a class by guessing its code?

Run from the top of the repository: `python -m benchmarks.guessed_codes`. A hundred classes are open
for joining. Somebody with a program types 100,000 codes, from one address or from 500, as fast as
they can (the clock stands still) or at 199 a minute; `benchmarks/guessing.py` says how.

It prints, per guesser, how many codes were typed from an address below its limit, how many hits are
to be expected of them among 65 million codes, and who got in. It ends with 1 where anybody did, or
where more than 0.05 hits are to be expected. The seeds are fixed.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import django

FIRST_SEED, MOST_EXPECTED_HITS = 20261120, 0.05


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--first-seed", type=int, default=FIRST_SEED)
    wish, is_kept = options.parse_args(), True
    with empty_database():
        from benchmarks.guessing import GUESSERS, outcome  # noqa: PLC0415 -- needs the apps

        for seed, (name, guesser) in enumerate(GUESSERS.items(), wish.first_seed):
            started = monotonic()
            done = outcome(seed, guesser)
            say(f"{name}, seed {seed}: {in_words(done)}; {monotonic() - started:.0f} s.")
            is_kept &= done.active == 0 and done.expected_hits <= MOST_EXPECTED_HITS
    return 0 if is_kept else 1


@contextmanager
def empty_database() -> Iterator[None]:
    """Make the database that tests use, and take it away again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    from django.test.utils import setup_databases, teardown_databases  # noqa: PLC0415

    made = setup_databases(verbosity=0, interactive=False)
    yield
    teardown_databases(made, verbosity=0)


def in_words(done) -> str:
    return (
        f"{done.guesses:,} codes at {done.classes} open classes, {done.below_limit:,} of them "
        f"below the limit of their address: {done.expected_hits:.4f} hits expected. "
        f"{len(done.found)} found, {done.active} got in, {done.waiting} wait for a teacher"
    )


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
