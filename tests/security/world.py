"""The world behind the doors: two schools, and things of one student that nobody else may see."""

import uuid
from datetime import date

from assignments.actions import give_extension, make_group
from organizations import joining
from organizations.actions import open_joining
from organizations.enums import MembershipState, StaffRole
from organizations.models import Membership
from organizations.staffing import invite_staff
from quizzes.actions import start_attempt
from quizzes.policies import AttemptPolicy
from rosters.forms import signed
from rosters.tables import table_of
from tests import factories
from tests.cast import Cast
from upkeep.actions import make_review_link

NICKNAME, LABEL, CLASS_NAME, WAITING = "Kanari", "Kanari label", "Kanari class", "Kanari waiting"
GROUP, REASON = "Kanari group", "Kanari reason"
CANARIES = (NICKNAME, LABEL, CLASS_NAME, WAITING)
CHECK_ID = "5c1f8f3a-98a4-4a4e-8f53-8f2f3a1b7c11"


def make_world(cast: Cast) -> dict[str, str]:
    """Fill the first class and return every object a door may name."""
    module = factories.make_module(lessons=0, questions=2)
    lesson = factories.make_lesson(module, steps=[factories.make_step([check_block()])])
    lesson.save_revision()
    classroom = cast.classroom
    classroom.name = CLASS_NAME
    classroom.save()
    membership = cast.student.memberships.get()
    Membership.objects.filter(pk=membership.pk).update(nickname=NICKNAME, label=LABEL)
    waiting = factories.make_student(
        classroom, nickname=WAITING, state=MembershipState.WAITING
    ).memberships.get()
    assignment = classroom.assignments.create(module=module, due_on=date(2099, 1, 31))
    attempt = start_attempt(by=cast.student, quiz=module.quiz, policy=AttemptPolicy())
    open_class = factories.make_classroom(name="Open for joining")
    open_joining(by=None, classroom=open_class)
    scenario = factories.make_scenario()
    return {
        **dict(zip(("course_slug", "module_slug", "lesson_slug"), lesson.slugs, strict=True)),
        "one": 1,
        "check_id": CHECK_ID,
        "country": "gb",
        **typed_words(open_class, cast),
        "lesson_uuid": lesson.uuid,
        "module_uuid": module.uuid,
        "careful_module_uuid": factories.make_module(sensitivity="careful").uuid,
        "story_module_uuid": make_module_with(scenario).uuid,
        "quiz_uuid": module.quiz.uuid,
        "scenario_key": scenario.key,
        "review_token": make_review_link(by=None, thing=lesson).token,
        "choice_id": scenario.content()[0]["choices"][0]["id"],
        **parts_of(attempt),
        **life_of_a_class(cast),
        "student_uuid": membership.uuid,
        "waiting_uuid": waiting.uuid,
        **some_of(classroom, membership, assignment),
        **parts_of_school(cast),
    }


def some_of(classroom, membership, assignment) -> dict[str, str]:
    """Return a group with one student in it, more time for them, and a module to assign."""
    group = make_group(by=None, classroom=classroom, name=GROUP, members=[membership])
    extension = give_extension(
        by=None,
        assignment=assignment,
        students=[membership],
        due_on=date(2099, 2, 28),
        reason=REASON,
    )
    return {
        "assignment_uuid": assignment.uuid,
        "group_uuid": group.uuid,
        "extension_uuid": extension.uuid,
        "new_module_uuid": factories.make_module().uuid,
    }


def parts_of_school(cast: Cast) -> dict[str, str]:
    """Return a school that an admin looks after, a teacher of it, a link for another one, and a
    class that nobody teaches.
    """
    school = cast.classroom.organization
    made = invite_staff(by=cast.organization_admin, organization=school, role=StaffRole.TEACHER)
    return {
        "school_uuid": school.uuid,
        "member_uuid": school.staff.get(user=cast.other_teacher).uuid,
        "invite_uuid": made.invite.uuid,
        "staff_token": made.token,
        "lone_class_uuid": factories.make_classroom(school, name=f"{CLASS_NAME} alone").uuid,
    }


def life_of_a_class(cast: Cast) -> dict[str, str]:
    """Return the class, whom it can be given to, and into which class its student can move."""
    second = factories.make_classroom(cast.classroom.organization, name=f"{CLASS_NAME} too")
    second.memberships.create(user=cast.teacher, role="teacher")
    place = cast.classroom.memberships.get(user=cast.teacher)
    colleague = factories.make_staff(cast.classroom.organization)
    return {
        "class_uuid": cast.classroom.uuid,
        "second_class_uuid": second.uuid,
        "own_place_uuid": place.uuid,
        "colleague_uuid": colleague.uuid,
    }


def make_module_with(scenario):
    module = factories.make_module()
    module.scenario = scenario
    module.save()
    return module


def parts_of(attempt) -> dict[str, str]:
    slot = attempt.slots.get(number=1)
    return {
        "attempt_uuid": attempt.uuid,
        "version_uuid": slot.version.uuid,
        "option_id": slot.option_order[0],
    }


def typed_words(open_class, cast: Cast) -> dict[str, str]:
    """Return what a person would type or a form would carry along."""
    names = table_of("Puffin")
    return {
        "class_code": open_class.code,
        "joining_state": joining.Joining(open_class, uuid.uuid4(), False).field(),
        "class_list": signed(names, user=cast.teacher, classroom=cast.classroom),
        "a_nickname": "Puffin",
        "a_class_name": "7B",
        "age_band": "11-13",
        "answer_key": uuid.uuid4(),
        "uid": "1",
        "no_key": "no-such-key",
    }


def check_block() -> dict:
    options = [
        {
            "type": "item",
            "id": str(uuid.uuid4()),
            "value": {"text": f"Way {n}", "value": str(n), "tag": "", "feedback": "<p>Why.</p>"},
        }
        for n in (2, 1, 0)
    ]
    value = {"question": "What fits best?", "options": options, "say_this": ""}
    return {"type": "check", "id": CHECK_ID, "value": value}
