"""OneRoster 1.1 as a zip of CSV files, and the names of its neighbours that are not read. Pure."""

from datetime import date

from rosters.columns import GONE, NO, STUDENT
from rosters.dates import check_days
from rosters.packages import Package
from rosters.rows import Refused, Roster, Row, Why, folded

READ_HERE = "1.1"
MANIFEST, USERS, CLASSES, ENROLLMENTS = (
    "manifest.csv",
    "users.csv",
    "classes.csv",
    "enrollments.csv",
)
PARTS = (USERS, CLASSES, ENROLLMENTS)
SDS = "Microsoft School Data Sync"
SDS_1 = {"student.csv", "section.csv", "studentenrollment.csv"}
SDS_2 = {*PARTS, "roles.csv"}
ONLY_IN_SDS_21 = {"relationships.csv", "userflags.csv"}
OFFICE = "[content_types].xml"


def read(package: Package, today: date) -> Roster:
    """Return every class of a package; raise Refused, by its name, for another format."""
    check_format(package)
    groups = {
        row.get("sourcedId", ""): row.get("title", "") or row.get("sourcedId", "")
        for _line, row in package.rows(CLASSES)
        if not is_gone(row)
    }
    people = {row.get("sourcedId", ""): row for _line, row in package.rows(USERS)}
    rows = [row_of(line, row, people, today) for line, row in package.rows(ENROLLMENTS)]
    rows = [row for row in rows if row.group in groups]
    if not rows:
        raise Refused(Why.EMPTY)
    taught = {row.group for row in rows}
    titles = {key: title for key, title in groups.items() if key in taught}
    return Roster(rows, titles, sorted(package.dropped))


def check_format(package: Package) -> None:
    names = package.names()
    if MANIFEST not in names:
        raise other_format(names)
    manifest = {
        row.get("propertyName", ""): row.get("value", "") for _line, row in package.rows(MANIFEST)
    }
    version = manifest.get("oneroster.version", "")
    if version != READ_HERE:
        raise Refused(Why.NAMED, f"OneRoster {version}")
    for part in PARTS:
        mode = folded(manifest.get(f"file.{part.removesuffix('.csv')}", ""))
        if mode == "delta":
            raise Refused(Why.DELTA, part)
        if mode != "bulk":
            raise Refused(Why.PART, part)


def other_format(names: set[str]) -> Refused:
    """Return the refusal of a package without a manifest, by the name of what it is."""
    if OFFICE in names:
        return Refused(Why.NAMED, "Excel (.xlsx)")
    if names >= SDS_1:
        return Refused(Why.NAMED, f"{SDS} 1")
    if names >= SDS_2:
        return Refused(Why.NAMED, f"{SDS} {'2.1' if names & ONLY_IN_SDS_21 else '2'}")
    return Refused(Why.PART, MANIFEST) if USERS in names else Refused(Why.PACKAGE)


def is_gone(row: dict[str, str]) -> bool:
    return folded(row.get("status", "")) in GONE


def row_of(line: int, enrollment: dict[str, str], people: dict[str, dict], today: date) -> Row:
    """Return the row of one enrollment. Of a person nothing is looked at but their name."""
    source_id = enrollment.get("userSourcedId", "")
    person = people.get(source_id, {})
    name = " ".join(
        part for part in (person.get("givenName", ""), person.get("familyName", "")) if part
    )
    row = Row(line, " ".join(name.split()), source_id, enrollment.get("classSourcedId", ""))
    try:
        check_enrollment(enrollment, person, today)
    except Refused as refusal:
        return Row(row.line, row.name, row.source_id, row.group, refusal.why, refusal.what)
    return row


def check_enrollment(enrollment: dict[str, str], person: dict[str, str], today: date) -> None:
    if "" in enrollment or "" in person:
        raise Refused(Why.CELLS)
    if is_gone(enrollment) or is_gone(person) or folded(person.get("enabledUser", "")) in NO:
        raise Refused(Why.LEFT)
    for role in (enrollment.get("role", ""), person.get("role", "")):
        if folded(role) not in STUDENT:
            raise Refused(Why.ROLE, role)
    if not person:
        raise Refused(Why.UNKNOWN, enrollment.get("userSourcedId", ""))
    check_days(enrollment.get("beginDate", ""), enrollment.get("endDate", ""), today)
