"""Real files of schools and platforms: what becomes of every row, counted by hand."""

import pytest

from organizations.actions import remove_student, rename_student
from rosters.actions import import_roster
from rosters.plans import Status, plan_for
from rosters.rows import Why
from rosters.words import WORDS
from tests.rosters.lists import outcome, roster_of, shared
from tests.shared_inputs import shared_path

pytestmark = pytest.mark.django_db

# Data rows, new, refused; nobody is in the class before. Written by hand from the files.
TABLES = {
    "moodle-tabfile": (3, 3, 0),
    "moodle-upload_users": (2, 2, 0),
    "moodle-upload_users_category": (8, 8, 0),
    "moodle-upload_users_cohorts": (4, 4, 0),
    "moodle-upload_users_email_matching": (2, 2, 0),
    "moodle-upload_users_profile": (2, 2, 0),
    "moodle-upload_users_themes": (4, 4, 0),
    "moodle-uploadcohorts1": (6, 6, 0),
    "moodle-uploadcohorts2": (7, 7, 0),
    "moodle-uploadcohorts3": (5, 5, 0),
    "moodle-uploadcohorts4": (6, 6, 0),
}
# Nobody in them has a name.
WITHOUT_NAMES = [
    "moodle-groups_import",
    "moodle-groups_import_multicourse",
    "moodle-groups_import_with_customfield",
    "horror-simple",
    "horror-utf-16le_encoded",
    "horror-weird_head_padding",
]
WITH_PASSWORDS = {name for name in TABLES if "upload_users" in name}
OTHERS = {
    "oneroster/oneroster_test_data.zip": "OneRoster 1.2",
    "sds-csv/sds-uk-25.zip": "Microsoft School Data Sync 1",
    "sds-csv/sds-v1-100.zip": "Microsoft School Data Sync 1",
    "sds-csv/sds-v1-min.zip": "Microsoft School Data Sync 1",
    "sds-csv/sds-v2.1.zip": "Microsoft School Data Sync 2.1",
}
ONEROSTER = "fixtures/oneroster/oat-OneRosterv1p1BaseCSV.zip"


@pytest.mark.parametrize("name", TABLES)
def test_every_row_of_a_table_is_accounted_for(name, classroom):
    rows, new, refused = TABLES[name]
    roster = roster_of(shared(f"fixtures/roster-csv/{name}.csv"))
    first = plan_for(classroom, roster).counts
    assert (len(roster.rows), new + refused) == (rows, rows)
    assert first == {"new": new, "changed": 0, "same": 0, "refused": refused, "leaving": 0}
    import_roster(by=None, classroom=classroom, roster=roster)
    again = plan_for(classroom, roster).counts
    assert again == {"new": 0, "changed": 0, "same": new, "refused": refused, "leaving": 0}
    assert roster.dropped == (["password"] if name in WITH_PASSWORDS else [])


@pytest.mark.parametrize("name", TABLES)
def test_table_whose_class_went_on_is_accounted_for(name, classroom, teacher):
    """One student was called something else since, and one was taken out."""
    rows, new, refused = TABLES[name]
    roster = roster_of(shared(f"fixtures/roster-csv/{name}.csv"))
    import_roster(by=None, classroom=classroom, roster=roster)
    first, second = classroom.memberships.students().order_by("pk")[:2]
    rename_student(by=teacher, membership=first, nickname=first.nickname, label="Another Name")
    remove_student(by=teacher, membership=second)
    counts = plan_for(classroom, roster).counts
    assert counts == {"new": 1, "changed": 1, "same": new - 2, "refused": refused, "leaving": 0}
    assert sum(counts[status] for status in Status) == rows


def test_every_shared_file_is_read_here():
    """A file that is added to the fixtures needs its numbers written down."""
    found = {
        f"{folder}/{path.name}"
        for folder in ("roster-csv", "oneroster", "sds-csv")
        for path in shared_path(f"fixtures/{folder}").iterdir()
        if path.name != "NOTICE"
    }
    tables = {f"roster-csv/{name}.csv" for name in [*TABLES, *WITHOUT_NAMES, "horror-long"]}
    assert found == tables | set(OTHERS) | {ONEROSTER.removeprefix("fixtures/")}


@pytest.mark.parametrize("name", WITHOUT_NAMES)
def test_table_without_names_is_refused_as_a_whole(name):
    assert outcome(shared(f"fixtures/roster-csv/{name}.csv")) == (Why.NO_NAMES, "")


def test_list_without_end_is_refused_as_a_whole():
    assert outcome(shared("fixtures/roster-csv/horror-long.csv")) == (Why.LINES, "2000")


@pytest.mark.parametrize("path", OTHERS)
def test_other_format_is_refused_by_its_name(path):
    assert outcome(shared(f"fixtures/{path}")) == (Why.NAMED, OTHERS[path])


@pytest.mark.parametrize(
    ("group", "line", "name"),
    [
        ("class1", 2, "ionut padurariu"),
        ("class2", 3, "ionut padurariu"),
        ("class3", 4, "ionut2 padurariu"),
    ],
)
def test_each_class_of_oneroster_has_its_one_student(group, line, name, classroom):
    roster = roster_of(shared(ONEROSTER), group)
    plan = plan_for(classroom, roster)
    assert [(step.row.line, step.name) for step in plan.steps] == [(line, name)]
    assert plan.counts == {"new": 1, "changed": 0, "same": 0, "refused": 0, "leaving": 0}
    assert roster.dropped == ["ext_imagineLearning_studentPassword"]


def test_oneroster_with_several_classes_needs_one_named():
    assert outcome(shared(ONEROSTER)) == (Why.GROUPS, "class1, class2, class3")
    assert outcome(shared(ONEROSTER), "class9") == (Why.NO_GROUP, "class9")


def test_every_reason_has_words():
    assert set(WORDS) == set(Why)
