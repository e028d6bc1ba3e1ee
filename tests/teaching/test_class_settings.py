"""What was said of a class when it was made can be put right by its teachers."""

import pytest
from django.urls import reverse

from core.models import AuditEntry

CHANGED = {"name": "9D Computing", "age_band": "14-17", "uses_shared_devices": "on"}


@pytest.fixture
def settings_url(classroom) -> str:
    return reverse("teaching:class_settings", args=[classroom.uuid])


def test_page_shows_what_is_set_and_stands_among_the_tabs(teacher_client, settings_url, class_url):
    html = teacher_client.get(settings_url).content.decode()
    assert 'value="9C Computing"' in html
    tabs = teacher_client.get(class_url).content.decode()
    assert f'href="{settings_url}">Settings</a>' in tabs


def test_changes_are_saved_and_noted(teacher_client, settings_url, class_url, classroom):
    response = teacher_client.post(settings_url, CHANGED)
    assert (response.status_code, response.url) == (303, class_url)
    classroom.refresh_from_db()
    assert (classroom.name, classroom.age_band) == ("9D Computing", "14-17")
    assert classroom.uses_shared_devices
    assert AuditEntry.objects.filter(verb="classroom-changed").count() == 1


def test_class_without_a_name_is_refused_and_stays(teacher_client, settings_url, classroom):
    response = teacher_client.post(settings_url, {**CHANGED, "name": " "})
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()
    classroom.refresh_from_db()
    assert classroom.name == "9C Computing"


def test_teacher_of_another_class_changes_nothing(client, other_teacher, settings_url, classroom):
    client.force_login(other_teacher)
    assert client.post(settings_url, CHANGED).status_code == 404
    classroom.refresh_from_db()
    assert classroom.name == "9C Computing"
