"""A rogue editor runs nothing in a learner's browser: payloads by every way in, on every page."""

import json
import uuid
from collections import Counter

import pytest
from bs4 import BeautifulSoup
from django.utils.html import escape
from wagtail.rich_text import RichText

from core.sanitizing import MAX_LENGTH, is_allowed_href
from courses.models import LessonPage
from quizzes.actions import start_attempt
from quizzes.models import Question
from quizzes.policies import AttemptPolicy
from tests import factories
from tests.cms.editing import PUBLISH, edit_url, lesson_data, question_data
from tests.shared_inputs import shared_path

SAMPLE = 240
LIVE = 160
SHORT = 110
CHUNK = 20


def sample() -> list[str]:
    """Return payloads spread over the whole corpus, most of them live in a browser of today."""
    files = sorted(shared_path("corpora/xss").glob("*.jsonl"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    entries = [json.loads(line) for line in lines]
    live = [entry["payload"] for entry in entries if entry["live_in_chromium156"]]
    other = [entry["payload"] for entry in entries if not entry["live_in_chromium156"]]
    chosen = live[:: len(live) // LIVE][:LIVE] + other[:: len(other) // (SAMPLE - LIVE)]
    return [printable(payload) for payload in chosen[:SAMPLE]]


def printable(payload: str) -> str:
    """Drop what no form field takes: null characters and halves of pairs."""
    return payload.replace("\x00", "").encode("utf-8", "ignore").decode()


@pytest.fixture(scope="module")
def payloads() -> list[str]:
    return sample()


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.editor)
    return client


def active_parts(html: str) -> Counter:
    """Count what a page runs, loads or leads to out of our hands; our own scripts carry a nonce."""
    found = Counter()
    for tag in BeautifulSoup(html, "html.parser").find_all(True):
        nameless = {k: v for k, v in tag.attrs.items() if k != "nonce"}
        if tag.name in {"iframe", "object", "embed", "base", "style", "math", "template", "video"}:
            found[tag.name] += 1
        if tag.name == "script":
            found[f"script nonce={'nonce' in tag.attrs} src={nameless.get('src')}"] += 1
        for name, value in nameless.items():
            if name.startswith("on") or name in {"srcdoc", "style", "formaction", "ping"}:
                found[f"{tag.name} {name}"] += 1
            is_link = tag.name == "a" and name == "href"
            if is_link and not value.startswith("#") and not is_allowed_href(value):
                found[f"a href={value}"] += 1
            if name == "src" and not str(value).startswith("/static/"):
                found[f"{tag.name} src={value}"] += 1
    return found


def contentstate(texts: list[str], links: list[str] = ()) -> str:
    """Return rich text as the editor's screen sends it: paragraphs, then one link each."""
    blocks = [paragraph(text) for text in texts]
    blocks += [paragraph("a link", key=n) for n in range(len(links))]
    entities = {
        str(n): {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}
        for n, url in enumerate(links)
    }
    return json.dumps({"blocks": blocks, "entityMap": entities})


def paragraph(text: str, key: int | None = None) -> dict:
    ranges = [] if key is None else [{"offset": 0, "length": len(text), "key": key}]
    return {
        "key": uuid.uuid4().hex[:5],
        "type": "unstyled",
        "depth": 0,
        "text": text,
        "inlineStyleRanges": [],
        "entityRanges": ranges,
    }


# --- Lessons --------------------------------------------------------------------------------------


def hostile_steps(payloads: list[str]) -> list[dict]:
    """Steps that hold the payloads as rich text and as plain text in blocks of every kind."""
    short = [payload[:SHORT].strip() or "x" for payload in payloads]
    texts = [{"type": "text", "value": {"text": p}} for p in payloads]
    ideas = [{"type": "key_idea", "value": {"heading": s[:60], "text": "i"}} for s in short]
    words = [{"type": "definition", "value": {"term": s[:60], "meaning": s}} for s in short]
    chats = [{"type": "message_thread", "value": chat(s)} for s in short]
    plans = [{"type": "reflect", "value": {"prompt": s, "help_text": s}} for s in short]
    return [
        factories.make_step(blocks, title=s[:80])
        for blocks, s in zip((texts, ideas, words, chats, plans), short, strict=False)
    ]


def chat(words: str) -> dict:
    message = {"sender": words[:30], "side": "start", "text": words}
    return {"setting": words, "messages": [message]}


def test_stored_payloads_do_nothing_on_a_lesson(client, module, payloads):
    """However they came into the database: by an import, an old revision, a hole elsewhere."""
    harmless = factories.make_lesson(module, steps=hostile_steps(["Plain words"]))
    hostile = factories.make_lesson(module, steps=hostile_steps(payloads))
    expected = active_parts(client.get(harmless.whole_url).text)
    assert active_parts(client.get(hostile.whole_url).text) == expected
    assert active_parts(hostile.make_preview_request().text) == expected


def test_payloads_typed_into_a_lesson_are_shown_as_text(desk, module, payloads):
    chunks = [payloads[n : n + CHUNK] for n in range(0, len(payloads), CHUNK)]
    text = {"type": "text", "value": {"text": "<p>Plain words</p>"}}
    lesson = factories.make_lesson(module, steps=[factories.make_step([text] * len(chunks))])
    guest = type(desk)()
    expected = active_parts(guest.get(lesson.whole_url).text)
    typed = {
        f"steps-0-value-blocks-{n}-value-text": contentstate(chunk)
        for n, chunk in enumerate(chunks)
    }
    data = lesson_data(lesson) | typed | {"steps-0-value-title": payloads[0][:80]}
    # Not every payload passes the content checks, and what is shown must be harmless without them.
    assert desk.post(edit_url(lesson), data).status_code == 302
    LessonPage.objects.get(pk=lesson.pk).get_latest_revision().publish()
    html = guest.get(lesson.whole_url).text
    assert active_parts(html) == expected
    shown = BeautifulSoup(html, "html.parser").get_text()
    plain = [payload for payload in payloads if payload.isprintable()]
    assert [payload for payload in plain if payload.strip() not in shown] == []
    assert len(plain) > SAMPLE / 2


HOSTILE_LINKS = [
    "javascript:alert(1)",
    "java\tscript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "javascript:1",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "//attacker.invalid/",
    "/\\attacker.invalid/",
    "http://attacker.invalid/",
    "https://marram.example@attacker.invalid/",
]


@pytest.mark.parametrize("href", HOSTILE_LINKS)
def test_hostile_link_is_refused_and_harmless_if_it_were_not(desk, lesson, href):
    data = lesson_data(lesson) | {
        "steps-0-value-blocks-0-value-text": contentstate([], [href]),
    }
    response = desk.post(edit_url(lesson), data)
    assert list(response.context["form"].errors) == ["steps"]
    html = str(RichText(f'<p><a href="{escape(href)}">words</a></p>'))
    assert (html.strip(), active_parts(html)) == ("<p><a>words</a></p>", Counter())


def test_text_too_long_to_clean_is_refused_and_shown_as_text(desk, lesson):
    long = "<script>alert(1)</script>" + "x" * MAX_LENGTH
    data = lesson_data(lesson) | {"steps-0-value-blocks-0-value-text": contentstate([long])}
    assert list(desk.post(edit_url(lesson), data).context["form"].errors) == ["steps"]
    assert active_parts(str(RichText(long))) == Counter()


# --- Questions ------------------------------------------------------------------------------------


def feedback_page(client, student, quiz) -> str:
    """Answer the one question of a quiz and return the page that explains it."""
    client.force_login(student)
    attempt = start_attempt(by=student, quiz=quiz, policy=AttemptPolicy())
    slot = attempt.slots.get()
    worst = next(o["id"] for o in slot.version.content["options"] if o["value"] == 0)
    path = f"/quizzes/{attempt.uuid}/1/"
    answer = {"choice": worst, "confidence": "1", "key": str(uuid.uuid4())}
    return client.post(path, answer, follow=True).text


@pytest.mark.parametrize("way", ["typed", "stored"])
def test_payloads_in_a_question_do_nothing_in_its_feedback(
    desk, student, other_student, payloads, way
):
    harmless = factories.make_quiz(questions=1)
    expected = active_parts(feedback_page(type(desk)(), student, harmless))
    quiz = factories.make_quiz(questions=1)
    question = quiz.quiz_questions.get().question
    question.stem = question.title = payloads[1][:120]
    question.say_this = payloads[2][:200]
    for option, payload in zip(question.options, payloads[3:], strict=False):
        option.value["text"] = payload[:200].strip() or "x"
        if way == "stored":
            option.value["explanation"] = RichText("".join(payloads)[:MAX_LENGTH])
    if way == "stored":
        question.save_revision(clean=False).publish()
    else:
        data = question_data(question) | {
            f"options-{n}-value-explanation": contentstate(payloads[n * CHUNK :][:CHUNK])
            for n in range(3)
        }
        assert desk.post(edit_url(question), data).status_code == 302
        Question.objects.get(pk=question.pk).get_latest_revision().publish()
    assert question.versions.count() == 2
    html = feedback_page(type(desk)(), other_student, quiz)
    assert active_parts(html) == expected
    assert "alert" in html
    assert active_parts(question.make_preview_request().text) == active_parts(
        harmless.quiz_questions.get().question.make_preview_request().text
    )


# --- The editors' own pages -----------------------------------------------------------------------


def test_payloads_do_nothing_to_the_next_editor(desk, lesson, payloads):
    """In titles, which the CMS shows in lists, menus, histories and confirmations."""
    question = factories.make_question()
    pages = ["/cms/", f"/cms/pages/{lesson.get_parent().pk}/", f"/cms/pages/{lesson.pk}/history/"]
    pages += [f"/cms/pages/{lesson.pk}/unpublish/", edit_url(lesson), edit_url(question)]
    pages += ["/cms/snippets/quizzes/question/", "/cms/reports/site-history/"]
    for payload in payloads[::30]:
        title = payload[:110].strip() or "x"
        desk.post(edit_url(lesson), lesson_data(lesson, title=title) | PUBLISH)
        desk.post(edit_url(question), question_data(question, title=title) | PUBLISH)
        html = "".join(desk.get(path).text for path in pages)
        soup = BeautifulSoup(html, "html.parser")
        handlers = [k for tag in soup.find_all(True) for k in tag.attrs if k.startswith("on")]
        assert (payload, handlers, html.count("<script>alert")) == (payload, [], 0)
