"""Reading lists in tests: what a file holds, and what a class would become."""

from datetime import date

from rosters.reading import read, roster_by_headings
from rosters.rows import Refused, Roster
from rosters.tables import table_of
from tests.shared_inputs import shared_path

TODAY = date(2026, 11, 30)


def roster_of(data: bytes | str, group: str = "", today: date = TODAY) -> Roster:
    found = read(data, today) if isinstance(data, bytes) else table_of(data)
    return roster_by_headings(found, today).of_one_group(group)


def outcome(data: bytes | str, group: str = "") -> Roster | tuple[str, str]:
    """Return what a file holds, or why it is refused and what of."""
    try:
        return roster_of(data, group)
    except Refused as refusal:
        return refusal.why, refusal.what


def shared(path: str) -> bytes:
    return shared_path(path).read_bytes()


def named(*names: str) -> str:
    return "\n".join(names)
