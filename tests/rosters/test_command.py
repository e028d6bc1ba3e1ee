"""`manage.py import_roster`: what it prints, how it ends, and that a dry run writes nothing."""

import json
import uuid

import pytest
from django.core.management import CommandError, call_command

from organizations.class_life import archive_classroom
from organizations.models import Membership
from tests.shared_inputs import shared_path

pytestmark = pytest.mark.django_db

ONEROSTER = "fixtures/oneroster/oat-OneRosterv1p1BaseCSV.zip"


@pytest.fixture
def listed(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("id,name,password\n1,Amara Okafor,kanari\n2,Bo Lee,\n")
    return path


def run(capsys, path, classroom, *options) -> str:
    call_command("import_roster", str(path), "--classroom", str(classroom.uuid), *options)
    return capsys.readouterr().out


def test_dry_run_says_what_would_happen_and_writes_nothing(capsys, listed, classroom):
    said = json.loads(run(capsys, listed, classroom, "--dry-run", "--json"))
    assert said == {
        "counts": {"new": 2, "changed": 0, "same": 0, "refused": 0, "leaving": 0},
        "dropped": ["password"],
        "rows": [
            {"line": 2, "status": "new", "name": "Amara Okafor", "why": "", "reason": ""},
            {"line": 3, "status": "new", "name": "Bo Lee", "why": "", "reason": ""},
        ],
        "leaving": [],
    }
    assert Membership.objects.students().count() == 0


def test_import_says_lines_and_a_second_one_changes_nothing(capsys, listed, classroom):
    assert run(capsys, listed, classroom) == (
        "line 2: new: Amara Okafor\nline 3: new: Bo Lee\nleft out unread: password\n"
        "2 new, 0 changed, 0 same, 0 refused, 0 leaving\n"
    )
    assert run(capsys, listed, classroom).endswith(
        "0 new, 0 changed, 2 same, 0 refused, 0 leaving\n"
    )
    listed.write_text("id,name\n1,Amara Okafor\n")
    assert "not in the list, stays: Bo Lee" in run(capsys, listed, classroom)
    assert Membership.objects.students().count() == 2


def test_refused_row_ends_with_three_after_the_rest_is_in(capsys, listed, classroom):
    listed.write_text("name\nAmara Okafor\n=1+1\n")
    with pytest.raises(SystemExit) as ending:
        run(capsys, listed, classroom)
    assert ending.value.code == 3
    assert "line 3: refused: =1+1 This is not written like a name." in capsys.readouterr().out
    assert Membership.objects.students().count() == 1


def test_refused_file_is_said_in_json_too(capsys, listed, classroom):
    listed.write_bytes(b"%PDF-1.7")
    with pytest.raises(CommandError, match="PDF is not read here"):
        run(capsys, listed, classroom, "--json")
    assert json.loads(capsys.readouterr().out)["refused"]["why"] == "named"


def test_package_of_several_classes_needs_one_named(capsys, classroom):
    path = shared_path(ONEROSTER)
    with pytest.raises(CommandError, match="class1, class2, class3"):
        run(capsys, path, classroom)
    assert "1 new" in run(capsys, path, classroom, "--class", "class3")


@pytest.mark.parametrize("option", [[], ["--dry-run"]])
def test_class_in_the_archive_takes_no_list(capsys, listed, classroom, teacher, option):
    archive_classroom(by=teacher, classroom=classroom)
    with pytest.raises(CommandError, match="This class is in the archive"):
        run(capsys, listed, classroom, *option)
    assert not Membership.objects.students().exists()


def test_unknown_class_and_missing_file_are_said(capsys, listed, classroom):
    with pytest.raises(CommandError, match="There is no class"):
        call_command("import_roster", str(listed), "--classroom", str(uuid.uuid4()))
    with pytest.raises(CommandError, match="No such file"):
        run(capsys, listed.with_name("none.csv"), classroom)
