"""A teacher's way from a class list to join cards: what each page says, and to whom."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.utils import timezone

from core.models import AuditEntry
from organizations.models import Membership
from rosters.cards import qr_code
from tests import factories
from tests.shared_inputs import shared_path

pytestmark = pytest.mark.django_db

TABLE = "First name\tSurname\tPassword\tYear\nAmara\tOkafor\tkanari-secret\t9\nMs\tSmith\tx\t9\n"


@pytest.fixture
def desk(client, teacher, classroom):
    client.force_login(teacher)
    return Desk(client, classroom)


class Desk:
    """A teacher at the pages of one class list."""

    def __init__(self, client, classroom):
        self.client = client
        self.students = f"/teach/classes/{classroom.uuid}/students/"

    def send(self, **fields):
        return self.client.post(f"{self.students}import/", fields)

    def answer(self, preview, **changed):
        """Send the form of a preview as it stands, with some fields changed."""
        form = preview.context["form"]
        fields = {field.html_name: field.value() for field in form}
        sent = {name: value for name, value in fields.items() if value not in (None, False, [])}
        return self.client.post(f"{self.students}import/check/", sent | changed)

    def bring(self, text: str, **changed):
        return self.answer(self.send(pasted=text), **{"import": "yes"} | changed)


def words_of(response) -> str:
    main = BeautifulSoup(response.content, "html.parser").main
    return " ".join(main.get_text(" ").split())


def test_preview_stores_nothing_and_says_what_would_happen(desk):
    response = desk.send(pasted=TABLE)
    said = words_of(response)
    assert "Left out unread: Password." in said
    assert "Line 3 Ms Smith This looks like the name of a teacher" in said
    assert "kanari-secret" not in response.content.decode()
    assert response["Cache-Control"] == "no-store"
    assert Membership.objects.students().count() == 0


def test_columns_can_be_put_right(desk):
    preview = desk.send(pasted="Amara\tOkafor\nBo\tLee")
    assert [step.name for step in preview.context["new"]] == ["Amara Okafor", "Bo Lee"]
    again = desk.answer(preview, column_0="family", column_1="given", look="yes")
    assert [step.name for step in again.context["new"]] == ["Okafor Amara", "Lee Bo"]
    headed = desk.answer(preview, has_head="on", look="yes")
    assert [step.name for step in headed.context["new"]] == ["Bo Lee"]
    twice = desk.answer(preview, column_1="given", look="yes")
    assert (twice.status_code, twice.context["plan"]) == (422, None)
    assert "Two columns have the same meaning" in words_of(twice)
    assert Membership.objects.students().count() == 0


def test_wide_table_without_headings_waits_for_the_teacher(desk):
    preview = desk.send(pasted="1\tAmara\tOkafor\n2\tBo\tLee")
    assert "No column has names." in words_of(preview)
    chosen = desk.answer(preview, column_1="given", column_2="family", look="yes")
    assert [step.name for step in chosen.context["new"]] == ["Amara Okafor", "Bo Lee"]


def test_import_makes_cards_with_phrases_that_work(desk):
    response = desk.bring("Amara Okafor\nBo Lee")
    page = BeautifulSoup(response.content, "html.parser")
    cards = page.select(".join-card")
    assert len(cards) == 2
    for card, membership in zip(
        cards, Membership.objects.students().order_by("label"), strict=True
    ):
        values = [value.get_text() for value in card.select("dd")]
        address, code, nickname, phrase = values
        assert address == "testserver/join/back/"
        assert (code, nickname) == (membership.classroom.code, membership.nickname)
        assert membership.user.check_password(phrase)
        assert card.select_one(".join-card__name").get_text() == membership.label
    assert response["Cache-Control"] == "no-store"


def test_refused_row_is_named_again_after_the_import(desk):
    """Beside the cards of the others, and where there are none."""
    text = "Amara Okafor\nMs Smith\nBo Lee"
    with_cards = desk.bring(text)
    assert len(BeautifulSoup(with_cards.content, "html.parser").select(".join-card")) == 2
    assert "Line 2 Ms Smith This looks like the name of a teacher" in words_of(with_cards)
    _amara, bo = Membership.objects.students().order_by("label")
    preview = desk.send(pasted="Amara Okafor\nMs Smith")
    again = desk.answer(preview, **{"import": "yes"}, leaving=[str(bo.uuid)])
    assert again.status_code == 200
    assert "Line 2 Ms Smith This looks like the name of a teacher" in words_of(again)
    assert "There is nothing to import." in words_of(again)
    assert not Membership.objects.filter(pk=bo.pk).exists()
    assert "Smith" not in repr([*again.cookies.items(), *desk.client.session.items()])


def test_code_to_scan_is_the_same_on_every_card_and_holds_the_class_code_alone(desk, classroom):
    drawn = BeautifulSoup(desk.bring("Amara Okafor\nBo Lee").content, "html.parser").select(
        "svg.join-card__qr"
    )
    address = f"http://testserver/join/back/?code={classroom.code_key}"
    expected = BeautifulSoup(qr_code(address), "html.parser").svg
    assert drawn == [expected, expected]


def test_phrases_are_in_no_session_no_log_and_no_second_answer(desk, caplog):
    preview = desk.send(pasted="Amara Okafor")
    first = desk.answer(preview, **{"import": "yes"})
    phrase = BeautifulSoup(first.content, "html.parser").select_one(".join-card__words").get_text()
    second = desk.answer(preview, **{"import": "yes"}, follow="")
    assert second.status_code == 303
    students = desk.client.get(desk.students)
    assert phrase not in second.content.decode() + students.content.decode()
    assert "1 student was made a moment ago" in words_of(students)
    assert phrase not in repr(dict(desk.client.session.items())) + caplog.text


def test_nobody_goes_who_was_not_ticked(desk):
    desk.bring("Amara Okafor\nBo Lee\nChen Wei")
    amara, bo, _chen = Membership.objects.students().order_by("label")
    preview = desk.send(pasted="Amara Okafor")
    assert "Everybody you do not tick stays." in words_of(preview)
    desk.answer(preview, **{"import": "yes"})
    assert Membership.objects.students().count() == 3
    refused = desk.answer(preview, **{"import": "yes"}, leaving=[str(amara.uuid)])
    assert refused.status_code == 422
    desk.answer(preview, **{"import": "yes"}, leaving=[str(bo.uuid)])
    left = Membership.objects.students().order_by("label")
    assert [one.label for one in left] == ["Amara Okafor", "Chen Wei"]


def test_class_of_a_school_wide_list_is_chosen(desk):
    preview = desk.send(pasted="name,class\nAmara,9C\nBo,8B\n")
    assert "The list holds several classes." in words_of(preview)
    assert desk.answer(preview, **{"import": "yes"}).status_code == 422
    desk.answer(preview, **{"import": "yes"}, group="9C")
    assert [one.label for one in Membership.objects.students()] == ["Amara"]


def test_oneroster_package_comes_in_class_by_class(desk):
    path = shared_path("fixtures/oneroster/oat-OneRosterv1p1BaseCSV.zip")
    with path.open("rb") as file:
        preview = desk.send(file=file)
    assert "ext_imagineLearning_studentPassword" in words_of(preview)
    chosen = desk.answer(preview, group="class3", look="yes")
    assert [step.name for step in chosen.context["new"]] == ["ionut2 padurariu"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Paste the names, or choose a file."),
        ({"pasted": " \n"}, "Paste the names, or choose a file."),
        ({"pasted": 'a,b\n"x,y\n'}, "The quotation marks or cells of the table do not match: 2"),
    ],
)
def test_nothing_to_read_is_said(desk, fields, words):
    response = desk.send(**fields)
    assert response.status_code == 422
    assert words in words_of(response)


def box_of(response) -> str:
    return BeautifulSoup(response.content, "html.parser").select_one("#id_pasted").get_text()


@pytest.mark.parametrize(
    "text",
    [
        "Amara Okafor\nBo “Bobby” Lee\nMs Smith",
        'Anna "Ann" Lee\nBo Lee',
        "Okafor, Amara\nLee, Bo",
        'Surname,First name\n"Lee, Jr.",Bo\nOkafor,"Amara ""Mara"""',
        "id\tName\n1\tAmara Okafor\n2\tBo Lee",
    ],
)
def test_way_back_from_the_check_keeps_the_names(desk, student, text):
    """In the box stands what gives the same list again; nothing is stored for it."""
    preview = desk.send(pasted=text)
    back = desk.answer(preview, again="yes")
    assert back.status_code == 200
    again = desk.send(pasted=box_of(back))
    read = [[step.name for step in one.context["plan"].steps] for one in (preview, again)]
    assert read[0] == read[1]
    assert len(read[0]) >= 2
    action = BeautifulSoup(back.content, "html.parser").select_one("form:has(#id_pasted)")["action"]
    assert action == f"{desk.students}import/"
    assert "Okafor" not in repr([*back.cookies.items(), *desk.client.session.items()])
    assert Membership.objects.students().get().user == student


def test_way_back_from_the_check_brings_no_password(desk):
    back = desk.answer(desk.send(pasted=TABLE), again="yes")
    assert box_of(back).strip().startswith("First name\tSurname\tYear\nAmara\tOkafor\t9")
    assert "kanari-secret" not in back.content.decode()


def test_way_back_from_a_file_leaves_room_for_another(desk):
    back = desk.answer(desk.send(file=ContentFile(b"Name\nAmara\n", "list.csv")), again="yes")
    assert box_of(back).strip() == ""


def test_headings_alone_are_no_list(desk):
    assert "There are no names in it." in words_of(desk.send(pasted="Name\n"))


def test_preview_of_another_teacher_class_or_hour_is_worth_nothing(
    desk, client, classroom, teacher, other_classroom, time_machine
):
    read = desk.send(pasted="Amara Okafor").context["form"]["read"].value()
    sent = {"read": read, "column_0": "name", "import": "yes"}
    addresses = [
        f"/teach/classes/{one.uuid}/students/import/check/" for one in (classroom, other_classroom)
    ]
    colleague = factories.make_teacher(classroom)
    client.force_login(colleague)
    assert client.post(addresses[0], sent).status_code == 302
    client.force_login(teacher)
    assert client.post(addresses[1], sent).status_code == 404
    assert client.post(addresses[0], sent | {"read": read[:-1]}).status_code == 302
    time_machine.move_to(timezone.now() + timedelta(hours=1, seconds=1))
    assert client.post(addresses[0], sent).status_code == 302
    assert Membership.objects.students().count() == 0


def test_new_cards_need_a_tick_and_reach_only_this_class(desk, student, other_student):
    own, other = student.memberships.get(), other_student.memberships.get()
    cards = f"{desk.students}cards/"
    assert desk.client.post(cards, {"students": own.uuid}).status_code == 422
    assert desk.client.post(cards, {"understood": "on"}).status_code == 422
    both = {"students": [own.uuid, other.uuid], "understood": "on"}
    assert desk.client.post(cards, both).status_code == 422
    response = desk.client.post(cards, {"students": own.uuid, "understood": "on"})
    page = BeautifulSoup(response.content, "html.parser")
    student.refresh_from_db()
    assert student.check_password(page.select_one(".join-card__words").get_text())
    password = other_student.password
    other_student.refresh_from_db()
    assert other_student.password == password


def test_exported_list_holds_this_class_alone_and_is_written_down(desk, student, other_student):
    student.memberships.update(label="=1+1")
    response = desk.client.post(f"{desk.students}export/")
    assert response.content.decode("utf-8-sig") == "name,nickname\r\n'=1+1,Amara\r\n"
    assert response["Content-Disposition"] == 'attachment; filename="class-list.csv"'
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["class-list-exported"]


def test_markup_in_a_list_stays_text(desk):
    response = desk.send(
        pasted="name,<svg onload=alert(1)>\n<script>alert(1)</script>,\nAmara,<b>\n"
    )
    body = response.content.decode()
    assert not re.search(r"<svg onload|<script>alert|<b>,", body)
    assert "&lt;script&gt;" in body


@pytest.mark.parametrize("students", [1, 30])
def test_number_of_queries_does_not_grow_with_the_list(
    desk, students, django_assert_max_num_queries
):
    names = "\n".join(f"Student {chr(65 + n // 5)}{'abcde'[n % 5]}" for n in range(students))
    preview = desk.send(pasted=names)
    with django_assert_max_num_queries(22):
        desk.answer(preview, **{"import": "yes"})
