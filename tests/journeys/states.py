"""The states that pages can be in beside the demo's: empty, closed, waiting, careful.

Runs in the process of the site's own environment, see `LiveSite.manage`.
"""

import uuid

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.template.loader import render_to_string

from assignments.actions import assign_module
from courses.models import LessonPage, ModulePage
from organizations import actions, joining
from organizations.models import Classroom, Organization
from progress.enums import LessonState
from progress.models import LessonProgress
from users.models import User


def make_states() -> dict[str, str]:
    """Make the states; return addresses, class codes and pass phrases by name.

    The pages for when nothing works come whole, under their status.
    """
    teacher = User.objects.get(username="teacher")
    full = Classroom.objects.get(name="9C Computing")
    careful = make_careful_module()
    assign_module(by=teacher, classroom=full, module=careful, due_on=None)
    finish_careful_lessons(full, careful)
    make_class(teacher, "8A Empty")
    quiet, second = make_class(teacher, "8C Quiet"), make_class(teacher, "8B Second")
    closed = make_class(teacher, "8D Closed")
    join(quiet, "Avocet")
    waiting = join(full, "Wigeon", is_waiting=True)
    forgetful = full.memberships.get(nickname="Uma S")
    actions.close_joining(by=teacher, classroom=closed)
    return {
        "careful": careful.url,
        "quiet code": quiet.code,
        "second code": second.code,
        "closed code": closed.code,
        "waiting phrase": waiting,
        "waiting state": joining.Joining(full, uuid.uuid4(), is_waiting=True).field(),
        "six numbers": actions.reset_way_back(by=teacher, membership=forgetful),
        **mail_links(),
        **{status: render_to_string(f"{status}.html") for status in ("400", "500", "503")},
    }


def make_careful_module() -> ModulePage:
    """Copy the starter module as one whose answers a teacher never sees; it has no quiz."""
    module = ModulePage.objects.live().order_by("path").first()
    words = {"title": "Another module", "heading": "Another module", "slug": "another-module"}
    return module.copy(
        recursive=True, update_attrs={**words, "sensitivity": "careful", "quiz": None}
    )


def finish_careful_lessons(classroom: Classroom, module: ModulePage) -> None:
    lessons = LessonPage.objects.live().child_of(module)
    students = classroom.memberships.students().order_by("nickname")[1:4]
    LessonProgress.objects.bulk_create(
        LessonProgress(user=student.user, lesson=lesson, state=LessonState.DONE)
        for student in students
        for lesson in lessons
    )


def make_class(teacher: User, name: str) -> Classroom:
    classroom = actions.create_classroom(
        by=teacher,
        organization=Organization.objects.get(),
        name=name,
        age_band="11-13",
        uses_shared_devices=False,
    )
    actions.open_joining(by=teacher, classroom=classroom)
    return classroom


def join(classroom: Classroom, nickname: str, *, is_waiting: bool = False) -> str:
    """Put a new student into a class; return their pass phrase."""
    return actions.join_classroom(
        classroom=classroom,
        nickname=nickname,
        join_key=uuid.uuid4(),
        user=None,
        is_waiting=is_waiting,
    ).phrase


def mail_links() -> dict[str, str]:
    """Return the addresses that stand in mails to a member of staff."""
    person = User.objects.get(username="moderator")
    address = EmailAddress.objects.create(user=person, email="moderator@other.example")
    token = default_token_generator.make_token(person)
    return {
        "new password": f"/accounts/password/reset/key/{user_pk_to_url_str(person)}-{token}/",
        "confirm address": f"/accounts/confirm-email/{EmailConfirmationHMAC(address).key}/",
    }
