"""An editor corrects a lesson: what learners see, before and after publishing."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.urls import reverse
from wagtail.rich_text import RichText

from courses.blocks import LessonStepsBlock
from courses.models import LessonPage
from home.curriculum import load
from quizzes.models import Question, QuestionVersion
from tests import factories
from tests.cms.editing import PUBLISH, edit_url, lesson_data, question_data, with_first_words


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.editor)
    return client


@pytest.fixture
def reader(client):
    """A guest who has read the first step before, so that it is kept in the cache."""
    return type(client)()


def post(desk, lesson, **changes):
    return desk.post(edit_url(lesson), lesson_data(lesson, **changes))


def publish(desk, lesson):
    return desk.post(edit_url(lesson), lesson_data(lesson) | PUBLISH)


def fresh(lesson) -> LessonPage:
    return LessonPage.objects.get(pk=lesson.pk)


def test_draft_leaves_the_public_page_as_it_was(desk, reader, lesson):
    before = reader.get(lesson.step_url(1)).text
    assert post(desk, with_first_words(lesson, "Corrected words")).status_code == 302
    assert fresh(lesson).has_unpublished_changes
    after = reader.get(lesson.step_url(1)).text
    assert ("Corrected words" in after, words(after)) == (False, words(before))


def words(html: str) -> str:
    """Return the rendered blocks of a step, without the frame around them."""
    return str(BeautifulSoup(html, "html.parser").select_one(".lesson-body"))


def test_published_correction_is_there_with_the_next_request(desk, reader, lesson):
    addresses = [lesson.step_url(1), lesson.whole_url]
    assert ["Corrected" in reader.get(url).text for url in addresses] == [False, False]
    publish(desk, with_first_words(lesson, "Corrected words"))
    assert ["Corrected words" in reader.get(url).text for url in addresses] == [True, True]


def test_unpublished_lesson_is_no_longer_counted_on_the_pages_around_it(
    desk, reader, lesson, module
):
    second = factories.make_lesson(module)
    assert "Lesson 1 of 2" in reader.get(lesson.step_url(1)).text
    desk.post(reverse("wagtailadmin_pages:unpublish", args=[second.pk]))
    assert "Lesson 1 of 1" in reader.get(lesson.step_url(1)).text


def test_unpublished_lesson_is_gone_with_the_next_request(desk, reader, lesson):
    assert reader.get(lesson.step_url(1)).status_code == 200
    desk.post(reverse("wagtailadmin_pages:unpublish", args=[lesson.pk]))
    assert reader.get(lesson.step_url(1)).status_code == 404


def test_what_a_lesson_said_before_is_kept_with_who_changed_it(desk, cast, lesson):
    lesson.save_revision().publish()
    publish(desk, with_first_words(lesson, "Corrected words"))
    newest, first = fresh(lesson).revisions.order_by("-pk")
    assert (newest.user, newest.pk) == (cast.editor, fresh(lesson).live_revision_id)
    said = [revision.as_object().steps[0].value["blocks"][0].value for revision in (newest, first)]
    assert ["Corrected words" in str(value["text"]) for value in said] == [True, False]


def test_lesson_goes_back_to_what_it_said_before(desk, reader, lesson):
    old = lesson.save_revision()
    publish(desk, with_first_words(fresh(lesson), "A mistake"))
    path = reverse("wagtailadmin_pages:revisions_revert", args=[lesson.pk, old.pk])
    assert desk.get(path).status_code == 200
    publish(desk, old.as_object())
    assert "A mistake" not in reader.get(lesson.step_url(1)).text


def test_incomplete_lesson_is_a_draft_only(desk, lesson):
    lesson.steps[0].value["blocks"][0].value["text"] = RichText("")
    assert post(desk, lesson).status_code == 302
    response = publish(desk, lesson)
    (error,) = response.context["form"].errors["steps"].as_data()
    beside_it = {"text": {"messages": ["This field is required."]}}
    inner = {"blockErrors": {0: {"blockErrors": beside_it}}}
    assert error.as_json_data() == {"blockErrors": {0: {"blockErrors": {"blocks": inner}}}}


def check_with(values: list[str]) -> dict:
    options = [{"text": f"Answer {n}", "value": v, "feedback": "<p>Why.</p>"} for n, v in values]
    return {"type": "check", "value": {"question": "What helps?", "options": options}}


@pytest.mark.parametrize(("values", "may_publish"), [("210", True), ("110", False), ("220", False)])
def test_inline_check_needs_one_best_answer_to_be_published(desk, module, values, may_publish):
    step = factories.make_step([check_with(list(enumerate(values)))])
    lesson = factories.make_lesson(module, steps=[step])
    assert post(desk, lesson).status_code == 302
    assert publish(desk, lesson).status_code == (302 if may_publish else 200)


@pytest.mark.parametrize("slug", ["prénom", "two words", "what?"])
def test_address_of_a_lesson_is_made_of_plain_letters(desk, lesson, slug):
    response = post(desk, lesson, slug=slug)
    assert list(response.context["form"].errors) == ["slug"]


def test_rich_text_offers_bold_italic_lists_and_links():
    explanation = Question.options.field.stream_block.child_blocks["option"]
    editor = explanation.child_blocks["explanation"].field.widget.options
    offered = {name: [feature["type"] for feature in features] for name, features in editor.items()}
    assert offered == {
        "inlineStyles": ["BOLD", "ITALIC"],
        "blockTypes": ["ordered-list-item", "unordered-list-item"],
        "entityTypes": ["LINK"],
    }


def test_link_chooser_offers_pages_and_addresses(desk, lesson):
    allowed = {f"allow_{kind}_link": "true" for kind in ("external", "email", "phone", "anchor")}
    html = desk.get(reverse("wagtailadmin_choose_page"), allowed).json()["html"]
    assert "choose-external-link" in html
    assert [f"choose-{k}-link" in html for k in ("email", "phone", "anchor")] == [False] * 3


# --- The starter content in the editor's hands ----------------------------------------------------


@pytest.fixture
def starter_content(db):
    load(settings.BASE_DIR / "curriculum" / "en")


def all_words(reader, lesson) -> list[str]:
    addresses = [lesson.step_url(number) for number in range(1, len(lesson.steps) + 1)]
    return [words(reader.get(address).text) for address in addresses]


def lessons_with_every_kind_of_block() -> list[LessonPage]:
    """Return lessons in which each kind of block that learners see stands at least once."""
    chosen, met = [], set()
    for lesson in LessonPage.objects.live():
        kinds = {block.block_type for step in lesson.steps for block in step.value["blocks"]}
        if kinds - met:
            chosen, met = [*chosen, lesson], met | kinds
    assert met == set(LessonStepsBlock().child_blocks["step"].child_blocks["blocks"].child_blocks)
    return chosen


def test_starter_lessons_come_back_from_the_editor_unchanged(desk, reader, starter_content):
    for lesson in lessons_with_every_kind_of_block():
        before = all_words(reader, lesson)
        response = publish(desk, lesson)
        assert (lesson.title, response.status_code) == (lesson.title, 302)
        assert all_words(reader, lesson) == before


def test_starter_questions_come_back_from_the_editor_as_the_same_version(desk, starter_content):
    before = QuestionVersion.objects.count()
    for question in Question.objects.order_by("pk")[:8]:
        response = desk.post(edit_url(question), question_data(question) | PUBLISH)
        assert (question.key, response.status_code) == (question.key, 302)
    assert QuestionVersion.objects.count() == before
