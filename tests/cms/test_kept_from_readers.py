"""What nobody should read yet is not published, whoever asks; and a question needs a moderator."""

import pytest
from django.urls import reverse

from courses.models import LessonPage
from labs.models import Scenario
from quizzes.models import Question, QuestionVersion
from tests import factories
from tests.cms.editing import PUBLISH, edit_url, lesson_data, question_data, with_first_words
from tests.factories.scenarios import choice, ending, node

BLAMING = "Hurry up, or it is too late."
SUBMIT = {"action-submit": "Submit"}
APPROVE = {"action-workflow-action": "true", "workflow-action-name": "approve"}


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.editor)
    return client


@pytest.fixture
def lesson(module) -> LessonPage:
    text = {"type": "text", "value": {"text": "<p>Ask first.</p>"}}
    return factories.make_lesson(module, steps=[factories.make_step([text])])


@pytest.fixture
def question(db) -> Question:
    return factories.make_question()


# --- Lessons -------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", [PUBLISH, SUBMIT], ids=["published", "submitted"])
def test_lesson_with_refused_words_is_refused_with_the_reason_and_nothing_is_lost(
    desk, lesson, action
):
    data = lesson_data(with_first_words(lesson, BLAMING)) | action
    response = desk.post(edit_url(lesson), data)
    assert response.status_code == 200
    assert "“Hurry up, or it is too late.”" in str(response.context["form"].non_field_errors())
    assert BLAMING in response.content.decode()
    stored = LessonPage.objects.get(pk=lesson.pk)
    assert stored.current_workflow_state is None
    assert BLAMING not in desk.get(lesson.step_url(1)).content.decode()


def test_new_lesson_is_checked_too(desk, lesson, module):
    address = reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", module.pk])
    data = lesson_data(with_first_words(lesson, BLAMING), slug="brand-new") | PUBLISH
    response = desk.post(address, data)
    assert "Hurry up" in str(response.context["form"].non_field_errors())
    assert not LessonPage.objects.filter(slug="brand-new").exists()


def test_approving_in_the_form_is_refused_too(client, cast, lesson):
    lesson.save_revision()
    workflow = lesson.get_workflow()
    workflow.start(LessonPage.objects.get(pk=lesson.pk), cast.editor)
    client.force_login(cast.moderator)
    data = lesson_data(with_first_words(lesson, BLAMING)) | APPROVE
    response = client.post(edit_url(lesson), data)
    assert "Hurry up" in str(response.context["form"].non_field_errors())
    assert BLAMING not in client.get(lesson.step_url(1)).content.decode()


def test_lesson_that_only_has_warnings_is_published(desk, lesson):
    desk.post(edit_url(lesson), lesson_data(with_first_words(lesson, "Ask her.")) | PUBLISH)
    assert "Ask her." in desk.get(lesson.step_url(1)).content.decode()


def test_draft_may_say_anything(desk, lesson):
    response = desk.post(edit_url(lesson), lesson_data(with_first_words(lesson, BLAMING)))
    assert response.status_code == 302
    assert LessonPage.objects.get(pk=lesson.pk).has_unpublished_changes


def test_several_pages_are_not_published_where_one_has_refused_words(desk, lesson):
    with_first_words(lesson, BLAMING).save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    desk.post(f"{address}?id={lesson.pk}", {"next": "/cms/"})
    assert BLAMING not in desk.get(lesson.step_url(1)).content.decode()


# --- Questions -----------------------------------------------------------------------------------


def test_question_with_refused_words_is_refused_with_the_reason(client, cast, question):
    client.force_login(cast.moderator)
    data = question_data(question, stem=f"{BLAMING} What helps?") | PUBLISH
    response = client.post(edit_url(question), data)
    assert response.status_code == 200
    assert "Hurry up" in str(response.context["form"].non_field_errors())
    assert QuestionVersion.objects.filter(question=question).count() == 1


def test_editor_has_no_way_to_publish_a_question(desk, question):
    data = question_data(question, stem="An editor asks. What helps?")
    html = desk.get(edit_url(question)).content.decode()
    assert 'name="action-publish"' not in html
    assert 'name="action-submit"' in html
    desk.post(edit_url(question), data | PUBLISH)
    assert Question.objects.get(pk=question.pk).stem == question.stem
    assert QuestionVersion.objects.filter(question=question).count() == 1


def test_question_an_editor_submits_is_published_by_a_moderators_yes(desk, client, cast, question):
    asked = "An editor asks. What helps?"
    desk.post(edit_url(question), question_data(question, stem=asked) | SUBMIT)
    waiting = Question.objects.get(pk=question.pk)
    assert waiting.current_workflow_state is not None
    assert waiting.stem != asked
    client.force_login(cast.moderator)
    draft = waiting.get_latest_revision_as_object()
    client.post(edit_url(question), question_data(draft) | APPROVE)
    assert Question.objects.get(pk=question.pk).stem == asked
    assert QuestionVersion.objects.filter(question=question).count() == 2


def test_editor_does_not_approve_a_question(desk, question):
    asked = "An editor asks. What helps?"
    desk.post(edit_url(question), question_data(question, stem=asked) | SUBMIT)
    draft = Question.objects.get(pk=question.pk).get_latest_revision_as_object()
    desk.post(edit_url(question), question_data(draft) | APPROVE)
    assert Question.objects.get(pk=question.pk).stem != asked


# --- A moderator's yes outside the form ----------------------------------------------------------


def loose_story() -> list[dict]:
    return [node("start", choices=[choice("end")] * 2), ending("end")]


def draft_lesson(module) -> LessonPage:
    text = {"type": "text", "value": {"text": "<p>Ask first.</p>"}}
    lesson = factories.make_lesson(module, steps=[factories.make_step([text])])
    with_first_words(lesson, BLAMING).save_revision()
    return lesson


def draft_question(module) -> Question:
    question = factories.make_question()
    question.stem = f"{BLAMING} What helps?"
    question.save_revision()
    return question


def draft_scenario(module) -> Scenario:
    scenario, loose = factories.make_scenario(), factories.make_scenario(nodes=loose_story())
    scenario.nodes = loose.nodes
    scenario.save_revision()
    return scenario


def submitted(thing, by):
    """Send the newest draft to review past the form, as if a rule had been made since."""
    fresh = type(thing).objects.get(pk=thing.pk)
    fresh.get_workflow().start(fresh, by)
    return fresh


def decide(client, thing, action: str, **headers):
    """Decide from the list of what waits."""
    name = (
        "wagtailadmin_pages:workflow_action"
        if isinstance(thing, LessonPage)
        else thing.snippet_viewset.get_url_name("workflow_action")
    )
    state = thing.current_workflow_task_state
    address = reverse(name, args=[thing.pk, action, state.pk])
    return client.post(address, {"comment": "", "next": "/cms/"}, **headers)


def is_public(thing) -> bool:
    row = type(thing).objects.get(pk=thing.pk)
    return row.live and not row.has_unpublished_changes


DRAFTS = [
    (draft_lesson, "Hurry up"),
    (draft_question, "Hurry up"),
    (draft_scenario, "no choice puts anything right"),
]


@pytest.mark.parametrize(("make", "reason"), DRAFTS)
def test_yes_outside_the_form_is_refused_with_the_reason(client, cast, module, make, reason):
    thing = submitted(make(module), cast.editor)
    client.force_login(cast.moderator)
    response = decide(client, thing, "approve")
    assert response.url == edit_url(thing)
    html = client.get(response.url).content.decode()
    assert "Nothing was published. First mend:" in html
    assert reason in html
    assert not is_public(thing)
    assert type(thing).objects.get(pk=thing.pk).workflow_in_progress


def test_yes_with_a_comment_is_refused_in_the_dialog_too(client, cast, module):
    lesson = submitted(draft_lesson(module), cast.editor)
    client.force_login(cast.moderator)
    response = decide(client, lesson, "approve", HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    assert response.json() == {"step": "success", "redirect": edit_url(lesson)}
    assert not is_public(lesson)


def test_unfinished_draft_is_not_approved_outside_the_form(client, cast, lesson):
    lesson.heading = ""
    lesson.save_revision(clean=False)
    waiting = submitted(lesson, cast.editor)
    client.force_login(cast.moderator)
    decide(client, waiting, "approve")
    assert not is_public(waiting)


@pytest.mark.parametrize("make", [factories.make_question, factories.make_scenario])
def test_yes_outside_the_form_publishes_what_has_nothing_to_mend(client, cast, make):
    thing = make()
    thing.title = "Another name"
    thing.save_revision()
    waiting = submitted(thing, cast.editor)
    client.force_login(cast.moderator)
    assert decide(client, waiting, "approve").url == "/cms/"
    assert type(thing).objects.get(pk=thing.pk).title == "Another name"


def test_lesson_that_only_has_warnings_is_approved_outside_the_form(client, cast, lesson):
    with_first_words(lesson, "Ask her.").save_revision()
    waiting = submitted(lesson, cast.editor)
    client.force_login(cast.moderator)
    decide(client, waiting, "approve")
    assert "Ask her." in client.get(lesson.step_url(1)).content.decode()


@pytest.mark.parametrize("role", ["editor", "teacher"])
def test_yes_outside_the_form_is_a_moderators(client, cast, lesson, role):
    with_first_words(lesson, "Ask her.").save_revision()
    waiting = submitted(lesson, cast.editor)
    client.force_login(getattr(cast, role))
    decide(client, waiting, "approve")
    assert not is_public(waiting)


@pytest.mark.parametrize(("make", "_reason"), DRAFTS)
def test_what_has_to_be_mended_is_sent_back_from_the_list(client, cast, module, make, _reason):
    thing = submitted(make(module), cast.editor)
    client.force_login(cast.moderator)
    decide(client, thing, "reject")
    fresh = type(thing).objects.get(pk=thing.pk)
    assert fresh.current_workflow_state.status == "needs_changes"


def test_what_has_to_be_mended_is_sent_back_from_its_form(client, cast, module):
    lesson = submitted(draft_lesson(module), cast.editor)
    client.force_login(cast.moderator)
    draft = lesson.get_latest_revision_as_object()
    back = {"action-workflow-action": "true", "workflow-action-name": "reject"}
    client.post(edit_url(lesson), lesson_data(draft) | back)
    fresh = LessonPage.objects.get(pk=lesson.pk)
    assert fresh.current_workflow_state.status == "needs_changes"
    client.post(edit_url(lesson), lesson_data(draft) | back | PUBLISH)
    assert not is_public(lesson)
