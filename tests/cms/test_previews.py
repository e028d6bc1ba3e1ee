"""Previews: of saved and of unsaved content, and of every block an editor may choose."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db.models import Model
from django.urls import reverse
from django.utils.functional import Promise
from wagtail import blocks
from wagtail.models import Site
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import nested_form_data, streamfield

from courses.blocks import LessonStepsBlock
from courses.enums import Preview
from courses.models import CatalogPage, CoursePage, LessonPage, ModulePage
from quizzes.models import Question, Quiz
from tests import factories
from tests.cms.editing import (
    counted,
    field_data,
    lesson_data,
    question_data,
    quiz_data,
    with_first_words,
)
from tests.support.samples import make_law, make_term

LESSON_BLOCKS = LessonStepsBlock().child_blocks["step"].child_blocks["blocks"].child_blocks
FRAME = "frame-ancestors 'self'"


def home_page():
    return Site.objects.get(is_default_site=True).root_page.specific


@pytest.fixture
def pages(lesson):
    """One published page of each kind."""
    module = ModulePage.objects.parent_of(lesson).get()
    course = CoursePage.objects.parent_of(module).get()
    return [home_page(), CatalogPage.objects.get(), course, module, lesson]


def test_preview_shows_every_kind_of_page(pages):
    for page in pages:
        response = page.make_preview_request()
        assert (type(page).__name__, response.status_code) == (type(page).__name__, 200)
        if not isinstance(page, type(home_page())):  # the front page has a heading of its own
            assert page.heading in response.text


def test_preview_shows_the_draft_of_a_page(pages):
    for page in pages[1:]:
        page.heading = "A heading that is only a draft"
        assert page.heading in page.make_preview_request().text


@pytest.mark.parametrize("model", [Question, Quiz])
def test_preview_of_a_snippet_that_says_nothing_yet(db, model):
    assert model().make_preview_request().status_code == 200


def test_preview_of_a_question_shows_every_answer_with_its_explanation(db):
    question = factories.make_question()
    html = question.make_preview_request().text
    for option in question.options:
        assert option.value["text"] in html
        assert str(option.value["explanation"]).strip() in html


def test_preview_of_a_quiz_shows_its_questions(quiz):
    html = quiz.make_preview_request().text
    stems = [place.question.stem for place in quiz.quiz_questions.all()]
    assert [stem in html for stem in stems] == [True, True]


# --- Through the editor's forms -----------------------------------------------------------------


def preview(client, path: str, data: dict):
    """Post a form to its preview as the editor does while typing; return what the panel shows."""
    assert client.post(path, data).json() == {"is_valid": True, "is_available": True}
    return client.get(f"{path}?in_preview_panel=true")


def on_add(page_model, parent) -> str:
    about = (page_model._meta.app_label, page_model._meta.model_name, parent.pk)
    return reverse("wagtailadmin_pages:preview_on_add", args=about)


def test_preview_of_pages_that_were_never_saved(client, cast, pages):
    client.force_login(cast.editor)
    names = {"title": "New", "heading": "A new heading", "slug": ""}
    comments = {"comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"}}
    fields = {
        CoursePage: {"summary": "", "outcomes": streamfield([]), "sensitivity": "open"},
        ModulePage: {"minutes": "25", "age_band": "11-13", "delivery": "either", "quiz": ""}
        | {"sensitivity": "careful"},
        LessonPage: {"minutes": "5", "sensitivity": "private", "steps": streamfield([])},
    }
    for parent, model in zip(pages[1:], fields, strict=False):
        data = nested_form_data(names | comments | fields[model])
        response = preview(client, on_add(model, parent), data)
        assert (model.__name__, response.status_code) == (model.__name__, 200)
        assert "A new heading" in response.text


def empty_block_data(block):
    """Return what the browser sends of a block that was added and not filled in."""
    if isinstance(block, blocks.StructBlock):
        return {name: empty_block_data(child) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        return counted([{"id": "", "value": empty_block_data(block.child_block)}])
    return field_data(block, "")


@pytest.mark.parametrize("name", LESSON_BLOCKS)
def test_preview_of_a_block_that_is_not_filled_in_yet(client, cast, lesson, name):
    client.force_login(cast.editor)
    inner = streamfield([(name, empty_block_data(LESSON_BLOCKS[name]))])
    steps = streamfield([("step", {"title": "", "skill": "", "blocks": inner})])
    path = reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk])
    response = preview(client, path, lesson_data(lesson, steps=steps))
    assert (response.status_code, lesson.heading in response.text) == (200, True)


def test_preview_of_a_question_while_it_is_typed(client, cast):
    client.force_login(cast.editor)
    skill = factories.make_skill()
    path = reverse(Question.snippet_viewset.get_url_name("preview_on_add"))
    question = Question(title="T", key="t", skill=skill, stem="A stem half wri")
    option = empty_block_data(question.options.stream_block.child_blocks["option"])
    typed = streamfield([("option", option), ("option", option)])
    response = preview(client, path, question_data(question, options=typed))
    assert (response.status_code, "A stem half wri" in response.text) == (200, True)


def test_preview_of_a_quiz_while_it_is_typed(client, cast):
    client.force_login(cast.editor)
    path = reverse(Quiz.snippet_viewset.get_url_name("preview_on_add"))
    quiz = Quiz(title="T", key="t", heading="A heading half wri")
    response = preview(client, path, quiz_data(quiz, []))
    assert (response.status_code, "A heading half wri" in response.text) == (200, True)


def test_preview_stands_in_a_frame_of_the_cms_under_the_strict_policy(client, cast, lesson):
    client.force_login(cast.editor)
    path = reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk])
    shown, public = preview(client, path, lesson_data(lesson)), client.get(lesson.whole_url)
    policies = [r["Content-Security-Policy"].split("; ") for r in (shown, public)]
    frames = [next(d for d in policy if d.startswith("frame-ancestors")) for policy in policies]
    assert frames == [FRAME, "frame-ancestors 'none'"]
    assert [any("unsafe-inline" in d for d in policy) for policy in policies] == [False, False]
    assert (shown["X-Frame-Options"], public["X-Frame-Options"]) == ("SAMEORIGIN", "DENY")


def test_preview_leaves_nothing_in_the_cache(client, cast, lesson):
    client.force_login(cast.editor)
    path = reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk])
    preview(client, path, lesson_data(with_first_words(lesson, "Words of a draft")))
    assert "Words of a draft" not in client.get(lesson.step_url(1)).text
    cache.clear()
    preview(client, path, lesson_data(with_first_words(lesson, "Words of a draft")))
    assert "Words of a draft" not in client.get(lesson.step_url(1)).text


def test_preview_of_a_lesson_leaves_out_the_notes_for_teachers(module):
    note = {"type": "teacher_note", "value": {"kind": "talk", "text": "Canary note for teachers"}}
    text = {"type": "text", "value": {"text": "<p>Words for everybody</p>"}}
    lesson = factories.make_lesson(module, steps=[factories.make_step([text, note])])
    html = lesson.make_preview_request().text
    assert ("Words for everybody" in html, "Canary note" in html) == (True, False)


# --- Blocks in the chooser ------------------------------------------------------------------------


@pytest.mark.parametrize("name", LESSON_BLOCKS)
def test_block_has_a_preview_that_shows_its_example(client, cast, name):
    block = LESSON_BLOCKS[name]
    make_term(term="A word of the glossary")
    make_law()
    client.force_login(cast.editor)
    path = reverse("wagtailadmin_block_preview")
    response = client.get(path, {"id": block.definition_prefix})
    assert response.status_code == 200
    words = next(text for text in texts(block.get_preview_value()) if len(text) > 10)
    assert words in response.text
    assert block.get_description()


def texts(value):
    """Yield the words a block's value holds, outermost first."""
    if isinstance(value, RichText):
        yield value.source
    elif isinstance(value, str | Promise | Model):
        yield str(value)
    elif hasattr(value, "values"):
        for inner in value.values():
            yield from texts(inner)
    elif value:
        for inner in value:
            yield from texts(inner)


# --- One step at a time ---


def test_lesson_can_be_previewed_step_by_step(lesson):
    titles = [step.value["title"] for step in lesson.steps]
    looks = [str(label) for label in Preview.labels]
    modes = [str(label) for _mode, label in lesson.preview_modes]
    steps = [f"Step {n}: {t}" for n, t in enumerate(titles, start=1)]
    assert modes == ["All steps", *looks, *steps]
    for number, title in enumerate(titles, start=1):
        html = lesson.make_preview_request(preview_mode=str(number)).text
        assert f"step {number} of {len(titles)}" in html
        assert [other for other in titles if other in html] == [title]


def test_preview_is_a_guests_page_whoever_looks_at_it(client, cast, lesson):
    client.force_login(cast.editor)
    path = reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk])
    names = {"title": lesson.title, "heading": lesson.heading, "slug": lesson.slug}
    fields = {"minutes": "5", "sensitivity": "open", "steps": streamfield([])}
    comments = {"comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"}}
    html = preview(client, path, nested_form_data(names | comments | fields)).text
    assert lesson.heading in html
    for words in ("Edit this page", "Edit content", "Sign out"):
        assert words not in html
    assert "Edit this page" in client.get(lesson.step_url(1)).text


@pytest.mark.parametrize("mode", ["0", "99", "-1", "x"])
def test_preview_of_a_step_that_is_gone_shows_the_whole_lesson(lesson, mode):
    html = lesson.make_preview_request(preview_mode=mode).text
    assert [step.value["title"] in html for step in lesson.steps] == [True] * len(lesson.steps)


# --- The whole lesson as it is elsewhere ---


def look(lesson, mode: str) -> BeautifulSoup:
    return BeautifulSoup(lesson.make_preview_request(preview_mode=mode).text, "html.parser")


def sheets(page: BeautifulSoup) -> list[str]:
    return [link["href"] for link in page.select("link[rel=stylesheet]")]


@pytest.mark.parametrize("mode", Preview.values)
def test_every_look_has_the_whole_lesson_and_the_strict_policy(lesson, mode):
    response = lesson.make_preview_request(preview_mode=mode)
    titles = [step.value["title"] for step in lesson.steps]
    assert [title in response.text for title in titles] == [True] * len(titles)
    assert "unsafe-inline" not in response["Content-Security-Policy"]
    assert " style=" not in response.text


def test_projector_has_large_type_and_nothing_to_save(lesson):
    page = look(lesson, Preview.PROJECTOR)
    assert page.html["data-preview"] == "projector"
    assert sheets(page)[1:] == ["/static/css/preview.css"]
    assert page.select(".actions, .who-sees-line, form[action*='/me/']") == []


def test_print_shows_the_rules_for_paper(lesson):
    page = look(lesson, Preview.PRINT)
    assert page.html["data-preview"] == "print"
    assert "/static/js/print-preview.js" in [script["src"] for script in page.find_all("script")]


def test_look_without_javascript_has_no_script_and_lets_none_run(lesson):
    asks = {"type": "check", "value": LESSON_BLOCKS["check"].get_preview_value()}
    lesson.steps = [("step", {"title": "One", "blocks": [(asks["type"], asks["value"])]})]
    assert len(look(lesson, "").find_all("script")) == 2
    assert look(lesson, Preview.NO_JS).find_all("script") == []
    response = lesson.make_preview_request(preview_mode=Preview.NO_JS)
    assert "sandbox allow-same-origin" in response["Content-Security-Policy"].split("; ")


def test_dark_is_dark_by_choice_not_by_device(lesson):
    page = look(lesson, Preview.DARK)
    assert page.html["data-theme"] == "dark"
    assert sheets(page) == sheets(look(lesson, ""))


def test_learners_meet_none_of_these_looks(client, lesson):
    page = BeautifulSoup(client.get(lesson.whole_url).text, "html.parser")
    assert set(page.html.attrs) == {"lang", "dir"}
    assert len(sheets(page)) == 1
    assert "sandbox" not in client.get(lesson.whole_url)["Content-Security-Policy"]
