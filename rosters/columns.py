"""Which column of a table means what, and the rows that follow from it. Pure."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from rosters.dates import check_days
from rosters.rows import Refused, Roster, Row, Why, folded, titles_of


class Meaning(StrEnum):
    NOTHING = ""
    NAME = "name"
    GIVEN = "given"
    FAMILY = "family"
    ID = "id"
    GROUP = "class"
    ROLE = "role"
    STATUS = "status"
    ENABLED = "enabled"
    STARTS = "starts"
    ENDS = "ends"


# Headings without spaces, signs and capitals. Of several the first one counts.
HEADINGS = {
    Meaning.NAME: (
        "name names fullname studentname student students pupilname pupil pupils learner "
        "displayname nombre nombrecompleto nombreyapellidos alumno alumna estudiante nom "
        "nomcomplet eleve élève schüler schülerin schülername nome navn namn"
    ),
    Meaning.GIVEN: (
        "firstname first givenname given forename forenames firstnames givennames nombres "
        "nombredepila vorname prénom prenom fornavn förnamn"
    ),
    Meaning.FAMILY: (
        "lastname last surname surnames familyname family apellido apellidos primerapellido "
        "nachname familienname nomdefamille cognome efternavn efternamn"
    ),
    Meaning.ID: (
        "sourcedid sisid studentid studentnumber pupilid pupilnumber upn uniquepupilnumber "
        "admissionnumber idnumber matrícula schülernummer id username login email emailaddress "
        "mail correo"
    ),
    Meaning.GROUP: (
        "class classname classcode section sectionname tutorgroup registrationgroup reggroup "
        "formgroup clase grupo klasse classe"
    ),
    Meaning.ROLE: "role usertype",
    Meaning.STATUS: "status enrollmentstatus enrolmentstatus",
    Meaning.ENABLED: "enableduser",
    Meaning.STARTS: "begindate startdate datestart",
    Meaning.ENDS: "enddate leavingdate dateofleaving leavedate",
}
RANK = {
    heading: (meaning, rank)
    for meaning, headings in HEADINGS.items()
    for rank, heading in enumerate(headings.split())
}
NAMES = {Meaning.NAME, Meaning.GIVEN, Meaning.FAMILY}
SECRETS = ("password", "passwd", "passwort", "kennwort", "contraseña", "motdepasse", "passphrase")
SECRET = {"pwd", "pass", "pin", "clave"}

STUDENT = {"", "student", "students", "pupil", "learner", "alumno", "alumna", "estudiante"}
# An empty status, and one that is not among these, says that somebody is there.
GONE = {"tobedeleted", "inactive", "deleted", "left", "leaver", "withdrawn", "archived"}
NO = {"false", "0", "no"}


def meaning_of(heading: str) -> Meaning:
    return RANK.get(folded(heading), (Meaning.NOTHING, 0))[0]


def has_name(cells: Iterable[str]) -> bool:
    """Whether a line looks like headings: one of them is that of a name."""
    return any(meaning_of(cell) in NAMES for cell in cells)


def is_secret(heading: str) -> bool:
    """Whether a heading stands over passwords, which nobody here reads."""
    word = folded(heading)
    return word in SECRET or any(secret in word for secret in SECRETS)


def meanings_of(head: list[str]) -> list[Meaning]:
    """Return what the columns under these headings mean, each meaning at most once."""
    first = {}
    for place, heading in enumerate(head):
        meaning, rank = RANK.get(folded(heading), (Meaning.NOTHING, 0))
        if meaning and (meaning not in first or rank < first[meaning][0]):
            first[meaning] = (rank, place)
    places = {place: meaning for meaning, (_rank, place) in first.items()}
    return as_parts_of_names([places.get(place, Meaning.NOTHING) for place in range(len(head))])


def as_parts_of_names(meanings: list[Meaning]) -> list[Meaning]:
    """Return the meanings with a `name` beside one part of a name as the other part of it."""
    found = NAMES.intersection(meanings)
    if Meaning.NAME not in found or len(found) == 1:
        return meanings
    missing = NAMES - found
    other = missing.pop() if missing else Meaning.NOTHING
    return [other if meaning == Meaning.NAME else meaning for meaning in meanings]


def guess(width: int, *, family_first: bool) -> list[Meaning]:
    """Return what columns without headings may mean: one is names, two are both parts of them.

    For a person to look at; of more columns nothing can be said.
    """
    if width == 1:
        return [Meaning.NAME]
    if width == 2:
        return [Meaning.FAMILY, Meaning.GIVEN] if family_first else [Meaning.GIVEN, Meaning.FAMILY]
    return [Meaning.NOTHING] * width


def roster_of(lines: Iterable[tuple[int, list[str]]], meanings: list[Meaning], today: date):
    """Return the roster of a table's lines, its headings not among them; raise Refused."""
    check_meanings(meanings)
    rows = [row_of(number, cells, meanings, today) for number, cells in lines]
    if not rows:
        raise Refused(Why.EMPTY)
    return Roster(rows, titles_of(row.group for row in rows))


def check_meanings(meanings: list[Meaning]) -> None:
    twice = [one for one in meanings if one and meanings.count(one) > 1]
    if twice:
        raise Refused(Why.TWO_COLUMNS, twice[0])
    if not {Meaning.NAME, Meaning.GIVEN}.intersection(meanings):
        raise Refused(Why.NO_NAMES)


def row_of(number: int, cells: list[str], meanings: list[Meaning], today: date) -> Row:
    known = {meaning: cell for meaning, cell in zip(meanings, cells, strict=False) if meaning}
    parts = [known.get(part, "") for part in (Meaning.GIVEN, Meaning.FAMILY)]
    row = {
        "line": number,
        "name": known.get(Meaning.NAME) or " ".join(filter(None, parts)),
        "source_id": known.get(Meaning.ID, ""),
        "group": known.get(Meaning.GROUP, ""),
    }
    try:
        if any(cells[len(meanings) :]):
            raise Refused(Why.CELLS, len(cells))
        check_person(known, today)
    except Refused as refusal:
        return Row(**row, why=refusal.why, what=refusal.what)
    return Row(**row)


def check_person(known: dict[Meaning, str], today: date) -> None:
    """Raise Refused for somebody who is no student of the class today."""
    role, status = known.get(Meaning.ROLE, ""), known.get(Meaning.STATUS, "")
    if folded(role) not in STUDENT:
        raise Refused(Why.ROLE, role)
    if folded(status) in GONE:
        raise Refused(Why.LEFT, status)
    if folded(known.get(Meaning.ENABLED, "")) in NO:
        raise Refused(Why.LEFT, known[Meaning.ENABLED])
    check_days(known.get(Meaning.STARTS, ""), known.get(Meaning.ENDS, ""), today)
