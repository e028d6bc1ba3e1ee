"""The lesson library: every module, with its lessons."""

import pytest
from django.urls import reverse

from tests import factories


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
