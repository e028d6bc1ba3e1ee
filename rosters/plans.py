"""What a class list would do to a class: who is new, changed, the same, leaving, or refused."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from organizations.models import Classroom, Membership
from organizations.nicknames import nickname_key
from rosters.names import check_name, drawn, spelled
from rosters.rows import Refused, Roster, Row, Why
from rosters.words import reason

ID, NAME = "id", "name"
# Their row says itself that they are no longer there; every other refused row still names them.
GONE = {Why.LEFT, Why.ENDED, Why.ROLE}


class Status(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True)
class Step:
    """A row of the list and what becomes of it; `membership` is the student it names already."""

    row: Row
    status: Status
    name: str
    key: str = ""
    membership: Membership | None = None

    @property
    def reason(self) -> str:
        """Why the row is refused, in words; "" where it is not."""
        return reason(self.row.why, self.row.what) if self.row.why else ""


@dataclass(frozen=True)
class Plan:
    """Every row of a list in its order, and the students of earlier lists who are not in it."""

    steps: list[Step]
    leaving: list[Membership]

    def of(self, status: Status) -> list[Step]:
        return [step for step in self.steps if step.status == status]

    @cached_property
    def counts(self) -> dict[str, int]:
        found = Counter(step.status for step in self.steps)
        return {str(status): found[status] for status in Status} | {"leaving": len(self.leaving)}


def plan_for(classroom: Classroom, roster: Roster) -> Plan:
    """Return what a list does to a class; nothing is written. One query."""
    students = list(classroom.memberships.students())
    reading = Reading(classroom, students, roster.rows)
    steps = [reading.step(row) for row in roster.rows]
    free = classroom.seats - len(students)
    students.sort(key=lambda one: one.shown_name.casefold())
    leaving = [one for one in students if one.roster_key and one.pk not in reading.named]
    return Plan(within_seats(steps, free), leaving)


def within_seats(steps: Iterable[Step], free: int) -> list[Step]:
    """Return the steps with those refused for whom the class has no seat."""
    kept = []
    for step in steps:
        free -= step.status == Status.NEW
        is_over = step.status == Status.NEW and free < 0
        kept.append(refused(step.row, Why.SEATS) if is_over else step)
    return kept


def refused(row: Row, why: str, what: str = "") -> Step:
    return Step(replace(row, why=why, what=what), Status.REFUSED, row.name)


def roster_key(classroom: Classroom, kind: str, value: str) -> str:
    """Return under what a student of a list is known again: no number or address of the school's
    can be read from it.
    """
    known = f"{classroom.uuid}:{kind}:{value}".encode()
    return f"{kind}:{hashlib.blake2b(known, digest_size=16).hexdigest()}"


def names_in_two(form: Callable[[str], str], rows: list[Row]) -> set[str]:
    """Return the keys of names that a list has in more than one form, such as a spelling."""
    forms = {(nickname_key(row.name), form(row.name)) for row in rows}
    return {key for key, count in Counter(key for key, _form in forms).items() if count > 1}


class Reading:
    """One going through a list, row after row, with the students of the class at hand.

    `named` holds the ids of students who stand in the list, `seen` what its rows went by and the
    name each came with.
    """

    def __init__(self, classroom: Classroom, students: list[Membership], rows: list[Row]):
        self.classroom = classroom
        self.by_key = {one.roster_key: one for one in students if one.roster_key}
        # Whom a number of the list names is nobody's namesake, whatever their label was.
        by_number = {self.key(row) for row in rows if row.source_id}
        self.by_name: dict[str, list[Membership]] = {}
        for one in students:
            if one.roster_key not in by_number:
                self.by_name.setdefault(nickname_key(one.label), []).append(one)
        self.spelled_twice = names_in_two(spelled, rows) & names_in_two(drawn, rows)
        self.rows_of_name = Counter(self.known_name(row) for row in rows)
        self.named: set[int] = set()
        self.seen: dict[str, str] = {}

    def step(self, row: Row) -> Step:
        if row.why in GONE:
            return refused(row, row.why, row.what)
        try:
            if row.why:
                raise Refused(row.why, row.what)
            name = check_name(row.name)
            found = self.student_of(row)
            self.check_is_first(row, name, found)
        except Refused as refusal:
            self.keep(row)
            return refused(row, refusal.why, refusal.what)
        return self.taken(row, name, found)

    def taken(self, row: Row, name: str, found: Membership | None) -> Step:
        key = self.key(row)
        if found is None:
            return Step(row, Status.NEW, name, key)
        self.named.add(found.pk)
        if found.roster_key.startswith(ID) and not row.source_id:
            # Bare names do not take away the number that an earlier list brought.
            key = found.roster_key
        is_same = (found.label, found.roster_key) == (name, key)
        return Step(row, Status.SAME if is_same else Status.CHANGED, name, key, found)

    def key(self, row: Row) -> str:
        """Return the key a row goes by: its number, without one its name."""
        if row.source_id:
            return roster_key(self.classroom, ID, row.source_id.casefold())
        return self.name_key(row)

    def name_key(self, row: Row) -> str:
        return roster_key(self.classroom, NAME, self.known_name(row))

    def known_name(self, row: Row) -> str:
        """Return what a name is known by: what it looks like; in a list with an Ian and a Lan, also
        how it is spelled.
        """
        key = nickname_key(row.name)
        return f"{key}:{spelled(row.name)}" if key in self.spelled_twice else key

    def student_of(self, row: Row) -> Membership | None:
        """Return the student a row names: by its key, else by the name if that is clear.

        A number that is new here never means a student who came with another number.
        """
        by_key = self.by_key.get(self.key(row))
        if by_key:
            return by_key
        candidates = self.candidates(row)
        if row.source_id:
            candidates = [one for one in candidates if not one.roster_key.startswith(ID)]
        if not candidates:
            return None
        if len(candidates) > 1 or self.rows_of_name[self.known_name(row)] > 1:
            raise Refused(Why.AMBIGUOUS, row.name)
        return candidates[0]

    def candidates(self, row: Row) -> list[Membership]:
        """Return the students a name may mean: those of its spelling, where there are any."""
        found = self.alike(row)
        of_spelling = [one for one in found if spelled(one.label) == spelled(row.name)]
        is_one_of_two = nickname_key(row.name) in self.spelled_twice
        return of_spelling if is_one_of_two else of_spelling or found

    def alike(self, row: Row) -> list[Membership]:
        """Return the students whose name in an earlier list, or whose label, looks like this."""
        name = nickname_key(row.name)
        found = self.by_name.get(name, []) if name else []
        by_key = self.by_key.get(self.name_key(row))
        return [by_key, *(one for one in found if one != by_key)] if by_key else found

    def keep(self, row: Row) -> None:
        """Count everybody as named whom a refused row could mean: nobody goes by mistake.

        Its number is taken: a later row that has it too would make them somebody else.
        """
        if row.source_id:
            self.seen.setdefault(self.key(row), row.name)
        by_key = self.by_key.get(self.key(row))
        could_be = [*self.alike(row), *([by_key] if by_key else [])]
        self.named.update(one.pk for one in could_be)

    def check_is_first(self, row: Row, name: str, found: Membership | None) -> None:
        """Raise Refused for a second row of one person.

        Two people may have one name where each row has a number, and not where one has none.
        """
        key, name_key = self.key(row), self.name_key(row)
        own = {key, f"student {found.pk}"} if found else {key}
        looks = f"looks {nickname_key(row.name)} {drawn(row.name)}"
        met = own | {name_key} | ({f"name {name_key}", looks} if key == name_key else set())
        earlier = next((self.seen[one] for one in met if one in self.seen), None)
        if earlier is not None:
            raise Refused(Why.TWICE if earlier == name else Why.ALIKE, earlier)
        self.seen |= dict.fromkeys(own | {f"name {name_key}", looks}, name)
