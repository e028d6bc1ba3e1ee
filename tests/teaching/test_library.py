"""The lesson library and the teacher-only notes."""

import pytest
from django.urls import reverse

from tests import factories

NOTE = {"type": "teacher_note", "value": {"kind": "watch_out", "text": "Canary note & more"}}


@pytest.fixture
def lesson_with_note(module):
    return factories.make_lesson(module, steps=[factories.make_step(), factories.make_step([NOTE])])


def test_library_lists_modules_with_their_lessons(module, lesson, teacher_client):
    html = teacher_client.get(reverse("teaching:library")).content.decode()
    assert module.title in html
    assert lesson.title in html
    assert lesson.whole_url in html


@pytest.mark.parametrize("modules", [1, 3, 30])
def test_library_costs_the_same_queries(modules, course, teacher_client, django_assert_num_queries):
    for _ in range(modules):
        factories.make_module(course=course, lessons=1, questions=0)
    # Session, user, modules, lessons.
    with django_assert_num_queries(4):
        teacher_client.get(reverse("teaching:library"))


def test_notes_stand_lesson_by_lesson_with_their_step(module, lesson_with_note, teacher_client):
    response = teacher_client.get(reverse("teaching:module_notes", args=[module.uuid]))
    notes = {lesson.pk: notes for lesson, notes in response.context["notes"]}
    assert notes[lesson_with_note.pk] == [(2, "watch_out", "Canary note & more")]
    html = response.content.decode()
    assert "Canary note &amp; more" in html
    assert "Watch out" in html


@pytest.mark.parametrize("lessons", [1, 3, 30])
def test_notes_cost_the_same_queries(lessons, teacher_client, django_assert_num_queries):
    module = factories.make_module(lessons=lessons)
    # Session, user, module, lessons.
    with django_assert_num_queries(4):
        teacher_client.get(reverse("teaching:module_notes", args=[module.uuid]))


def test_notes_are_refused_to_students(module, lesson_with_note, student, client):
    client.force_login(student)
    assert client.get(reverse("teaching:module_notes", args=[module.uuid])).status_code == 403


def test_notes_of_a_module_that_is_not_public_are_not_found(module, teacher_client):
    module.unpublish()
    address = reverse("teaching:module_notes", args=[module.uuid])
    assert teacher_client.get(address).status_code == 404
