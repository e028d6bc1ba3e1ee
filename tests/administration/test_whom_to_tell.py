"""Whom teachers tell: on the class page of their own school, in the words of its admin."""

import pytest

from core.models import AuditEntry

pytestmark = pytest.mark.django_db

BODY = {
    "lead_name": "Ms Fulmar",
    "lead_reach": "room <12>",
    "deputy_name": "Mr Dunlin",
    "deputy_reach": "room 14",
    "contact_hours": "School days",
}


def test_teacher_reads_on_the_class_page_whom_to_tell(
    classroom, admin_client, page_of, teacher_client, class_url
):
    before = teacher_client.get(class_url).content.decode()
    assert "tell your safeguarding lead" in before
    response = admin_client.post(page_of("safeguarding"), BODY)
    assert (response.status_code, response.url) == (303, page_of("school"))
    page = teacher_client.get(class_url).content.decode()
    assert "tell <b>Ms Fulmar</b>, room &lt;12&gt;" in page
    assert "Tell Ms Fulmar today: room &lt;12&gt;." in page
    assert "If you do not reach them: Mr Dunlin, room 14. School days" in page
    assert "Tell your safeguarding lead today." not in page


def test_other_school_reads_its_own(
    classroom, admin_client, page_of, client, other_classroom, other_teacher
):
    admin_client.post(page_of("safeguarding"), BODY)
    client.force_login(other_teacher)
    page = client.get(f"/teach/classes/{other_classroom.uuid}/").content.decode()
    assert "Fulmar" not in page


def test_student_reads_nothing_of_it(classroom, admin_client, page_of, client, student):
    admin_client.post(page_of("safeguarding"), BODY)
    client.force_login(student)
    assert "Fulmar" not in client.get("/me/").content.decode()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"lead_name": "Ms Fulmar"}, "Say how to reach them."),
        ({"deputy_reach": "room 14"}, "Say who this is."),
    ],
)
def test_name_and_way_come_together(body, said, organization, admin_client, page_of):
    response = admin_client.post(page_of("safeguarding"), body)
    assert response.status_code == 422
    assert said in response.content.decode()
    organization.refresh_from_db()
    assert not organization.has_contact


def test_log_says_that_it_changed_and_no_name(organization, admin, admin_client, page_of):
    admin_client.post(page_of("safeguarding"), BODY)
    entry = AuditEntry.objects.get(verb="safeguarding-contact-changed")
    assert (entry.actor, entry.target) == (admin.uuid, organization.uuid)
    assert "Fulmar" not in str(AuditEntry.objects.values())


def test_contact_can_be_taken_off(organization, admin_client, page_of):
    admin_client.post(page_of("safeguarding"), BODY)
    admin_client.post(page_of("safeguarding"), dict.fromkeys(BODY, ""))
    organization.refresh_from_db()
    assert not organization.has_contact
