"""A lesson step by step: what a page shows, where it leads, and what is kept of it."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from core.models import Epoch
from courses.models import LessonPage
from progress.enums import LessonState
from progress.models import LessonProgress
from tests import factories
from tests.courses.conftest import CANARY_NOTE, make_checked_lesson

pytestmark = pytest.mark.django_db


def html_of(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def step_titles(lesson) -> list[str]:
    return [step.value["title"] for step in lesson.steps]


def words_of(lesson) -> list[str]:
    return [step.value["blocks"][0].value["text"].source for step in lesson.steps]


def test_step_shows_its_own_words_and_no_other_step(client, lesson):
    html = html_of(client, lesson.step_url(2))
    assert [words in html for words in words_of(lesson)] == [False, True, False]


def test_first_step_is_headed_by_the_lesson_and_later_ones_by_themselves(client, lesson):
    titles = step_titles(lesson)
    first, second = (html_of(client, lesson.step_url(n)) for n in (1, 2))
    assert f'<h1 tabindex="-1">{lesson.heading}</h1>' in first
    assert f'<h2 class="lesson__step-title">{titles[0]}</h2>' in first
    assert f'<h1 tabindex="-1">{titles[1]}</h1>' in second


def test_browser_title_is_the_neutral_one(client, lesson):
    html = html_of(client, lesson.step_url(2))
    assert f"<title>{lesson.title}, step 2 of 3 - Marram</title>" in html


def test_step_says_how_far_it_is(client, module, lesson):
    factories.make_lesson(module)
    html = html_of(client, lesson.step_url(2))
    facts = ("Lesson 1 of 2", "Step 2 of 3", "About 3 minutes left")
    assert [f"<span>{fact}</span>" in html for fact in facts] == [True] * 3


@pytest.mark.parametrize("number", [0, 4, 99999999999])
def test_step_that_is_not_there_is_not_found(client, lesson, number):
    assert client.get(lesson.step_url(1).replace("/1/", f"/{number}/")).status_code == 404


def test_lesson_without_a_number_opens_its_first_step(client, lesson):
    response = client.get(lesson.step_url(1).removesuffix("1/"))
    assert (response.status_code, response["Location"]) == (302, lesson.step_url(1))


def test_guest_goes_on_by_a_link_and_gets_no_cookie(client, lesson):
    response = client.get(lesson.step_url(1))
    html = response.content.decode()
    assert f'<a class="btn btn--go way-on" href="{lesson.step_url(2)}">Continue</a>' in html
    assert "Stop here" not in html
    assert not response.cookies


def test_ways_back_and_past_a_step(client, lesson):
    first, second, last = (html_of(client, lesson.step_url(n)) for n in (1, 2, 3))
    assert "Back a step" not in first
    assert f'href="{lesson.step_url(1)}">Back a step</a>' in second
    assert [html for html in (first, second, last) if "Skip this" in html] == []


@pytest.mark.parametrize(
    ("kind", "is_offered"), [("check", True), ("reflect", True), ("text", False)]
)
def test_skip_stands_beside_something_to_do(client, module, kind, is_offered):
    blocks = {
        "text": {"type": "text", "value": {"text": "<p>Words.</p>"}},
        "reflect": {"type": "reflect", "value": {"prompt": "When?", "help_text": ""}},
        "check": {
            "type": "check",
            "value": {"question": "What fits?", "options": [], "say_this": ""},
        },
    }
    steps = [factories.make_step([blocks[kind]]), factories.make_step()]
    lesson = factories.make_lesson(module, steps=steps)
    html = html_of(client, lesson.step_url(1))
    assert (f'href="{lesson.step_url(2)}">Skip this</a>' in html) == is_offered


def test_skipping_saves_a_students_place(student_client, student, module):
    check = {"question": "What fits?", "options": [], "say_this": ""}
    steps = [factories.make_step([{"type": "check", "value": check}]), factories.make_step()]
    lesson = factories.make_lesson(module, steps=steps)
    page = BeautifulSoup(student_client.get(lesson.step_url(1)).content, "html.parser")
    form = page.find("button", string="Skip this").find_parent("form")
    response = student_client.post(form["action"])
    assert (response.status_code, response["Location"]) == (303, lesson.step_url(2))
    assert LessonProgress.objects.get(user=student).step == 2


def test_continue_saves_a_students_place(student_client, student, lesson):
    address = f"/me/lessons/{lesson.uuid}/1/"
    assert f'action="{address}"' in html_of(student_client, lesson.step_url(1))
    response = student_client.post(address)
    assert (response.status_code, response["Location"]) == (303, lesson.step_url(2))
    progress = LessonProgress.objects.get(user=student)
    assert (progress.lesson, progress.step, progress.state) == (lesson, 2, LessonState.STARTED)


def test_last_step_finishes_the_lesson(student_client, student, lesson):
    assert "Finish this lesson" in html_of(student_client, lesson.step_url(3))
    student_client.post(f"/me/lessons/{lesson.uuid}/3/")
    assert LessonProgress.objects.get(user=student).state == LessonState.DONE


def test_finished_lesson_stays_finished_when_read_again(student_client, student, lesson):
    student_client.post(f"/me/lessons/{lesson.uuid}/3/")
    student_client.post(f"/me/lessons/{lesson.uuid}/1/")
    assert LessonProgress.objects.get(user=student).state == LessonState.DONE


def test_stop_here_saves_the_place_and_leaves(student_client, student, lesson):
    response = student_client.post(f"/me/lessons/{lesson.uuid}/2/stop/")
    assert (response.status_code, response["Location"]) == (303, "/me/")
    assert LessonProgress.objects.get(user=student).step == 2
    assert "Your place is saved." in html_of(student_client, "/me/")


def test_looking_saves_nothing(student_client, lesson):
    for url in (lesson.step_url(1), lesson.step_url(3), lesson.whole_url):
        html_of(student_client, url)
    assert not LessonProgress.objects.exists()


def test_whole_lesson_has_every_step_and_the_way_to_finish(student_client, lesson):
    html = html_of(student_client, lesson.whole_url)
    assert [words in html for words in words_of(lesson)] == [True] * 3
    assert f'action="/me/lessons/{lesson.uuid}/3/"' in html
    assert f'href="{lesson.step_url(1)}">Step by step</a>' in html


def test_only_pages_with_a_check_load_htmx(client, check):
    pages = (check.lesson.step_url(1), check.lesson.step_url(2), check.lesson.whole_url)
    assert ["htmx-2" in html_of(client, url) for url in pages] == [True, False, True]


def test_teacher_notes_are_on_no_page_of_a_lesson(client, check):
    pages = [html_of(client, url) for url in (check.lesson.step_url(1), check.lesson.whole_url)]
    answered = client.post(check.url, {"show": "1"}, HTTP_SEC_FETCH_SITE="same-origin")
    for html in [*pages, answered.content.decode()]:
        assert CANARY_NOTE not in html


@pytest.mark.parametrize(
    ("of_module", "of_lesson", "is_guarded"),
    [
        ("open", "open", False),
        ("careful", "open", True),
        ("open", "careful", True),
        ("private", "open", True),
    ],
)
def test_careful_and_private_steps_are_neither_kept_nor_listed(
    client, of_module, of_lesson, is_guarded
):
    module = factories.make_module(lessons=0, sensitivity=of_module)
    check = make_checked_lesson(module, sensitivity=of_lesson)
    post = {"data": {"show": "1"}, "HTTP_SEC_FETCH_SITE": "same-origin"}
    responses = [
        client.get(check.lesson.step_url(1)),
        client.get(check.lesson.whole_url),
        client.post(check.url, **post),
        client.post(check.url, **post, HTTP_HX_REQUEST="true"),
    ]
    guards = [(r.get("Cache-Control"), r.get("X-Robots-Tag")) for r in responses]
    assert guards == [("no-store", "noindex") if is_guarded else (None, None)] * 4


def test_help_is_offered_beside_careful_steps(client):
    def offers(sensitivity):
        module = factories.make_module(sensitivity=sensitivity)
        return "See who can help now" in html_of(client, first_lesson(module).step_url(1))

    assert [offers(level) for level in ("open", "careful", "private")] == [False, True, True]


def first_lesson(module) -> LessonPage:
    return LessonPage.objects.child_of(module).first()


def test_who_sees_it_is_said_to_students_and_guests(client, student, lesson):
    assert "Only you can see what you do here." in html_of(client, lesson.step_url(1))
    client.force_login(student)
    assert "Your teacher sees: finished or not." in html_of(client, lesson.step_url(1))


@pytest.fixture
def closed_module(module):
    """A module that only the group Editors may open."""
    restriction = PageViewRestriction.objects.create(page=module, restriction_type="groups")
    restriction.groups.add(Group.objects.get(name="Editors"))
    return module


def addresses(module) -> list[str]:
    lesson = first_lesson(module)
    return [
        f"/learn/{'/'.join(lesson.slugs[:2])}/",
        lesson.step_url(1),
        lesson.whole_url,
        lesson.step_url(1).removesuffix("1/"),
    ]


def test_module_closed_to_the_public_is_not_there(client, student, closed_module):
    urls = [*addresses(closed_module), f"/quizzes/{closed_module.quiz.uuid}/start/"]
    assert [client.get(url).status_code for url in urls] == [404] * 5
    client.force_login(student)
    assert [client.get(url).status_code for url in urls] == [404] * 5


def test_module_closed_to_the_public_is_on_no_list(client, course, closed_module):
    pages = [html_of(client, url) for url in ("/learn/", f"/learn/{course.slug}/")]
    assert [closed_module.heading in page for page in pages] == [False, False]


def test_module_closed_to_the_public_opens_for_its_readers(client, closed_module):
    client.force_login(factories.make_editor("Editors"))
    statuses = [client.get(url).status_code for url in addresses(closed_module)]
    assert statuses == [200, 200, 200, 302]


def test_draft_is_not_there_until_it_is_published(client, lesson):
    draft = LessonPage.objects.get(pk=lesson.pk)
    draft.steps = [("step", {"title": "New words", "skill": "", "blocks": []})]
    revision = draft.save_revision()
    assert "New words" not in html_of(client, lesson.step_url(1))
    revision.publish()
    assert "New words" in html_of(client, lesson.step_url(1))


def test_unpublished_lesson_is_not_there(client, lesson):
    html_of(client, lesson.step_url(1))
    lesson.unpublish()
    assert client.get(lesson.step_url(1)).status_code == 404


def test_new_sibling_shows_in_the_count_with_the_next_request(client, module, lesson):
    assert "Lesson 1 of 1" in html_of(client, lesson.step_url(1))
    factories.make_lesson(module).save_revision().publish()
    assert "Lesson 1 of 2" in html_of(client, lesson.step_url(1))


def test_stale_epoch_makes_every_step_anew(client, lesson, django_assert_num_queries):
    html_of(client, lesson.step_url(1))
    with django_assert_num_queries(3):
        html_of(client, lesson.step_url(1))
    Epoch.objects.update(number=99)
    with django_assert_num_queries(5):
        html_of(client, lesson.step_url(1))


def lesson_of_blocks(module, blocks: int) -> LessonPage:
    text = {"type": "text", "value": {"text": "<p>One idea.</p>"}}
    return factories.make_lesson(module, steps=[factories.make_step([text] * blocks)])


@pytest.mark.parametrize("blocks", [1, 3, 12])
def test_step_costs_a_student_the_same_queries_for_any_number_of_blocks(
    student_client, module, blocks, django_assert_num_queries
):
    address = lesson_of_blocks(module, blocks).step_url(1)
    with django_assert_num_queries(8):
        html_of(student_client, address)
    with django_assert_num_queries(6):
        html_of(student_client, address)
