"""What racing processes do. Each runs in an interpreter of its own, on a copied database.

Every function takes plain values and returns plain values; `in_processes` starts them together.
"""

import multiprocessing
import os
import queue
import time
import uuid

WAIT_SECONDS = 90
DIED_BEFORE_REPLY = 9
# Long enough for another process to reach a lock, once both stand at the barrier.
HELD_SECONDS = 0.5


def in_processes(url: str, target, arguments: list[tuple]) -> list:
    """Run `target(barrier, *args)` once per item of `arguments`; return what each says."""
    context = multiprocessing.get_context("spawn")
    barrier, answers = context.Barrier(len(arguments)), context.Queue()
    processes = [
        context.Process(target=run, args=(url, barrier, answers, target, item))
        for item in arguments
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(WAIT_SECONDS)
    said = [drain(answers) for process in processes if process.exitcode == 0]
    assert [process.exitcode for process in processes] == [0] * len(processes)
    return said


def act(barrier, target, *arguments):
    """Do what this process is told, where those that run together do different things."""
    return target(barrier, *arguments)


def drain(answers):
    try:
        return answers.get(timeout=5)
    except queue.Empty:
        return None


def run(url: str, barrier, answers, target, item: tuple) -> None:
    start_django(url)
    answers.put(target(barrier, *item))


def start_django(url: str) -> None:
    os.environ["DATABASE_URL"] = url
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    import django  # noqa: PLC0415 -- only in the new process, with its own settings

    django.setup()


def make_attempts(barrier, how_many: int, questions: int = 1) -> list[str]:
    """Make attempts of so many students at one quiz; return their uuids."""
    from tests import factories  # noqa: PLC0415 -- needs the apps

    classroom = factories.make_classroom()
    quiz = factories.make_module(lessons=0, questions=questions).quiz
    students = [factories.make_student(classroom) for _ in range(how_many)]
    return [str(start(student, quiz).uuid) for student in students]


def start(student, quiz):
    from quizzes.actions import start_attempt  # noqa: PLC0415 -- needs the apps
    from quizzes.policies import AttemptPolicy  # noqa: PLC0415 -- needs the apps

    return start_attempt(by=student, quiz=quiz, policy=AttemptPolicy())


def answer_each(barrier, attempts: list[str], keys: list[str]) -> list[int]:
    """Send the first option of each attempt's question by HTTP, in step with the other process."""
    statuses = []
    for attempt, key in zip(attempts, keys, strict=True):
        client = signed_in_client(attempt)
        body = answer_body(attempt, key)
        barrier.wait(WAIT_SECONDS)
        statuses.append(client.post(f"/quizzes/{attempt}/1/", body).status_code)
    return statuses


def answer_slowly(barrier, attempt: str, key: str) -> int:
    """Answer the first question by HTTP while the other process is after the attempt too."""
    from django.db import transaction  # noqa: PLC0415 -- needs the apps

    client, body = signed_in_client(attempt), answer_body(attempt, key)
    with transaction.atomic():
        hold(barrier, attempt)
        return client.post(f"/quizzes/{attempt}/1/", body).status_code


def finish_slowly(barrier, attempt: str) -> str:
    """Finish an attempt, held until the other process is after it too; return when that was."""
    from django.db import transaction  # noqa: PLC0415 -- needs the apps

    from quizzes.actions import finish_attempt  # noqa: PLC0415 -- needs the apps

    with transaction.atomic():
        return finish_attempt(attempt=hold(barrier, attempt)).finished_at.isoformat()


def hold(barrier, attempt: str):
    """Lock an attempt, and give the other process time to run into the lock."""
    from quizzes.models import Attempt  # noqa: PLC0415 -- needs the apps

    locked = Attempt.objects.select_for_update().get(uuid=attempt)
    barrier.wait(WAIT_SECONDS)
    time.sleep(HELD_SECONDS)
    return locked


def begin_test(barrier, attempt: str) -> str:
    """Begin a test where a go at practice is under way; return how it runs."""
    from quizzes.actions import start_attempt  # noqa: PLC0415 -- needs the apps
    from quizzes.enums import AttemptMode  # noqa: PLC0415 -- needs the apps
    from quizzes.models import Attempt  # noqa: PLC0415 -- needs the apps
    from quizzes.policies import AttemptPolicy  # noqa: PLC0415 -- needs the apps

    practice = Attempt.objects.get(uuid=attempt)
    barrier.wait(WAIT_SECONDS)
    policy = AttemptPolicy(mode=AttemptMode.TEST)
    return start_attempt(by=practice.user, quiz=practice.quiz, policy=policy).mode


def standing(barrier, attempt: str) -> tuple[int, str]:
    """Return how many answers a finished attempt has, and when it was finished."""
    from quizzes.models import Attempt, Response  # noqa: PLC0415 -- needs the apps

    found = Attempt.objects.get(uuid=attempt)
    answers = Response.objects.filter(slot__attempt=found).count()
    return answers, found.finished_at.isoformat()


def signed_in_client(attempt: str):
    from django.test import Client  # noqa: PLC0415 -- needs the apps

    from quizzes.models import Attempt  # noqa: PLC0415 -- needs the apps

    client = Client()
    client.force_login(Attempt.objects.get(uuid=attempt).user)
    return client


def answer_body(attempt: str, key: str) -> dict:
    from quizzes.models import AttemptSlot  # noqa: PLC0415 -- needs the apps

    slot = AttemptSlot.objects.get(attempt__uuid=attempt, number=1)
    return {"choice": slot.option_order[0], "confidence": "2", "key": key}


def stored(barrier, attempts: list[str]) -> list[int]:
    """Return how many answers each attempt has."""
    from quizzes.models import Response  # noqa: PLC0415 -- needs the apps

    return [Response.objects.filter(slot__attempt__uuid=a).count() for a in attempts]


def answer_and_die(url: str, attempt: str, key: str) -> int:
    """Answer in a process that is killed after the commit and before the reply; its exit code."""
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=die_before_reply, args=(url, attempt, key))
    process.start()
    process.join(WAIT_SECONDS)
    return process.exitcode


def die_before_reply(url: str, attempt: str, key: str) -> None:
    start_django(url)
    from django.conf import settings  # noqa: PLC0415 -- needs the apps

    settings.MIDDLEWARE = ["tests.races.DieBeforeReply", *settings.MIDDLEWARE]
    client = signed_in_client(attempt)
    client.post(f"/quizzes/{attempt}/1/", answer_body(attempt, key))


class DieBeforeReply:
    """Outermost: everything has been committed, nothing has been sent."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        os._exit(DIED_BEFORE_REPLY if response.status_code == 303 else 1)


def new_key() -> str:
    return str(uuid.uuid4())


def finish_attempts(barrier, how_many: int) -> int:
    """Let so many students finish a quiz of one question; return how many did."""
    from quizzes.models import Attempt  # noqa: PLC0415 -- needs the apps
    from tests import factories  # noqa: PLC0415 -- needs the apps
    from tests.quizzes.counting import take_by  # noqa: PLC0415 -- needs the apps

    take_by(how_many, factories.make_quiz(questions=1), [2])
    return Attempt.objects.finished().count()


def count_answers(barrier, times: int) -> int:
    """Count what waits, in step with the other process; return how many attempts that were."""
    from quizzes import tallies  # noqa: PLC0415 -- needs the apps

    tallies.PORTION = 7
    counted = 0
    for _ in range(times):
        barrier.wait(WAIT_SECONDS)
        counted += tallies.count_all()
    return counted


def counted_again(barrier) -> tuple[int, int]:
    """Return how many people were counted, and how many tallies a new count finds wrong."""
    from quizzes.tallies import rebuild  # noqa: PLC0415 -- needs the apps
    from tests.quizzes.counting import counted_people  # noqa: PLC0415 -- needs the apps

    return counted_people(), rebuild().mended
