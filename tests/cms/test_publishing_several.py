"""Publishing several pages at once: none goes out that its own form would not let out."""

import pytest
from django.urls import reverse

from courses.models import LessonPage
from tests import factories
from tests.cms.editing import edit_url, lesson_data, with_first_words


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.editor)
    return client


@pytest.fixture
def other_lesson(module):
    return factories.make_lesson(module)


def publish_all(desk, pages, **form):
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    chosen = "&".join(f"id={page.pk}" for page in pages)
    return desk.post(f"{path}?{chosen}", form, follow=True)


def save_draft(desk, lesson, **changes):
    assert desk.post(edit_url(lesson), lesson_data(lesson, **changes)).status_code == 302


def empty_the_heading(lesson):
    """Leave a draft without its heading, as a form that saves drafts half-filled does."""
    revision = lesson.save_revision()
    revision.content["heading"] = ""
    revision.save()


def public_headings(*lessons) -> list[str]:
    return [LessonPage.objects.get(pk=lesson.pk).heading for lesson in lessons]


def test_unfinished_lesson_keeps_everything_chosen_with_it_unpublished(desk, lesson, other_lesson):
    before = public_headings(lesson, other_lesson)
    save_draft(desk, lesson, heading="A better heading")
    empty_the_heading(other_lesson)
    response = publish_all(desk, [lesson, other_lesson])
    assert "is not finished" in response.text
    assert public_headings(lesson, other_lesson) == before


def test_unfinished_block_is_not_published_with_many(desk, lesson):
    words = with_first_words(lesson, "")
    before = lesson.steps.raw_data[0]["value"]
    assert desk.post(edit_url(words), lesson_data(words)).status_code == 302
    response = publish_all(desk, [lesson])
    assert "is not finished" in response.text
    assert LessonPage.objects.get(pk=lesson.pk).steps.raw_data[0]["value"] == before


def test_unfinished_lesson_below_a_module_stops_the_module(desk, module, other_lesson):
    LessonPage.objects.filter(pk=other_lesson.pk).update(live=False)
    empty_the_heading(other_lesson)
    response = publish_all(desk, [module], include_descendants="on")
    assert "is not finished" in response.text
    assert not LessonPage.objects.get(pk=other_lesson.pk).live


def test_finished_lessons_are_published_together(desk, lesson, other_lesson):
    save_draft(desk, lesson, heading="A better heading")
    save_draft(desk, other_lesson, heading="Another better one")
    publish_all(desk, [lesson, other_lesson])
    assert public_headings(lesson, other_lesson) == ["A better heading", "Another better one"]
