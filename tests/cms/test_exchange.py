"""Import and export in the CMS: a preview that stores nothing, drafts, and files of the list."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from quizzes.exchange import formats
from quizzes.exchange.forms import signed
from quizzes.exchange.items import MAX_FILE
from quizzes.models import Question
from tests import factories
from tests.cms.test_finding_questions import LIST
from tests.quizzes.exchange.reads import FILES
from tests.support.samples import words_of

IMPORT = "/cms/questions/import/"
CONFIRM = f"{IMPORT}confirm/"
EXPORT = "/cms/questions/export/"
GIFT = b"::The canoe::Until when?{=four#It ends. ~for ever}\n\n::Said::Read this."


@pytest.fixture
def skill(db):
    return factories.make_skill("sk-ask-clear")


@pytest.fixture
def desk(client, cast, skill):
    client.force_login(cast.editor)
    return client


def sent(desk, skill, data: bytes = GIFT, **fields):
    file = SimpleUploadedFile("questions.gift", data)
    return desk.post(IMPORT, {"file": file, "format": "", "skill": skill.pk} | fields)


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def signed_in(response) -> str:
    return soup(response).select_one("input[name=read]")["value"]


def errors(response) -> list[str]:
    return [words_of(error) for error in soup(response).select(".error-message")]


# --- The preview ----------------------------------------------------------------------------------


def test_preview_says_what_would_happen_and_stores_nothing(desk, skill):
    page = sent(desk, skill)
    rows = [[words_of(c) for c in row.select("th, td")] for row in soup(page).select("tbody tr")]
    assert rows == [
        ["The canoe", "One answer is right", "becomes a draft", "Explanations to write: 1 / 2"],
        ["Said", "description", "refused", "There is no such question here: description"],
    ]
    assert words_of(soup(page).select_one("form button.button")) == "Import 1 as a draft"
    assert Question.objects.count() == 0


def test_drafts_are_made_by_the_editor_who_says_so(desk, cast, skill):
    response = desk.post(CONFIRM, {"read": signed_in(sent(desk, skill))}, follow=True)
    question = Question.objects.get()
    assert (question.live, question.title, question.skill) == (False, "The canoe", skill)
    assert question.latest_revision.user == cast.editor
    assert response.redirect_chain == [(f"{LIST}?state=draft", 302)]
    assert "1 draft was made." in response.text
    assert question.title in response.text


def test_second_click_makes_nothing_more(desk, skill):
    read = signed_in(sent(desk, skill))
    desk.post(CONFIRM, {"read": read})
    response = desk.post(CONFIRM, {"read": read}, follow=True)
    assert "0 drafts were made." in response.text
    assert Question.objects.count() == 1


def test_preview_of_what_is_there_offers_no_button(desk, skill):
    desk.post(CONFIRM, {"read": signed_in(sent(desk, skill))})
    page = sent(desk, skill)
    assert soup(page).select("form[action$='confirm/'] button") == []
    assert "The question bank has it already." in page.text


def test_words_of_a_file_are_text_on_the_page(desk, skill):
    page = sent(desk, skill, b"::<script>alert(1)</script>::[plain]<img src=x>{=a ~b}")
    assert "<script>alert(1)" not in page.text
    assert words_of(soup(page).select_one("tbody th")) == "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<!DOCTYPE q><quiz/>", "DOCTYPE"),
        (b"<quiz>", "The XML is broken"),
        (b"\x89PNG\r\n\x1a\n\0\0", "in none of the formats"),
        (b"a" * (MAX_FILE + 1), "larger than five million bytes"),
    ],
)
def test_file_that_is_refused_says_why_beside_the_field(desk, skill, data, said):
    page = sent(desk, skill, data)
    assert len(errors(page)) == 1
    assert said in errors(page)[0]
    assert Question.objects.count() == 0


def test_file_and_skill_are_asked_for(desk):
    assert errors(desk.post(IMPORT, {})) == ["This field is required."] * 2


def test_format_can_be_named(desk, skill):
    data = (FILES / "every_construct.txt").read_bytes()
    assert "every" not in errors(sent(desk, skill, data, format="aiken"))
    assert len(soup(sent(desk, skill, data, format="aiken")).select("tbody tr")) == 3
    assert errors(sent(desk, skill, data, format="moodle-xml")) != []


def test_what_does_not_fit_into_a_form_is_refused(desk, skill, monkeypatch):
    monkeypatch.setattr("quizzes.exchange.forms.MAX_SIGNED", 100)
    assert errors(sent(desk, skill)) == ["The file holds too much for one import. Split it."]


# --- What is signed -------------------------------------------------------------------------------


def test_preview_of_somebody_else_makes_nothing(desk, cast, skill):
    read = signed_in(sent(desk, skill))
    desk.force_login(cast.moderator)
    response = desk.post(CONFIRM, {"read": read}, follow=True)
    assert "This preview is too old." in response.text
    assert Question.objects.count() == 0


def test_changed_preview_makes_nothing(desk, skill):
    read = signed_in(sent(desk, skill))
    for changed in ({"read": f"{read[:-2]}xx"}, {"read": signing.dumps({})}, {}):
        response = desk.post(CONFIRM, changed, follow=True)
        assert response.redirect_chain == [(IMPORT, 302)]
    assert Question.objects.count() == 0


def test_preview_holds_for_an_hour(desk, cast, skill):
    items = formats.read(GIFT)
    with time_machine.travel(timezone.now() - timedelta(hours=2)):
        read = signed(items, skill, cast.editor)
    response = desk.post(CONFIRM, {"read": read}, follow=True)
    assert "This preview is too old." in response.text
    assert Question.objects.count() == 0


# --- Export ---------------------------------------------------------------------------------------


def exported(desk, **query) -> list[str]:
    """Return the names of the questions in the file that the desk gets."""
    response = desk.get(EXPORT, query)
    return [item.name for item in formats.read(response.content, query["format"])]


def test_list_leads_to_import_and_to_export_as_it_is_narrowed(desk):
    links = [a["href"] for a in soup(desk.get(LIST, {"kind": "single"})).select("a[href]")]
    assert IMPORT in links
    assert f"{EXPORT}?kind=single" in links


@pytest.mark.parametrize("format_", list(formats.Exported))
def test_file_holds_the_questions_of_the_list(desk, format_):
    single, other = factories.make_question(kind="single"), factories.make_question()
    quiz = factories.make_quiz(questions=[other])
    assert sorted(exported(desk, format=format_)) == sorted([single.title, other.title])
    assert exported(desk, format=format_, kind="single") == [single.title]
    assert exported(desk, format=format_, quiz=quiz.pk) == [other.title]


def test_file_is_sent_as_one_to_keep(desk):
    factories.make_question()
    response = desk.get(EXPORT, {"format": "gift"})
    assert response["Content-Disposition"] == 'attachment; filename="questions.gift"'
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_page_says_what_each_format_loses_and_leaves_out(desk):
    question = factories.make_question(kind="ordering")
    page = soup(desk.get(EXPORT, {"kind": "ordering"}))
    rows = {words_of(row.th): words_of(row.select("td")[1]) for row in page.select("tbody tr")}
    assert rows == {
        "GIFT": f"{question.title}: The format has no place for it: ordering",
        "Moodle XML": "–",
        "QTI 2.1, a package": "–",
        "A table (CSV), one row for each answer": "–",
    }
    assert page.select_one("input[type=hidden][name=kind]")["value"] == "ordering"


@pytest.mark.parametrize("count", [1, 3, 30])
def test_export_takes_as_many_queries_for_any_list(desk, count, django_assert_num_queries):
    for _number in range(count):
        factories.make_question()
    desk.get(EXPORT, {"format": "gift"})
    with django_assert_num_queries(7):
        desk.get(EXPORT, {"format": "gift"})


@pytest.mark.parametrize("count", [1, 3, 30])
def test_preview_takes_as_many_queries_for_any_file(desk, skill, count):
    data = "\n\n".join(f"Until {n}?{{T}}" for n in range(count)).encode()
    sent(desk, skill, data)
    with CaptureQueriesContext(connection) as queries:
        assert len(soup(sent(desk, skill, data)).select("tbody tr")) == count
    assert len(queries) == 11


# --- Who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [IMPORT, EXPORT])
def test_translator_is_sent_home_and_sees_no_button(client, cast, path):
    client.force_login(cast.translator)
    assert client.get(path).status_code == 302
    assert path not in client.get(LIST).text


@pytest.mark.parametrize("role", ["student", "teacher", "organization_admin", "translator"])
def test_nobody_else_imports(client, cast, desk, skill, role):
    read = signed_in(sent(desk, skill))
    client.force_login(getattr(cast, role))
    assert sent(client, skill).status_code in {302, 403}
    assert client.post(CONFIRM, {"read": read}).status_code in {302, 403}
    assert client.get(reverse("exchange:export"), {"format": "gift"}).status_code in {302, 403}
    assert Question.objects.count() == 0
