"""Somebody without an account reads one draft and says what they think; nothing else opens."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from tests import factories
from tests.cms.editing import edit_url
from upkeep.actions import make_review_link
from upkeep.models import ReviewComment, ReviewLink

pytestmark = pytest.mark.django_db
SAME_ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}
SAID = {"name": "A school nurse", "text": "Step 2 asks two things at once."}


@pytest.fixture
def lesson(module):
    text = {"type": "text", "value": {"text": "<p>Published words.</p>"}}
    note = {"type": "teacher_note", "value": {"kind": "talk", "text": "Canary note"}}
    lesson = factories.make_lesson(module, steps=[factories.make_step([text, note])])
    lesson.steps[0].value["blocks"][0].value["text"].source = "<p>Words of the draft.</p>"
    lesson.save_revision()
    return type(lesson).objects.get(pk=lesson.pk)


@pytest.fixture
def link(lesson) -> ReviewLink:
    return make_review_link(by=None, thing=lesson)


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.editor)
    return client


def say(client, link, **changes):
    return client.post(link.get_absolute_url(), SAID | changes, **SAME_ORIGIN)


def admin_url(thing) -> str:
    kind = ContentType.objects.get_for_model(thing)
    return reverse("upkeep:new_review", args=[kind.pk, thing.pk])


def test_reader_sees_the_draft_of_the_link_and_no_note_for_teachers(client, link, lesson):
    html = client.get(f"{link.get_absolute_url()}draft/").content.decode()
    assert "Words of the draft." in html
    assert "Canary note" not in html
    lesson.steps[0].value["blocks"][0].value["text"].source = "<p>Written later.</p>"
    lesson.save_revision()
    assert "Written later." not in client.get(f"{link.get_absolute_url()}draft/").content.decode()


def test_words_arrive_once_and_are_shown_as_text(client, link):
    mean = "<script>alert(1)</script> is unclear"
    for _again in range(2):
        assert say(client, link, text=mean).url.endswith("?thanks=1")
    assert ReviewComment.objects.count() == 1
    html = client.get(link.get_absolute_url()).content.decode()
    assert "&lt;script&gt;" in html
    assert "<script>alert" not in html


@pytest.mark.parametrize("missing", ["name", "text"])
def test_comment_without_its_parts_is_refused_and_loses_nothing(client, link, missing):
    response = say(client, link, **{missing: " "})
    assert response.status_code == 422
    kept = SAID[{"name": "text", "text": "name"}[missing]]
    assert kept in response.content.decode()
    assert not ReviewComment.objects.exists()


def test_link_takes_fifty_comments(client, link):
    for number in range(50):
        say(client, link, text=f"Remark {number}")
    assert say(client, link, text="One more").url.endswith("?full=1")
    assert ReviewComment.objects.count() == 50


def test_link_ends_after_two_weeks(client, link, time_machine):
    address = link.get_absolute_url()
    time_machine.move_to(timezone.now() + timedelta(days=13, hours=23))
    assert client.get(address).status_code == 200
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    assert client.get(address).status_code == 404
    assert client.get(f"{address}draft/").status_code == 404
    assert say(client, link).status_code == 404


def test_pages_stay_out_of_caches_and_search_and_set_no_cookie(client, link):
    for address in (link.get_absolute_url(), f"{link.get_absolute_url()}draft/"):
        response = client.get(address)
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"
        assert not response.cookies


def test_token_cannot_be_guessed_and_other_sites_cannot_send(client, link):
    assert len(link.token) >= 32
    assert client.get(f"/review/{link.token[:-1]}/").status_code == 404
    posted = client.post(link.get_absolute_url(), SAID, HTTP_SEC_FETCH_SITE="cross-site")
    assert posted.status_code == 403


@pytest.mark.parametrize("kind", ["lesson", "question", "scenario"])
def test_editor_makes_a_link_and_reads_what_was_said(desk, lesson, kind):
    makers = {
        "lesson": lambda: lesson,
        "question": factories.make_question,
        "scenario": factories.make_scenario,
    }
    thing = makers[kind]()
    thing.save_revision()
    assert "Make a link to the draft" in desk.get(admin_url(thing)).content.decode()
    assert not ReviewLink.objects.exists()
    assert desk.post(admin_url(thing)).url == edit_url(thing)
    link = ReviewLink.objects.get()
    say(desk, link)
    html = desk.get(edit_url(thing)).content.decode()
    assert link.get_absolute_url() in html
    assert SAID["text"] in html


def test_editor_ends_a_link_and_what_was_said_stays(desk, lesson, link):
    say(desk, link)
    end = reverse("upkeep:end_review", args=[link.pk])
    assert "from now on?" in desk.get(end).content.decode()
    desk.post(end)
    assert desk.get(link.get_absolute_url()).status_code == 404
    assert SAID["text"] in desk.get(edit_url(lesson)).content.decode()


@pytest.mark.parametrize("person", ["teacher", "student"])
def test_nobody_but_the_desk_makes_or_ends_links(client, cast, lesson, link, person):
    client.force_login(getattr(cast, person))
    client.post(admin_url(lesson))
    client.post(reverse("upkeep:end_review", args=[link.pk]))
    assert ReviewLink.objects.count() == 1
    assert ReviewLink.objects.open().exists()


def test_translator_makes_and_ends_links_of_translations_alone(client, cast):
    question = factories.make_question()
    question.save_revision()
    translated = question.copy_for_translation(Locale.objects.create(language_code="es"))
    translated.save()
    translated.save_revision()
    client.force_login(cast.translator)
    of_source = make_review_link(by=None, thing=question)
    assert client.post(admin_url(question)).status_code == 404
    end = reverse("upkeep:end_review", args=[of_source.pk])
    assert client.post(end).status_code == 404
    assert list(ReviewLink.objects.open()) == [of_source]
    assert client.post(admin_url(translated)).url == edit_url(translated)
    own = ReviewLink.objects.exclude(pk=of_source.pk).get()
    client.post(reverse("upkeep:end_review", args=[own.pk]))
    assert list(ReviewLink.objects.open()) == [of_source]


@pytest.mark.parametrize("comments", [1, 3, 30])
def test_review_page_costs_the_same_queries(client, link, django_assert_num_queries, comments):
    for number in range(comments):
        link.comments.create(name="A nurse", text=f"Remark {number}")
    with django_assert_num_queries(2):
        client.get(link.get_absolute_url())
