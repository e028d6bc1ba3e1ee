"""Files of strangers: each is refused with a reason, or its cells stay text; none takes long."""

import io
import json
import random
import time
import zipfile

import pytest

from organizations.models import Membership
from rosters.actions import import_roster
from rosters.packages import Package
from rosters.rows import Refused, Roster, Why
from tests.rosters.lists import outcome, shared
from tests.shared_inputs import shared_path

MANIFEST = (
    "propertyName,value\noneroster.version,1.1\n"
    "file.users,bulk\nfile.classes,bulk\nfile.enrollments,bulk\n"
)
USERS = "sourcedId,status,enabledUser,role,givenName,familyName,password\n"
CLASSES = "sourcedId,status,title\nc1,,9C\nc2,,8B\n"
ENROLLMENTS = "sourcedId,status,classSourcedId,userSourcedId,role,beginDate,endDate\n"


def package(**parts: str) -> bytes:
    """Return a OneRoster package of one class, with these tables in place of its own."""
    tables = {
        "manifest": MANIFEST,
        "users": f"{USERS}u1,,TRUE,student,Amara,Okafor,canary\n",
        "classes": CLASSES,
        "enrollments": f"{ENROLLMENTS}e1,,c1,u1,student,,\n",
    } | parts
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in tables.items():
            if text:
                zipped.writestr(f"{name}.csv", text)
    return out.getvalue()


def corpus(folder: str) -> list[str]:
    lines = shared_path("corpora/files/manifest.jsonl").read_text().splitlines()
    paths = [json.loads(line)["file"] for line in lines]
    return [path for path in paths if path.startswith(f"files/{folder}/")]


@pytest.mark.parametrize(("folder", "files"), [("csv", 18), ("zip", 18)])
def test_corpus_is_refused_or_plain_text_and_quick(folder, files, classroom):
    paths = corpus(folder)
    assert len(paths) == files
    for path in paths:
        begun = time.monotonic()
        found = outcome(shared(f"corpora/{path}"))
        assert time.monotonic() - begun < 2
        if isinstance(found, Roster):
            import_roster(by=None, classroom=classroom, roster=found, with_phrases=False)
        else:
            assert found[0] in set(Why)
    labels = Membership.objects.students().values_list("label", flat=True)
    # A B has three user names in these files: ab, admin and an address. None is an account here.
    assert sorted(labels) == (["A B"] * 3 + ["Zoë Müller"] if folder == "csv" else [])


def test_package_has_its_students_and_no_password():
    roster = outcome(package(), "c1")
    assert [(row.line, row.name, row.source_id) for row in roster.rows] == [
        (2, "Amara Okafor", "u1")
    ]
    assert roster.dropped == ["password"]
    assert "canary" not in repr(roster)


def test_people_who_are_no_students_of_the_class_are_refused_with_a_reason():
    users = (
        f"{USERS}u1,,TRUE,student,Amara,Okafor,\nu2,,TRUE,teacher,Bo,Lee,\n"
        "u3,tobedeleted,TRUE,student,Chen,Wei,\nu4,,FALSE,student,Dara,Sen,\n"
        "u5,,TRUE,student,Eve,Li,,slipped\n"
    )
    enrollments = ENROLLMENTS + "".join(
        f"e{line},{status},c1,{user},{role},{begin},{end}\n"
        for line, (status, user, role, begin, end) in enumerate(
            [
                ("active", "u1", "student", "2026-09-01", ""),
                ("", "u2", "student", "", ""),
                ("", "u2", "teacher", "", ""),
                ("", "u3", "student", "", ""),
                ("", "u4", "student", "", ""),
                ("", "u5", "student", "", ""),
                ("", "u9", "student", "", ""),
                ("tobedeleted", "u1", "student", "", ""),
                ("", "u1", "student", "1/05/2027", ""),
            ]
        )
    )
    roster = outcome(package(users=users, enrollments=enrollments))
    assert [row.why for row in roster.rows] == [
        "", Why.ROLE, Why.ROLE, Why.LEFT, Why.LEFT, Why.CELLS, Why.UNKNOWN, Why.LEFT,
        Why.TWO_DATES,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"users": ""}, (Why.PART, "users.csv")),
        ({"manifest": ""}, (Why.PART, "manifest.csv")),
        ({"manifest": MANIFEST.replace("1.1", "2.0")}, (Why.NAMED, "OneRoster 2.0")),
        (
            {"manifest": MANIFEST.replace("users,bulk", "users,delta")},
            (Why.DELTA, "users.csv"),
        ),
        ({"manifest": MANIFEST.replace("users,bulk", "users,absent")}, (Why.PART, "users.csv")),
        ({"enrollments": ENROLLMENTS}, (Why.EMPTY, "")),
        ({"enrollments": f'{ENROLLMENTS}"e1,,c1'}, (Why.TABLE, "enrollments.csv: 2")),
        ({"enrollments": "x" * 31_000_000}, (Why.ZIP_SIZE, "enrollments.csv")),
        ({"../users": "x"}, (Why.ZIP_PATH, "../users.csv")),
        ({"b/users": "x"}, (Why.ZIP_PATH, "b/users.csv")),
    ],
)
def test_package_that_cannot_be_taken_is_refused_as_a_whole(parts, expected):
    assert outcome(package(**parts)) == expected


def test_package_of_other_bytes_is_refused():
    latin = package(users=f"{USERS}u1,,TRUE,student,Amara,Okafor,\n")
    assert outcome(latin[: len(latin) // 2])[0] == Why.ZIP
    assert outcome(b"PK" + b"\0" * 100)[0] == Why.ZIP


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_package_with_changed_bytes_is_read_or_refused_and_never_breaks(method):
    """Whatever packed it: 300 files with one to three other bytes in them."""
    out, chance = io.BytesIO(), random.Random(method)
    with zipfile.ZipFile(out, "w", method) as zipped:
        zipped.writestr("users.csv", USERS + "u1,,TRUE,student,Amara,Okafor,\n" * 20)
    whole = out.getvalue()
    assert Package(whole).text("users.csv").startswith(USERS)
    refusals = set()
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 3)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            Package(bytes(data)).text("users.csv")
        except Refused as refusal:
            refusals.add(refusal.why)
    assert Why.ZIP in refusals
