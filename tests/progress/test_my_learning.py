"""My learning: where was I, what does my class want, what have I done."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from assignments.models import Assignment
from organizations.models import Organization
from progress.components import due_words
from progress.enums import LessonState
from progress.models import LessonProgress
from quizzes.actions import answer_question, start_attempt
from quizzes.models import Attempt
from quizzes.policies import AttemptPolicy
from tests import factories
from tests.factories.work import answer_worth

ME, BEGIN = "/me/", "/me/begin/"
FRIDAY = date(2026, 11, 20)


@pytest.fixture
def client(client, student):
    client.force_login(student)
    return client


def html_of(client) -> str:
    response = client.get(ME)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def section(html: str, heading: str) -> str:
    """Return one section of the page by its heading."""
    return html.split(f"<h2>{heading}</h2>")[1].split("</section>")[0]


def rows(html: str) -> list[tuple[str, str]]:
    """Return (label, state) of every row of the task lists in a piece of the page."""
    return [
        (re.sub(r"<[^>]+>", "", label).strip(), re.sub(r"<[^>]+>", "", state).strip())
        for label, state in re.findall(
            r'<span class="task-list__text">(.*?)<span class="task-list__note">.*?'
            r'<span class="status-word[^>]*>(.*?)</span>',
            html,
        )
    ]


def lessons_of(module) -> list:
    return list(module.get_children().specific())


def assign(classroom, module, due_on=None) -> Assignment:
    return Assignment.objects.create(classroom=classroom, module=module, due_on=due_on)


def button(html: str) -> tuple[str, str]:
    return re.search(r'<a class="btn btn--(?:sun|go)" href="([^"]+)">([^<]+)</a>', html).groups()


def test_first_visit_offers_the_first_lessons(client, module):
    second = factories.make_lesson(module)
    factories.make_lesson(module)
    first = lessons_of(module)[0]
    offered = section(html_of(client), "Start with one of these")
    assert rows(offered) == [(first.title, "Not started"), (second.title, "Not started")]
    assert client.get(BEGIN)["Location"] == first.step_url(1)


def test_site_without_lessons_points_to_the_catalogue(client):
    assert button(html_of(client)) == ("/learn/", "See all lessons")
    assert client.get(BEGIN)["Location"] == "/learn/"


def test_lesson_in_the_middle_can_be_carried_on(client, student, lesson):
    factories.make_lesson_progress(student, lesson, state=LessonState.STARTED, step=2)
    html = html_of(client)
    assert button(html) == (lesson.step_url(2), "Carry on")
    assert "Step 2 of 3" in html
    assert client.get(BEGIN)["Location"] == lesson.step_url(2)


def test_front_page_carries_on_too(client, student, lesson):
    factories.make_lesson_progress(student, lesson, state=LessonState.STARTED, step=2)
    words = f"Carry on: {lesson.title}, step 2 of 3"
    html = client.get("/").content.decode()
    assert f'<a class="btn btn--sun" href="{lesson.step_url(2)}">{words}</a>' in html


def test_lesson_touched_last_comes_first(client, student, module, lesson):
    later = factories.make_lesson(module)
    for page in (later, lesson):
        factories.make_lesson_progress(student, page, state=LessonState.STARTED)
    client.post(f"/me/lessons/{later.uuid}/1/")
    assert button(html_of(client)) == (later.step_url(2), "Carry on")


def test_lesson_that_became_shorter_is_carried_on_at_its_end(client, student, lesson):
    factories.make_lesson_progress(student, lesson, state=LessonState.STARTED, step=9)
    assert button(html_of(client)) == (lesson.step_url(3), "Carry on")


def test_work_of_the_class_comes_before_anything_new(client, classroom, module):
    factories.make_module()
    wanted = factories.make_module()
    assign(classroom, wanted)
    first = lessons_of(wanted)[0]
    assert button(html_of(client)) == (first.step_url(1), "Start")
    assert client.get(BEGIN)["Location"] == first.step_url(1)


def test_quiz_comes_when_all_lessons_are_done(client, student, classroom, module, lesson):
    assign(classroom, module)
    factories.make_lesson_progress(student, lesson)
    quiz_url = f"/quizzes/{module.quiz.uuid}/start/"
    html = html_of(client)
    assert button(html) == (quiz_url, "Open the quiz")
    assert client.get(BEGIN)["Location"] == quiz_url


def test_everything_done_says_so(client, student, classroom, module, lesson):
    assign(classroom, module)
    factories.make_lesson_progress(student, lesson)
    factories.make_attempt(student, module.quiz)
    html = html_of(client)
    assert "All done for now" in html
    assert rows(section(html, "From your class")) == [(lesson.title, "Done"), ("Quiz", "Done")]


def test_module_whose_quiz_is_taken_back_can_be_done_without_it(
    client, student, classroom, module, lesson
):
    assign(classroom, module)
    factories.make_lesson_progress(student, lesson)
    module.quiz.unpublish()
    html = html_of(client)
    assert "All done for now" in html
    assert rows(section(html, "From your class")) == [(lesson.title, "Done")]


def test_states_are_words(client, student, classroom, module):
    assign(classroom, module)
    done, started, untouched = [*lessons_of(module), *(factories.make_lesson(module) for _ in "ab")]
    factories.make_lesson_progress(student, done)
    factories.make_lesson_progress(student, started, state=LessonState.STARTED)
    assert rows(section(html_of(client), "From your class")) == [
        (done.title, "Done"),
        (started.title, "Started"),
        (untouched.title, "Not started"),
        ("Quiz", "Not started"),
    ]


def test_page_uses_neutral_titles_only(client, student, classroom, module, lesson):
    assign(classroom, module)
    factories.make_lesson_progress(student, lesson, state=LessonState.STARTED)
    html = html_of(client)
    assert [lesson.title in html, lesson.heading in html] == [True, False]
    assert [module.title in html, module.heading in html] == [True, False]


def test_lessons_begun_alone_stand_apart_from_the_class(client, student, classroom, module, lesson):
    own = factories.make_module()
    assign(classroom, module)
    factories.make_lesson_progress(student, lessons_of(own)[0])
    html = html_of(client)
    assert own.title in section(html, "Other lessons you began")
    assert module.title in section(html, "From your class")


def test_due_work_comes_in_the_order_it_is_wanted(client, classroom):
    modules = [factories.make_module() for _ in range(3)]
    for module, days in zip(modules, (None, 5, 2), strict=True):
        due_on = None if days is None else timezone.localdate() + timedelta(days=days)
        assign(classroom, module, due_on)
    titles = re.findall(r"<h3><a[^>]*>([^<]+)</a></h3>", html_of(client))
    assert titles == [modules[2].title, modules[1].title, modules[0].title]


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (None, ""),
        (date(2026, 11, 16), "It was for Monday 16 November. Doing it now still counts."),
        (FRIDAY, "By the end of today"),
        (date(2026, 11, 21), "By tomorrow"),
        (date(2026, 11, 22), "By Sunday"),
        (date(2026, 11, 26), "By Thursday"),
        (date(2026, 11, 27), "By Friday 27 November"),
    ],
)
def test_due_days_are_said_without_alarm(due_on, words):
    assert due_words(due_on, today=FRIDAY) == words


def test_today_is_the_day_at_the_school(client, classroom, module, time_machine):
    Organization.objects.update(time_zone="Pacific/Auckland")
    assign(classroom, module, FRIDAY)
    time_machine.move_to("2026-11-19 12:00:00+00:00", tick=False)
    assert "By the end of today" in html_of(client)


def test_finished_work_is_due_no_more(client, student, classroom, module, lesson):
    assign(classroom, module, timezone.localdate() - timedelta(days=3))
    factories.make_lesson_progress(student, lesson)
    factories.make_attempt(student, module.quiz)
    assert "still counts" not in html_of(client)


def test_work_of_a_class_waits_until_the_teacher_lets_a_student_in(client, student, module):
    waiting_for = factories.make_classroom(name="8B Citizenship")
    student.memberships.create(classroom=waiting_for, role="student", state="waiting", nickname="K")
    assign(waiting_for, module)
    html = html_of(client)
    assert "Waiting for your teacher: 8B Citizenship" in html
    assert "From your class" not in html
    assert "Start with one of these" in html


def test_classes_are_listed_with_the_nickname_of_each(client, student, classroom):
    listed = section(html_of(client), "My class")
    assert f"<span>{classroom.name}, as Amara</span>" in listed


def test_skills_are_named_with_their_state(client, student):
    module = factories.make_module(questions=0)
    module.quiz = factories.make_quiz(
        questions=[factories.make_question(skill=s) for s in ("sk-ask-clear", "sk-read-unsure")]
    )
    module.save_revision().publish()
    factories.make_attempt(student, module.quiz, percent=50)
    skills = section(html_of(client), "My skills")
    assert rows(skills) == [
        ("Skill sk-ask-clear", "Got it"),
        ("Skill sk-read-unsure", "Getting there"),
    ]
    assert "You can do sk-ask-clear." in skills
    assert "You are learning to do sk-read-unsure." in skills


def grown_clumps(html: str) -> int:
    blades = re.search(r'<svg class="hero__blades".*?</svg>', html)
    return blades[0].count("#9be6c6") if blades else 0


@pytest.mark.parametrize("finished", [0, 1, 3])
def test_dune_has_a_clump_for_each_finished_lesson_and_a_list_says_the_same(
    client, student, finished
):
    module = factories.make_module(lessons=4)
    done = lessons_of(module)[:finished]
    for lesson in done:
        factories.make_lesson_progress(student, lesson)
    html = html_of(client)
    assert grown_clumps(html) == finished
    listed = section(html, "My dune") if finished else ""
    assert re.findall(r'<a href="[^"]+">([^<]+)</a>', listed) == [lesson.title for lesson in done]


def test_page_never_shows_numbers_to_compare(client, student, module):
    factories.make_attempt(student, module.quiz, percent=50)
    assert "%" not in html_of(client)


def test_page_shows_nothing_of_other_students(client, other_student, module, lesson):
    factories.make_lesson_progress(other_student, lesson, state=LessonState.STARTED)
    factories.make_attempt(other_student, module.quiz)
    html = html_of(client)
    assert "Canary" not in html
    assert rows(html) == [(lesson.title, "Not started")]


def test_looking_writes_nothing(client, student, lesson):
    client.get(ME)
    client.get(BEGIN)
    assert not student.lesson_progress.exists()
    assert not Attempt.objects.exists()


def test_guests_are_asked_who_they_are_and_staff_turned_away(client):
    client.logout()
    assert client.get(BEGIN)["Location"].startswith("/join/back/?next=")
    client.force_login(factories.make_staff())
    assert [client.get(path).status_code for path in (ME, BEGIN)] == [403, 403]


@pytest.mark.parametrize("lessons", [1, 3, 30])
def test_page_costs_the_same_queries_for_any_number_of_lessons(
    client, student, classroom, lessons, django_assert_num_queries
):
    module = factories.make_module(lessons=lessons)
    assign(classroom, module)
    for lesson in lessons_of(module):
        factories.make_lesson_progress(student, lesson)
    factories.make_attempt(student, module.quiz)
    with django_assert_num_queries(11):
        client.get(ME)
    with django_assert_num_queries(10):
        client.get(BEGIN)


@pytest.mark.parametrize("modules", [1, 3, 30])
def test_page_costs_the_same_queries_for_any_number_of_modules(
    client, classroom, modules, django_assert_num_queries
):
    course = factories.make_course()
    for _ in range(modules):
        assign(classroom, factories.make_module(course=course, questions=1))
    with django_assert_num_queries(11):
        client.get(ME)


# --- Quizzes -------------------------------------------------------------------------------------


def quiz_row(html: str) -> tuple[str, str]:
    """Return (note, state) of the first quiz in the task lists."""
    row = re.search(r">Quiz</a>.*?</li>", html)[0]
    note = re.search(r'task-list__note">(.*?)</span>', row)[1]
    return note, re.sub(r"<[^>]+>", "", re.search(r"status-word[^>]*>(.*?)</span>", row)[1]).strip()


def leave_in_the_middle(student, quiz, answered: int = 1) -> Attempt:
    attempt = start_attempt(by=student, quiz=quiz, policy=AttemptPolicy())
    for slot in attempt.slots.select_related("version")[:answered]:
        chosen = answer_worth(slot.version.content, 2)
        answer_question(slot=slot, chosen=chosen, confidence=None, key=uuid.uuid4())
    return attempt


def test_quiz_left_in_the_middle_is_started_and_the_thing_to_carry_on_with(
    client, student, classroom
):
    module = factories.make_module(lessons=1, questions=3)
    assign(classroom, module)
    leave_in_the_middle(student, module.quiz, answered=2)
    html = html_of(client)
    assert quiz_row(html) == ("2 questions answered so far", "Started")
    attempt = Attempt.objects.get(user=student)
    assert button(html) == (f"/quizzes/{attempt.uuid}/3/", "Carry on")
    assert "Quiz: 2 questions answered so far" in html


def test_what_was_left_last_is_carried_on_with(client, student, lesson, module):
    leave_in_the_middle(student, module.quiz)
    factories.make_lesson_progress(student, lesson, state=LessonState.STARTED)
    assert button(html_of(client))[0] == lesson.step_url(1)
    LessonProgress.objects.update(touched_at=timezone.now() - timedelta(hours=1))
    attempt = Attempt.objects.get(user=student)
    assert button(html_of(client))[0] == f"/quizzes/{attempt.uuid}/2/"


def test_quiz_that_is_gone_is_not_carried_on_with(client, student, module):
    leave_in_the_middle(student, module.quiz)
    module.quiz.unpublish()
    assert "Carry on" not in html_of(client)


def test_quiz_of_somebody_else_is_not_carried_on_with(client, other_student, module):
    leave_in_the_middle(other_student, module.quiz)
    assert "Carry on" not in html_of(client)


@pytest.mark.parametrize(
    ("sensitivity", "note"),
    [
        ("open", "Best try: 3 of 4 points"),
        ("careful", "Best try: 3 of 4 points"),
        ("private", "As often as you like"),
    ],
)
def test_quiz_done_shows_the_best_try_but_of_private_answers_nothing(
    client, student, classroom, sensitivity, note
):
    module = factories.make_module(questions=2)
    module.quiz.sensitivity = sensitivity
    module.quiz.save()
    assign(classroom, module)
    for percent in (75, 25):
        factories.make_attempt(student, module.quiz, percent=percent)
    assert quiz_row(html_of(client)) == (note, "Done")
