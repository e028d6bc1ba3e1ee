"""A class as full as they get, made in a process of its own on a copied database."""

import random

STUDENTS, MODULES, LESSONS = 300, 20, 3


def make_class_and_sign_in(barrier) -> tuple[str, str]:
    """Return the address of the class page, and the cookies of its teacher."""
    from django.test import Client  # noqa: PLC0415 -- needs the apps

    classroom, teacher = make_full_class()
    client = Client()
    client.force_login(teacher)
    cookies = client.cookies.output(attrs=[], header="", sep=";")
    return f"/teach/classes/{classroom.uuid}/", cookies.strip()


def make_full_class():
    """Make 300 students with 15 modules each: lessons done, quizzes of every score."""
    from assignments.actions import assign_module  # noqa: PLC0415 -- needs the apps
    from tests import factories  # noqa: PLC0415 -- needs the apps

    classroom = factories.make_classroom()
    teacher = factories.make_teacher(classroom)
    modules = [factories.make_module(lessons=LESSONS, questions=2) for _ in range(MODULES)]
    for module in modules:
        assign_module(by=teacher, classroom=classroom, module=module, due_on=None)
    fill(modules, [factories.make_student(classroom) for _ in range(STUDENTS)])
    return classroom, teacher


def fill(modules, students) -> None:
    from django.db import connection  # noqa: PLC0415 -- needs the settings

    from progress.enums import LessonState  # noqa: PLC0415 -- needs the settings
    from progress.models import LessonProgress  # noqa: PLC0415 -- needs the apps
    from quizzes.models import Attempt  # noqa: PLC0415 -- needs the apps

    chance = random.Random(STUDENTS)
    lessons = {module.pk: list(module.get_children().specific()) for module in modules}
    places, attempts = [], []
    for user in students:
        for module in chance.sample(modules, 15):
            done = chance.randrange(LESSONS + 1)
            for lesson in lessons[module.pk][:done]:
                places.append(LessonProgress(user=user, lesson=lesson, state=LessonState.DONE))
            if done == LESSONS:
                attempts.append(finished_attempt(user, module.quiz, chance.randrange(0, 101, 5)))
    LessonProgress.objects.bulk_create(places)
    Attempt.objects.bulk_create(attempts)
    if connection.vendor == "postgresql":
        # It does so by itself within a minute of so many new rows, and not within a test.
        connection.cursor().execute("VACUUM ANALYZE")


def finished_attempt(user, quiz, percent: int):
    from django.utils import timezone  # noqa: PLC0415 -- needs the settings

    from quizzes.models import Attempt  # noqa: PLC0415 -- needs the apps

    terms = {"mode": "practice", "sensitivity": "open", "finished_at": timezone.now()}
    return Attempt(user=user, quiz=quiz, points=percent, max_points=100, **terms)
