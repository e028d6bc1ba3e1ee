"""Before an answer, no byte of a response depends on the key (security.md A8).

Everything a learner could look at before answering is fetched twice, with the key of every kind of
question permuted in the database in between (`tests.quizzes.keys`). Clock and random ids stand
still; apart from CSRF token, CSP nonce and Date the responses, headers too, must be the same.
"""

import random
import re
import uuid

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client, override_settings

from courses.models import LessonPage
from quizzes import actions
from quizzes.marking import KINDS
from quizzes.models import Attempt, QuestionVersion
from tests import factories
from tests.quizzes.keys import permuted, rotate

SAME_ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}
BLOCK = "5c1f8f3a-98a4-4a4e-8f53-8f2f3a1b7c11"


@pytest.fixture
def quizzed_module(db):
    """A module whose quiz has every kind of question, and a lesson with an inline check."""
    questions = [factories.make_question(kind=kind) for kind in KINDS]
    quiz = factories.make_quiz(questions=questions)
    module = factories.make_module(lessons=0, questions=0)
    module.quiz = quiz
    module.save_revision().publish()
    factories.make_lesson(module, steps=[factories.make_step([check_block()])])
    return module


def check_block() -> dict:
    options = [
        {
            "type": "item",
            "id": str(uuid.uuid5(uuid.UUID(BLOCK), str(number))),
            "value": {
                "text": f"Check answer {number}",
                "value": value,
                "tag": tag,
                "feedback": f"<p>Feedback {number} {'long ' * number}</p>",
            },
        }
        for number, (value, tag) in enumerate([("2", ""), ("1", "mc-joke"), ("0", "mc-everyone")])
    ]
    value = {"question": "What fits best?", "options": options, "say_this": ""}
    return {"type": "check", "id": BLOCK, "value": value}


def permute_key(module) -> None:
    """Let what is right, and why, move to the next option of every question and check."""
    for version in QuestionVersion.objects.all():
        version.content = permuted(version.content)
        version.save()
    lesson = LessonPage.objects.child_of(module).get()
    raw = lesson.steps.raw_data[0]
    check = raw["value"]["blocks"][0]["value"]
    rotate([item["value"] for item in check["options"]], "value", "tag", "feedback")
    type(lesson).objects.filter(pk=lesson.pk).update(steps=list(lesson.steps.raw_data))
    cache.clear()


class StillIds:
    """Random ids that are the same at every look."""

    def __init__(self, monkeypatch):
        self.monkeypatch = monkeypatch

    def restart(self) -> None:
        dice = random.Random(482)
        self.monkeypatch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=dice.getrandbits(128)))
        self.monkeypatch.setattr(actions, "shuffler", random.Random(482))


def looks(module, student, *, with_htmx: bool) -> list[bytes]:
    """Return everything a guest and a student see before they answer."""
    extra = {"HTTP_HX_REQUEST": "true"} if with_htmx else {}
    # A start page says whether a quiz is begun; every look starts from nothing.
    Attempt.objects.filter(user=student).delete()
    lesson = LessonPage.objects.child_of(module).get()
    return [
        frozen(response)
        for client in (Client(), student_client(student))
        for response in (
            client.get(lesson.step_url(1), **extra),
            client.get(lesson.whole_url, **extra),
            client.get(f"/quizzes/{module.quiz.uuid}/start/", **extra),
            *quiz_pages(client, module.quiz, student, extra),
        )
    ]


def quiz_pages(client, quiz, student, extra):
    if "sessionid" not in client.cookies:
        address = f"/quizzes/{quiz.uuid}/guest/"
        state = re.search(
            rb'name="state" value="([^"]+)"', client.post(address, **SAME_ORIGIN).content
        )
        body = {"state": state[1].decode()}
        return [
            client.post(address, body | {"number": number}, **SAME_ORIGIN, **extra)
            for number in range(1, len(KINDS) + 1)
        ]
    client.post(f"/quizzes/{quiz.uuid}/start/")
    attempt = Attempt.objects.get(user=student)
    Attempt.objects.filter(pk=attempt.pk).update(uuid=uuid.UUID(int=7))
    return [
        client.get(f"/quizzes/{uuid.UUID(int=7)}/{number}/", **extra)
        for number in range(1, len(KINDS) + 1)
    ]


def student_client(student) -> Client:
    client = Client()
    client.force_login(student)
    return client


def frozen(response) -> bytes:
    """Return status, headers and body without CSRF token, nonce and Date."""
    assert response.status_code == 200, response
    headers = sorted((k, v) for k, v in response.items() if k not in {"Date"})
    text = repr(headers).encode() + response.content
    text = re.sub(rb"nonce-[A-Za-z0-9+/=]+|nonce=\"[^\"]+\"", b"", text)
    text = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", text)
    return re.sub(rb'"X-CSRFToken": "[^"]+"', b"", text)


def both_looks(module, student, still_ids, *, with_htmx: bool):
    still_ids.restart()
    before = looks(module, student, with_htmx=with_htmx)
    permute_key(module)
    still_ids.restart()
    return before, looks(module, student, with_htmx=with_htmx)


@pytest.fixture
def still_ids(monkeypatch):
    return StillIds(monkeypatch)


@pytest.mark.parametrize("with_htmx", [False, True])
def test_nothing_shown_before_an_answer_depends_on_the_key(
    quizzed_module, student, still_ids, with_htmx
):
    with time_machine.travel("2026-11-20 10:00", tick=False):
        before, after = both_looks(quizzed_module, student, still_ids, with_htmx=with_htmx)
    assert len(before) == 2 * (3 + len(KINDS))
    assert before == after


LEAKS = {
    "quizzes/question.html": '{{ key }}<form><input name="state" value="{{ state }}"></form>'
    "{% for slot in attempt.slots.all %}{{ slot.version.content.options.0.value }}{% endfor %}",
    "courses/blocks/check.html": "{% for option in value.options %}"
    '<i class="v{{ option.value|add:1 }}"></i>{% endfor %}',
}


@pytest.mark.parametrize("template", LEAKS)
def test_leaking_template_is_caught(quizzed_module, student, still_ids, settings, template):
    leaky = [{**settings.TEMPLATES[0], "APP_DIRS": False}]
    leaky[0]["OPTIONS"] = {
        **leaky[0]["OPTIONS"],
        "loaders": [
            ("django.template.loaders.locmem.Loader", {template: LEAKS[template]}),
            "django.template.loaders.filesystem.Loader",
            "django.template.loaders.app_directories.Loader",
        ],
    }
    with (
        override_settings(TEMPLATES=leaky),
        time_machine.travel("2026-11-20 10:00", tick=False),
    ):
        before, after = both_looks(quizzed_module, student, still_ids, with_htmx=False)
    assert before != after


def test_answered_pages_do_depend_on_the_key(quizzed_module, student):
    """The other side of the coin: the permutation really changes what is right."""
    address = f"/quizzes/{quizzed_module.quiz.uuid}/guest/"
    pages = []
    for _ in range(2):
        actions.shuffler.seed(482)
        begun = Client().post(address, **SAME_ORIGIN)
        state = re.search(rb'name="state" value="([^"]+)"', begun.content)[1].decode()
        choice = re.search(rb'name="choice"[^>]*value="([^"]+)"', begun.content)
        choice = choice or re.search(rb'value="([^"]+)"[^>]*name="choice"', begun.content)
        body = {"state": state, "number": 1, "answer": "1", "choice": choice[1].decode()}
        answered = Client().post(address, body, **SAME_ORIGIN).content
        pages.append(re.sub(rb'nonce="[^"]+"|value="[^"]+"', b"", answered))
        permute_key(quizzed_module)
    assert pages[0] != pages[1]
