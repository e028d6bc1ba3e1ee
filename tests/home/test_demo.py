"""The demo: everybody is there, nothing doubles, and it never touches a real site."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from assignments.models import Assignment
from home import demo_cast
from home.curriculum import load
from home.management.commands.demo import refuse_taken_port
from organizations.models import Classroom, Membership, Organization, StaffInvite
from organizations.returning import come_back
from progress.models import LessonProgress
from quizzes.models import Attempt, Response
from teaching.grid import CellKind
from teaching.queries import class_grid, class_people
from tests.home.short_curriculum import make_short_curriculum
from users.models import User

MODELS = [
    Assignment, Attempt, Classroom, LessonProgress, Membership, Organization, Response, StaffInvite,
    User,
]  # fmt: skip


@pytest.fixture
def cast_of_demo(db, tmp_path):
    load(make_short_curriculum(tmp_path / "en"))
    return demo_cast.ensure_cast()


def test_demo_refuses_production_settings(settings):
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="never runs a real site"):
        call_command("demo", no_serve=True, stdout=StringIO())


def test_demo_names_another_port_where_one_is_taken(elsewhere_port):
    with pytest.raises(CommandError, match=f"PORT={elsewhere_port + 1}"):
        refuse_taken_port(elsewhere_port)


@pytest.fixture
def elsewhere_port():
    import socket  # noqa: PLC0415 -- only here

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def test_cast_run_twice_doubles_nothing(cast_of_demo):
    before = [model.objects.count() for model in MODELS]
    demo_cast.ensure_cast()
    assert [model.objects.count() for model in MODELS] == before


def test_cast_has_everybody(cast_of_demo):
    staff, _student = cast_of_demo
    assert [way.who for way in staff] == [
        "teacher", "other-teacher", "school-admin", "editor", "moderator", "translator", "admin",
    ]  # fmt: skip
    classroom = Classroom.objects.get(name="9C Computing")
    assert classroom.code == "tern 482 dune"
    assert classroom.is_joining_open()
    assert classroom.memberships.students().count() == 28
    assert User.objects.get(username="admin").is_superuser


def test_school_admin_finds_their_school_filled(cast_of_demo, client):
    client.force_login(User.objects.get(username="school-admin"))
    school = Organization.objects.get()
    pages = {
        page: client.get(reverse(f"administration:{page}", args=[school.uuid])).context
        for page in ("school", "staff", "kept")
    }
    done = [task.is_done for task in pages["school"]["tasks"]]
    # One admin only; and the short curriculum has no helpline for the country.
    assert done == [True, False, False, True, True]
    assert [one.students for one in pages["school"]["overview"].classes] == [None, 28]
    assert len(pages["staff"]["members"]) == 3
    assert len(pages["staff"]["links"]) == 1
    assert [one.class_name for one in pages["kept"]["exports"]] == ["9C Computing"]


def test_printed_student_can_come_back(cast_of_demo):
    _staff, student = cast_of_demo
    returned = come_back(code="tern 482 dune", nickname=student.who, phrase=student.secret)
    assert returned.membership.nickname == student.who


def test_passwords_are_fresh_each_time_unless_one_is_given(cast_of_demo, monkeypatch):
    first = {way.who: way.secret for way in cast_of_demo[0]}
    second = {way.who: way.secret for way in demo_cast.ensure_cast()[0]}
    assert [who for who in first if first[who] == second[who]] == []
    monkeypatch.setenv("DEMO_PASSWORD", "one for all")
    assert {way.secret for way in demo_cast.ensure_cast()[0]} == {"one for all"}
    assert User.objects.get(username="teacher").check_password("one for all")


def test_work_spreads_over_every_kind_of_cell_an_open_module_has(cast_of_demo):
    classroom = Classroom.objects.get(name="9C Computing")
    teacher = User.objects.get(username="teacher")
    grid = class_grid(classroom, class_people(classroom, teacher).students)
    kinds = {cell.kind for row in grid.rows for cell in row.cells}
    assert kinds == set(CellKind) - {CellKind.DONE, CellKind.OTHERS}
    assert len(grid.rows) == 28


def test_demo_prints_who_can_sign_in(db, settings, tmp_path, monkeypatch):
    settings.DEMO_ALLOWED = True
    settings.STATIC_ROOT = tmp_path
    monkeypatch.setenv("DEMO_PASSWORD", "one for all")
    out = StringIO()
    call_command("demo", no_serve=True, stdout=out, port=8123)
    printed = out.getvalue()
    assert "http://127.0.0.1:8123" in printed
    assert "tern 482 dune" in printed
    assert re.search(r"nickname Amara O, pass phrase (\w+ ){3}\w+", printed)
    assert printed.count("one for all") == 7
