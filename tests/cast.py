"""The standing cast: everyone an access test needs, always with somebody else's data present."""

from dataclasses import dataclass

from organizations.enums import StaffRole
from organizations.models import Classroom
from tests import factories
from users.models import User


@dataclass(frozen=True)
class Cast:
    """Two schools. The first has two classes, each with a teacher and a student."""

    classroom: Classroom
    other_classroom: Classroom
    far_classroom: Classroom
    student: User
    other_student: User
    teacher: User
    other_teacher: User
    far_teacher: User
    organization_admin: User
    editor: User
    moderator: User
    translator: User
    superuser: User
    stranger: User


def make_cast() -> Cast:
    near = factories.make_organization("Duneside School")
    far = factories.make_organization("Farshore School")
    classroom = factories.make_classroom(near, name="9C Computing")
    other_classroom = factories.make_classroom(near, name="8B Canary-other-class")
    far_classroom = factories.make_classroom(far, name="7A Canary-far-class")
    factories.make_student(far_classroom, nickname="Canary Far")
    return Cast(
        classroom=classroom,
        other_classroom=other_classroom,
        far_classroom=far_classroom,
        student=factories.make_student(classroom, nickname="Amara"),
        other_student=factories.make_student(other_classroom, nickname="Canary Other"),
        teacher=factories.make_teacher(classroom),
        other_teacher=factories.make_teacher(other_classroom),
        far_teacher=factories.make_teacher(far_classroom),
        organization_admin=factories.make_staff(near, role=StaffRole.ADMIN),
        editor=factories.make_editor("Editors"),
        moderator=factories.make_editor("Moderators"),
        translator=factories.make_editor("Translators"),
        superuser=User.objects.create_superuser("superuser", password="a long password"),
        stranger=factories.make_staff(),
    )
