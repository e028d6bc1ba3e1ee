"""Reading the word lists that stand in `words/`: one entry a line, `#` starts a comment line."""

from pathlib import Path

WORDS = Path(__file__).parent / "words"


def word_list(name: str) -> tuple[str, ...]:
    """Return the entries of `words/<name>.txt`, in the order of the file."""
    lines = (WORDS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
