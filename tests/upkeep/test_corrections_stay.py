"""A correction is written once: whatever happens to its record or its people, the line stays."""

import pytest
from django.db import transaction
from django.urls import reverse

from support.errors import AppendOnly
from support.models import Correction, Helpline
from tests.support.drafts import draft, phone
from users.models import User


@pytest.fixture
def correction(line, editor, moderator) -> Correction:
    draft(line, editor, means=phone("0800 2222")).publish(user=moderator)
    return Correction.objects.get()


def by_saving(correction):
    correction.save()


def by_deleting(correction):
    correction.delete()


def by_updating_all(correction):
    Correction.objects.update(new="")


def by_deleting_all(correction):
    Correction.objects.filter(pk=correction.pk).delete()


def by_a_bulk_update(correction):
    Correction.objects.bulk_update([correction], ["new"])


def by_writing_over_it(correction):
    Correction.objects.bulk_create(
        [correction], update_conflicts=True, update_fields=["new"], unique_fields=["uuid"]
    )


def by_updating_or_making(correction):
    Correction.objects.update_or_create(pk=correction.pk, defaults={"new": ""})


DOORS = [
    by_saving,
    by_deleting,
    by_updating_all,
    by_deleting_all,
    by_a_bulk_update,
    by_writing_over_it,
    by_updating_or_making,
]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_no_door_changes_a_correction(correction, door):
    correction.new = "phone Call 0800 9999"
    with pytest.raises(AppendOnly), transaction.atomic():
        door(correction)
    assert Correction.objects.get().new == "phone Call 0800 2222"


def test_record_and_its_publisher_go_and_the_line_stays(correction, line, moderator, admin_client):
    address = reverse(Helpline.snippet_viewset.get_url_name("delete"), args=[line.pk])
    admin_client.post(address)
    User.objects.filter(pk=moderator.pk).delete()
    assert Helpline.objects.count() == 0
    kept = Correction.objects.get()
    assert (kept.key, kept.by, kept.old) == (line.key, moderator.uuid, "phone Call 0800 1111")


def test_nothing_refers_to_a_correction_or_is_referred_to_by_it():
    assert [field.name for field in Correction._meta.get_fields() if field.is_relation] == []
