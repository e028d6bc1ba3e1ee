"""Organizations, classrooms and the people in them."""

from itertools import count

from django.contrib.auth.models import Group

from organizations.codes import new_code
from organizations.enums import MembershipRole, StaffRole
from organizations.models import Classroom, Membership, Organization, StaffMembership
from organizations.nicknames import nickname_key
from organizations.phrases import normalize_phrase
from users.models import User

numbers = count(1)


def make_organization(name: str = "Duneside School", **fields) -> Organization:
    return Organization.objects.create(name=name, **fields)


def make_staff(
    organization: Organization | None = None, *, role: str = StaffRole.TEACHER, username: str = ""
) -> User:
    user = User.objects.create_user(
        username or f"staff-{next(numbers)}", password="a long password"
    )
    if organization:
        StaffMembership.objects.create(organization=organization, user=user, role=role)
    return user


def make_editor(group: str = "Editors") -> User:
    user = make_staff()
    user.groups.add(Group.objects.get(name=group))
    return user


def make_classroom(organization: Organization | None = None, **fields) -> Classroom:
    defaults = {
        "name": f"Class {next(numbers)}",
        "age_band": "11-13",
        "code_key": new_code().key,
    }
    return Classroom.objects.create(
        organization=organization or make_organization(), **defaults | fields
    )


def make_teacher(classroom: Classroom) -> User:
    user = make_staff(classroom.organization)
    Membership.objects.create(classroom=classroom, user=user, role=MembershipRole.TEACHER)
    return user


def make_student(
    classroom: Classroom, *, nickname: str = "", phrase: str = "calm tern blue dune", **fields
) -> User:
    """Make a student of a class; their membership is `student.memberships.get()`."""
    nickname = nickname or f"Plover {next(numbers)}"
    user = User.objects.create_student(phrase=normalize_phrase(phrase))
    Membership.objects.create(
        classroom=classroom,
        user=user,
        role=MembershipRole.STUDENT,
        nickname=nickname,
        nickname_key=nickname_key(nickname),
        **fields,
    )
    return user
