"""What editors see before anybody else: a draft of a lesson, and every kind of block."""

import pytest
from django.urls import reverse

from courses.blocks import LessonStepsBlock
from courses.models import LessonPage
from tests import factories
from tests.courses.conftest import CANARY_NOTE
from tests.support.samples import make_law, make_term

pytestmark = pytest.mark.django_db

STEP_BLOCKS = LessonStepsBlock().child_blocks["step"].child_blocks["blocks"].child_blocks


@pytest.fixture
def editor_client(client, db):
    client.force_login(factories.make_editor("Moderators"))
    return client


def preview(page) -> str:
    response = page.make_preview_request()
    assert response.status_code == 200
    return response.content.decode()


def test_preview_shows_every_step_of_the_draft(check):
    draft = LessonPage.objects.get(pk=check.lesson.pk)
    draft.heading = "A heading in work"
    html = preview(draft)
    assert '<h1 tabindex="-1">A heading in work</h1>' in html
    titles = [f">{step.value['title']}</h2>" for step in draft.steps]
    assert [title in html for title in titles] == [True, True]
    assert CANARY_NOTE not in html


def test_preview_of_a_lesson_that_was_never_saved(module):
    draft = factories.make_lesson(module)
    new = LessonPage(
        title="New",
        slug="new",
        heading="A new heading",
        minutes=5,
        steps=draft.steps,
        path=module.path + "9999",
        depth=module.depth + 1,
    )
    new.set_url_path(module)
    assert '<h1 tabindex="-1">A new heading</h1>' in preview(new)


def test_preview_is_no_place_to_save_progress_from(check, student):
    response = check.lesson.make_preview_request(extra_request_attrs={"user": student})
    html = response.content.decode()
    assert "/me/lessons/" not in html
    assert "Stop here" not in html


@pytest.mark.parametrize("name", STEP_BLOCKS)
def test_every_block_has_a_preview_in_our_own_look(editor_client, name):
    make_term(term="A word of the glossary")
    make_law()
    block = STEP_BLOCKS[name]
    response = editor_client.get(
        reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
    )
    html = response.content.decode()
    assert response.status_code == 200
    assert "css/site" in html
    assert preview_words(block) in html


def preview_words(block) -> str:
    """Return the first words of a block's preview, whichever of its fields they stand in."""
    value = block.get_preview_value()
    names = ("title", "heading", "question", "prompt", "setting", "term", "text")
    return str(next(value[name] for name in names if name in value))
