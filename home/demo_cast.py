"""The demo's cast: a school, its staff, and a class of 28 with a realistic spread of work."""

import os
import random
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from assignments.models import Assignment
from core import audit
from courses.models import LessonPage, ModulePage
from home.desk import EDITORS, MODERATORS, TRANSLATORS
from organizations import actions
from organizations.codes import parse_code
from organizations.enums import MembershipRole, StaffRole
from organizations.models import Classroom, Membership, Organization, StaffMembership
from organizations.nicknames import nickname_key
from organizations.staffing import invite_staff
from progress.enums import LessonState
from progress.models import LessonProgress
from quizzes.actions import answer_question, start_attempt
from quizzes.models import Attempt, Response
from quizzes.policies import policy_for
from users.models import User

CODE = "tern 482 dune"
NICKNAMES = [
    "Amara O",
    "Ben T",
    "Chen L",
    "Daria K",
    "Elif S",
    "Femi A",
    "Grace W",
    "Hugo P",
    "Ines R",
    "Jonah B",
    "Kaya D",
    "Leo M",
    "Mina J",
    "Noor H",
    "Oskar V",
    "Priya N",
    "Quinn E",
    "Rosa C",
    "Sami F",
    "Tomas G",
    "Uma S",
    "Viktor L",
    "Wren B",
    "Ximena P",
    "Yusuf D",
    "Zara M",
    "Aoife N",
    "Bilal K",
]
# Made up: the people a teacher of the demo would tell.
CONTACT = {
    "lead_name": "Ms Fulmar",
    "lead_reach": "room 12, or through the office",
    "deputy_name": "Mr Dunlin",
    "deputy_reach": "room 14",
    "contact_hours": "School days, 8:00 to 16:00",
}
STUDENT_TO_PRINT = NICKNAMES[0]

# How far each student is, in the order of the names: lessons done, and how good the quiz was
# (None: no quiz yet). Made up by hand so that every kind of cell stands in the grid.
WORK = [
    (4, 0.95), (4, 0.7), (4, 0.55), (4, 1.0), (4, 0.9), (4, 0.3), (4, 0.65), (2, None),
    (4, 0.85), (4, 0.9), (3, 0.6), (4, 0.75), (4, 0.3), (4, 1.0), (4, 0.8), (4, 0.45),
    (0, None), (4, 0.9), (1, None), (0, None), (4, 0.7), (4, 0.85), (3, None), (4, 0.5),
    (4, 0.95), (0, None), (4, 0.6), (1, None),
]  # fmt: skip
STAFF = ["teacher", "other-teacher", "school-admin", "editor", "moderator", "translator", "admin"]


@dataclass(frozen=True)
class Way:
    """How one member of the cast gets in."""

    who: str
    secret: str


def ensure_cast() -> tuple[list[Way], Way]:
    """Make the cast where it is missing; return how staff and one student sign in today.

    Passwords and the student's phrase are new at each call (DEMO_PASSWORD sets the passwords).
    Run twice, nothing doubles and nobody's work is touched.
    """
    with transaction.atomic():
        staff = {name: ensure_staff(name) for name in STAFF}
        organization = ensure_organization(staff)
        classroom = ensure_classroom(organization, staff["teacher"], CODE, "9C Computing")
        ensure_classroom(organization, staff["other-teacher"], "otter 116 shell", "8B Citizenship")
        ensure_students(classroom, staff["teacher"])
        actions.open_joining(by=None, classroom=classroom)
        student = classroom.memberships.get(nickname=STUDENT_TO_PRINT)
        way_in = Way(student.nickname, actions.renew_phrase(student.user))
        return [set_password(user) for user in staff.values()], way_in


def ensure_staff(username: str) -> User:
    user, _created = User.objects.get_or_create(
        username=username, defaults={"email": f"{username}@marram.example"}
    )
    groups = {"editor": EDITORS, "moderator": MODERATORS, "translator": TRANSLATORS}
    if username in groups:
        user.groups.add(Group.objects.get(name=groups[username]))
    if username == "admin":
        user.is_superuser = True
        user.save(update_fields=["is_superuser"])
    return user


def set_password(user: User) -> Way:
    password = os.environ.get("DEMO_PASSWORD") or secrets.token_urlsafe(9)
    user.set_password(password)
    user.save(update_fields=["password"])
    return Way(user.username, password)


def ensure_organization(staff: dict[str, User]) -> Organization:
    organization, is_new = Organization.objects.get_or_create(
        name="Duneside School", defaults=CONTACT | {"country": "GB"}
    )
    roles = {
        "teacher": StaffRole.TEACHER,
        "other-teacher": StaffRole.TEACHER,
        "school-admin": StaffRole.ADMIN,
    }
    for username, role in roles.items():
        StaffMembership.objects.get_or_create(
            organization=organization, user=staff[username], defaults={"role": role}
        )
    if is_new:
        invite_staff(by=staff["school-admin"], organization=organization, role=StaffRole.TEACHER)
    return organization


def ensure_classroom(organization, teacher: User, code: str, name: str) -> Classroom:
    classroom, _created = Classroom.objects.get_or_create(
        code_key=parse_code(code).key,
        defaults={"organization": organization, "name": name, "age_band": "11-13"},
    )
    Membership.objects.get_or_create(
        classroom=classroom, user=teacher, defaults={"role": MembershipRole.TEACHER}
    )
    return classroom


def ensure_students(classroom: Classroom, teacher: User) -> None:
    if classroom.memberships.students().exists():
        return
    audit.record(by=teacher, verb="class-list-exported", target=classroom)
    dice = random.Random(482)  # noqa: S311 -- a stable spread of made-up work
    assign_first_module(classroom)
    lessons = lessons_of_first_module()
    for nickname, (done, quality) in zip(NICKNAMES, WORK, strict=True):
        student = make_student(classroom, nickname)
        begun_at = timezone.now() - timedelta(days=dice.randint(2, 8), minutes=dice.randint(0, 300))
        do_lessons(student, lessons, done, begun_at)
        if quality is not None:
            do_quiz(student, quality, begun_at + timedelta(minutes=30), dice)


def assign_first_module(classroom: Classroom) -> None:
    today = timezone.localdate(timezone=classroom.organization.zone)
    Assignment.objects.create(
        classroom=classroom,
        module=first_module(),
        opened_at=timezone.now() - timedelta(days=9),
        due_on=today + timedelta(days=5),
    )


def first_module() -> ModulePage:
    return ModulePage.objects.live().order_by("path").first()


def lessons_of_first_module() -> list[LessonPage]:
    return list(LessonPage.objects.live().child_of(first_module()).order_by("path"))


def make_student(classroom: Classroom, nickname: str) -> User:
    """Make a student whose phrase nobody knows; a teacher can reset their way back."""
    user = User.objects.create_student(phrase=secrets.token_urlsafe())
    Membership.objects.create(
        classroom=classroom,
        user=user,
        role=MembershipRole.STUDENT,
        nickname=nickname,
        nickname_key=nickname_key(nickname),
        joined_at=timezone.now() - timedelta(days=9),
    )
    return user


def do_lessons(student: User, lessons: list[LessonPage], done: int, at: datetime) -> None:
    LessonProgress.objects.bulk_create(
        LessonProgress(
            user=student, lesson=lesson, state=LessonState.DONE, touched_at=at, done_at=at
        )
        for lesson in lessons[:done]
    )
    if 0 < done < len(lessons):
        LessonProgress.objects.create(user=student, lesson=lessons[done], step=3, touched_at=at)


def do_quiz(student: User, quality: float, at: datetime, dice: random.Random) -> None:
    """Take the quiz through the real actions, as well as `quality` (0 to 1) says."""
    quiz = first_module().quiz
    attempt = start_attempt(by=student, quiz=quiz, policy=policy_for(quiz))
    slots = list(attempt.slots.select_related("version"))
    goal = round(quality * 2 * len(slots))
    for number, slot in enumerate(slots):
        points = min(2, max(0, goal - 2 * (len(slots) - number - 1), dice.choice([1, 2, 2])), goal)
        goal -= answer(slot, points, dice).points
    Attempt.objects.filter(pk=attempt.pk).update(started_at=at, finished_at=at)
    Response.objects.filter(slot__attempt=attempt).update(answered_at=at)


def answer(slot, points: int, dice: random.Random) -> Response:
    options = slot.version.content["options"]
    if slot.version.content["kind"] == "judgement":
        chosen = min(options, key=lambda option: abs(option["value"] - points))
    else:
        chosen = next(option for option in options if bool(option["value"]) == (points == 2))
    return answer_question(
        slot=slot,
        chosen=[chosen["id"]],
        confidence=dice.choice([1, 2, 2, 3]),
        key=uuid.UUID(int=dice.getrandbits(128)),
    )
