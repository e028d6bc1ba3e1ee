"""Where the shared test inputs (corpora, fixtures) are found, and the skip when they are not."""

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("MARRAM_SHARED", REPOSITORY.parent / "shared"))


def shared_path(relative: str) -> Path:
    """Return the path of a shared test input, or skip the calling test or module without it."""
    path = SHARED / relative
    if not path.exists():
        pytest.skip(
            f"shared test input {relative} is not here; set MARRAM_SHARED to its folder",
            allow_module_level=True,
        )
    return path
