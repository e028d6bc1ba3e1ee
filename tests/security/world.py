"""The world behind the doors: two schools, and things of one student that nobody else may see."""

import uuid

from organizations import joining
from organizations.actions import open_joining
from organizations.enums import MembershipState
from organizations.models import Membership
from quizzes.actions import start_attempt
from quizzes.policies import AttemptPolicy
from rosters.forms import signed
from rosters.tables import table_of
from tests import factories
from tests.cast import Cast
from upkeep.actions import make_review_link

NICKNAME, LABEL, CLASS_NAME, WAITING = "Kanari", "Kanari label", "Kanari class", "Kanari waiting"
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
    assignment = classroom.assignments.create(module=module)
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
        "class_uuid": classroom.uuid,
        "student_uuid": membership.uuid,
        "waiting_uuid": waiting.uuid,
        "assignment_uuid": assignment.uuid,
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
