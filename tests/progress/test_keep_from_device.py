"""Keep what you did: what a guest's device remembers becomes a student's progress (decision 33)."""

import json
import uuid
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import PageViewRestriction

from progress.actions import DevicePlace, keep_from_device
from progress.enums import LessonState
from progress.models import LessonProgress
from tests import factories

KEEP, ME = "/me/keep/", "/me/"
STARTED, DONE = LessonState.STARTED, LessonState.DONE


@pytest.fixture
def client(client, student):
    client.force_login(student)
    return client


@pytest.fixture(autouse=True)
def others_progress(other_student, module):
    """Somebody else has finished a lesson of the same module; it is theirs before and after."""
    return factories.make_lesson_progress(other_student, factories.make_lesson(module))


def place(lesson, step: int = 2, *, is_done: bool = False) -> DevicePlace:
    return DevicePlace(lesson.uuid, step, is_done)


def sent(lesson, step=2, *, done=False, **more) -> dict:
    return {"lesson": str(lesson.uuid), "step": step, "done": done, **more}


def post(client, places):
    """Send what a device keeps; a str is sent as it is."""
    body = places if isinstance(places, str) else json.dumps(places)
    return client.post(KEEP, {"places": body})


def page_after(client, response) -> BeautifulSoup:
    assert (response.status_code, response["Location"]) == (303, ME)
    return BeautifulSoup(client.get(ME).content, "html.parser")


def messages_of(page: BeautifulSoup) -> list[str]:
    return [notice.p.get_text() for notice in page.select(".messages .notice")]


def is_device_cleared(page: BeautifulSoup) -> bool:
    return page.select_one("[data-progress-kept]") is not None


def standing(user) -> dict[int, tuple[int, int]]:
    """Map lessons to (step, state) of one person."""
    rows = LessonProgress.objects.filter(user=user)
    return {row.lesson_id: (row.step, row.state) for row in rows}


# The action


def test_places_and_ends_are_taken_over(student, module, lesson):
    finished = factories.make_lesson(module)
    assert keep_from_device(by=student, places=[place(lesson), place(finished, is_done=True)]) == 2
    assert standing(student) == {lesson.pk: (2, STARTED), finished.pk: (1, DONE)}


def test_nobody_elses_progress_changes(student, other_student, others_progress, lesson):
    before = standing(other_student)
    shared = place(others_progress.lesson, 2)
    assert keep_from_device(by=student, places=[place(lesson), shared]) == 2
    assert standing(other_student) == before == {others_progress.lesson_id: (1, DONE)}
    assert standing(student)[others_progress.lesson_id] == (2, STARTED)


def test_twice_is_once(student, module, lesson):
    places = [place(lesson), place(factories.make_lesson(module), is_done=True)]
    assert keep_from_device(by=student, places=places) == 2
    rows = list(LessonProgress.objects.order_by("pk").values())
    assert keep_from_device(by=student, places=places) == 2
    assert list(LessonProgress.objects.order_by("pk").values()) == rows


@pytest.mark.parametrize(
    ("stands", "comes", "stays"),
    [
        ((3, STARTED), (2, False), (3, STARTED)),
        ((2, STARTED), (2, False), (2, STARTED)),
        ((1, STARTED), (2, False), (2, STARTED)),
        ((2, STARTED), (1, True), (1, DONE)),
        ((1, DONE), (3, False), (1, DONE)),
        ((2, DONE), (1, True), (2, DONE)),
    ],
)
def test_place_only_moves_on(student, lesson, stands, comes, stays):
    factories.make_lesson_progress(student, lesson, step=stands[0], state=stands[1])
    keep_from_device(by=student, places=[DevicePlace(lesson.uuid, *comes)])
    assert standing(student) == {lesson.pk: stays}


def test_what_is_not_moved_is_not_touched(student, lesson):
    row = factories.make_lesson_progress(student, lesson, state=STARTED, step=3)
    keep_from_device(by=student, places=[place(lesson, 3)])
    assert LessonProgress.objects.get(pk=row.pk).touched_at == row.touched_at


def test_step_past_the_end_is_the_last_one(student, lesson):
    keep_from_device(by=student, places=[place(lesson, 9)])
    assert standing(student) == {lesson.pk: (3, STARTED)}


def test_lesson_met_twice_counts_once(student, lesson):
    assert keep_from_device(by=student, places=[place(lesson, 1), place(lesson, 2)]) == 1
    assert standing(student) == {lesson.pk: (2, STARTED)}


def closed_lesson():
    """Return a lesson that an editor closed to the public."""
    module = factories.make_module()
    restriction = PageViewRestriction.objects.create(page=module, restriction_type="groups")
    restriction.groups.add(Group.objects.get(name="Editors"))
    return first_lesson(module)


def unpublished_lesson():
    lesson = first_lesson(factories.make_module())
    lesson.unpublish()
    return lesson


def first_lesson(module):
    return module.get_children().specific().first()


LEFT_OUT = {
    "careful lesson": lambda: factories.make_lesson(factories.make_module(), sensitivity="careful"),
    "private lesson": lambda: factories.make_lesson(factories.make_module(), sensitivity="private"),
    "of a careful module": lambda: first_lesson(factories.make_module(sensitivity="careful")),
    "of a private module": lambda: first_lesson(factories.make_module(sensitivity="private")),
    "unpublished": unpublished_lesson,
    "closed to the public": closed_lesson,
}


@pytest.mark.parametrize("kind", LEFT_OUT)
def test_only_live_open_and_public_lessons_are_taken_over(student, lesson, kind):
    refused = LEFT_OUT[kind]()
    assert keep_from_device(by=student, places=[place(refused), place(lesson)]) == 1
    assert set(standing(student)) == {lesson.pk}


def test_unknown_lesson_is_left_out(student, lesson):
    unknown = DevicePlace(uuid.uuid4(), 1, True)
    assert keep_from_device(by=student, places=[unknown, place(lesson)]) == 1
    assert set(standing(student)) == {lesson.pk}


@pytest.mark.parametrize("count", [1, 3, 30])
def test_keeping_costs_the_same_for_any_number_of_places(student, count, django_assert_num_queries):
    module = factories.make_module(lessons=2 * count)
    lessons = list(module.get_children().specific())
    places = [place(lesson, is_done=number % 2 == 0) for number, lesson in enumerate(lessons)]
    with django_assert_num_queries(6 + 2):  # a savepoint of the test, and its release
        keep_from_device(by=student, places=places)
    assert len(standing(student)) == 2 * count


# The post


def test_post_says_how_many_lessons_were_kept_and_the_device_may_forget(client, student, lesson):
    page = page_after(client, post(client, [sent(lesson, done=True)]))
    assert messages_of(page) == ["1 lesson from this device is in your learning now."]
    assert is_device_cleared(page)
    assert standing(student) == {lesson.pk: (1, DONE)}


def test_my_learning_goes_on_where_the_device_was_last(client, module, lesson):
    later = factories.make_lesson(module)
    page = page_after(client, post(client, [sent(later, 3), sent(lesson, 2)]))
    assert messages_of(page) == ["2 lessons from this device are in your learning now."]
    card = page.select_one(".me__carry-on")
    assert (card.h2.get_text(), card.a["href"]) == (lesson.title, lesson.step_url(2))


def test_device_is_told_once(client, lesson):
    page_after(client, post(client, [sent(lesson)]))
    again = BeautifulSoup(client.get(ME).content, "html.parser")
    assert (messages_of(again), is_device_cleared(again)) == ([], False)


def test_device_forgets_nothing_where_no_lesson_was_taken_over(client, student):
    careful = LEFT_OUT["careful lesson"]()
    page = page_after(client, post(client, [sent(careful)]))
    words = "None of these lessons is open now. They are still on this device."
    assert (messages_of(page), is_device_cleared(page)) == ([words], False)
    assert standing(student) == {}


MALFORMED = {
    "nothing": "",
    "no json": "{lesson}",
    "null": "null",
    "a number": "7",
    "a word": '"lesson"',
    "deep": "[" * 20_000,
    "huge number": "[" + "9" * 5_000 + "]",
    "no lesson": '[{"step": 1, "done": true}]',
    "a list in it": "[[1, 2, 3]]",
    "too long": json.dumps([{"lesson": str(uuid.uuid4()), "step": 1, "done": True}] * 500),
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
def test_malformed_body_is_answered_in_words_and_loses_nothing(client, student, lesson, body):
    check_refused(client, student, body)


@pytest.mark.parametrize(
    "wrong",
    [
        {"lesson": "no id"},
        {"lesson": 5},
        {"lesson": None},
        {"step": 0},
        {"step": -1},
        {"step": "2"},
        {"step": 1.5},
        {"step": True},
        {"step": None},
        {"done": "yes"},
        {"done": 1},
    ],
    ids=str,
)
def test_one_wrong_place_keeps_none_of_them(client, student, lesson, wrong):
    check_refused(client, student, [sent(lesson), sent(lesson) | wrong])


def check_refused(client, student, body) -> None:
    page = page_after(client, post(client, body))
    words = "We could not read what this device sent. It is still on this device."
    assert (messages_of(page), is_device_cleared(page)) == ([words], False)
    assert standing(student) == {}


@pytest.mark.parametrize(("count", "is_taken"), [(200, True), (201, False)])
def test_two_hundred_places_are_the_most(client, student, lesson, count, is_taken):
    unknown = [{"lesson": str(uuid.uuid4()), "step": 1, "done": False} for _ in range(count - 1)]
    post(client, [*unknown, sent(lesson)])
    assert bool(standing(student)) == is_taken


def test_words_of_a_title_are_not_taken_over(client, lesson):
    page = page_after(client, post(client, [sent(lesson, title="Canary title", url="/canary/")]))
    assert "anary" not in str(page)


def offer_on(page: BeautifulSoup) -> BeautifulSoup:
    """Return the offer, which only the script shows."""
    offer = page.select_one("section[data-progress-when=kept]")
    assert offer.has_attr("hidden")
    assert (offer.form["action"], offer.form["method"]) == (KEEP, "post")
    assert offer.form.select_one("[name=places]").get("value") is None
    return offer


def test_offer_stands_on_my_learning(client):
    offer = offer_on(BeautifulSoup(client.get(ME).content, "html.parser"))
    assert "Write your four words down first." not in offer.get_text()


def test_offer_stands_after_joining_below_the_four_words_and_the_start(client, organization):
    until = timezone.now() + timedelta(hours=1)
    classroom = factories.make_classroom(organization, joining_open_until=until)
    client.logout()
    state = client.post("/join/", {"code": classroom.code}).context["state"]
    joined = client.post("/join/done/", {"state": state, "nickname": "Kite"})
    page = BeautifulSoup(joined.content, "html.parser")
    offer = offer_on(page)
    assert "Write your four words down first." in offer.get_text()
    assert offer.find_previous("a", string="Start")["href"] == "/me/begin/"
    assert offer.form.select_one("[name=csrfmiddlewaretoken]")["value"]


def test_nobody_else_is_made_the_offer(client, lesson):
    client.logout()
    for page in (ME, lesson.step_url(1)):
        assert b"data-progress-places" not in client.get(page).content
