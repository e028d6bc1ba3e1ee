"""A file that comes with a form: the CMS keeps it, every other page reads past it."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.documents.models import Document
from wagtail.images.models import Image as WagtailImage

from quizzes.actions import start_attempt
from quizzes.models import Response
from quizzes.policies import AttemptPolicy
from tests.factories.work import answer_worth
from tests.support.samples import main_of, make_letter_clause

OURS = {"Sec-Fetch-Site": "same-origin"}
SMALL, LARGE = 1, 400_000
each_size = pytest.mark.parametrize("times", [SMALL, LARGE])


@pytest.fixture(autouse=True)
def nowhere_to_keep_files(settings, tmp_path):
    """A file that is to be kept on the disk meets no folder, and the request fails."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "none")
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path


def picture(times: int = SMALL) -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (4, 4)).save(drawn, "PNG")
    return SimpleUploadedFile("dunes.png", drawn.getvalue() + b"CANARYPIXELS" * times, "image/png")


@each_size
def test_public_form_reads_past_a_file_and_answers_the_rest(client, db, times, tmp_path):
    make_letter_clause(text="Here: {links}")
    chosen = {"recipient": "platform", "sender": "person", "age": "13-17"}
    sent = {"picture": picture(times), **chosen, "links": "site.example/a", "more": picture(times)}
    response = client.post("/help/gb/letter/", sent, headers=OURS)
    assert response.status_code == 200
    assert main_of(response).select_one(".letter__sheet").get_text() == "Here: site.example/a"
    assert dict(response.wsgi_request.FILES) == {}
    assert b"PIXELS" not in response.content
    assert list(tmp_path.iterdir()) == []


@each_size
def test_learners_form_reads_past_a_file_and_stores_the_answer(
    client, student, quiz, times, tmp_path
):
    attempt = start_attempt(by=student, quiz=quiz, policy=AttemptPolicy())
    choice = answer_worth(attempt.slots.get(number=1).version.content, 2)
    sent = {"picture": picture(times), "choice": choice, "key": uuid.uuid4()}
    client.force_login(student)
    response = client.post(f"/quizzes/{attempt.uuid}/1/", sent)
    assert response.status_code == 303
    assert [stored.chosen for stored in Response.objects.all()] == [choice]
    assert dict(response.wsgi_request.FILES) == {}
    assert list(tmp_path.iterdir()) == []


@each_size
def test_token_that_stands_behind_a_file_is_still_read(db, times):
    client = Client(enforce_csrf_checks=True)
    token = client.get("/accounts/login/").context["csrf_token"]
    names = {"login": "nobody", "password": "a long password", "csrfmiddlewaretoken": str(token)}
    response = client.post("/accounts/login/", {"picture": picture(times), **names})
    assert (response.status_code, bool(response.context["form"].errors)) == (200, True)


@pytest.mark.parametrize("path", ["/cms", "/CMS/images/add/", "/en/cms/images/add/"])
def test_address_that_is_only_like_the_cms_keeps_nothing(client, db, path, tmp_path):
    response = client.post(path, {"picture": picture(LARGE)})
    assert dict(response.wsgi_request.FILES) == {}
    assert list(tmp_path.iterdir()) == []


# A class list, for the teacher of the class


def class_list(name: str = "list.csv", times: int = SMALL) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"Name\n" + b"Amara Okafor\n" * times, "text/csv")


def test_class_list_is_read_and_never_on_the_disk(client, classroom, teacher, tmp_path):
    client.force_login(teacher)
    address = f"/teach/classes/{classroom.uuid}/students/import/"
    response = client.post(address, {"file": class_list()})
    assert response.context["plan"].counts["new"] == 1
    assert list(tmp_path.iterdir()) == []


def test_class_list_that_would_reach_the_disk_is_read_past(client, classroom, teacher, tmp_path):
    client.force_login(teacher)
    address = f"/teach/classes/{classroom.uuid}/students/import/"
    response = client.post(address, {"file": class_list(times=LARGE)})
    assert response.status_code == 422
    assert dict(response.wsgi_request.FILES) == {}
    assert list(tmp_path.iterdir()) == []


def test_no_other_page_of_a_class_takes_a_file(client, classroom, teacher):
    client.force_login(teacher)
    address = f"/teach/classes/{classroom.uuid}/students/import/check/"
    response = client.post(address, {"file": class_list()})
    assert dict(response.wsgi_request.FILES) == {}


# The CMS, for those who may


@pytest.mark.parametrize(
    ("page", "model"), [("wagtailimages:add", WagtailImage), ("wagtaildocs:add", Document)]
)
def test_cms_keeps_what_is_uploaded_there(admin_client, page, model, tmp_path):
    file = picture()
    if model is Document:
        file = SimpleUploadedFile("guide.csv", b"CANARY,PIXELS", "text/csv")
    collection = {"collection": model._meta.get_field("collection").get_default()}
    sent = {"title": "Dunes", "file": file, "tags": "", "description": "", **collection}
    response = admin_client.post(reverse(page), sent)
    assert response.status_code == 302
    with model.objects.get().file.open() as kept:
        assert b"CANARY" in kept.read()
    assert (tmp_path / "media").exists()
