"""Questions as editors write them: a draft may be incomplete, what learners get is whole."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.rich_text import RichText
from wagtail.signals import published

from quizzes.actions import start_attempt
from quizzes.models import Misconception, Question, Quiz
from quizzes.policies import AttemptPolicy
from quizzes.queries import live_versions
from tests import factories
from tests.cms.editing import PUBLISH, add_url, edit_url, question_data, quiz_data


@pytest.fixture
def question(db):
    return factories.make_question()


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.moderator)
    return client


def save(desk, question, **changes):
    return desk.post(edit_url(question), question_data(question, **changes))


def publish(desk, question, **changes):
    return desk.post(edit_url(question), question_data(question, **changes) | PUBLISH)


def latest_draft(question) -> Question:
    return Question.objects.get(pk=question.pk).get_latest_revision_as_object()


def refusals(response) -> dict:
    """Return what stands beside the options of a form that came back."""
    (error,) = response.context["form"].errors["options"].as_data()
    return error.as_json_data() if hasattr(error, "as_json_data") else {"messages": error.messages}


def set_option(question, place: int, **changes):
    question.options[place].value.update(changes)


# --- Drafts and publishing ------------------------------------------------------------------------


def test_draft_may_lack_an_explanation(desk, question):
    set_option(question, 1, explanation=RichText(""))
    assert save(desk, question).status_code == 302
    draft = latest_draft(question)
    assert [bool(option.value["explanation"]) for option in draft.options] == [True, False, True]


@pytest.mark.parametrize("nothing", ["", "<p> </p>", "<ul><li></li></ul>"])
def test_question_without_every_explanation_is_not_published(desk, question, nothing):
    set_option(question, 1, explanation=RichText(nothing))
    response = publish(desk, question)
    beside_it = {"explanation": {"messages": ["This field is required."]}}
    assert refusals(response) == {"blockErrors": {1: {"blockErrors": beside_it}}}
    assert question.versions.count() == 1


MISFITS = [
    ("judgement", [2, 2, 0], "A judgement needs exactly one option worth 2."),
    ("judgement", [1, 1, 0], "A judgement needs exactly one option worth 2."),
    ("single", [1, 1, 0], "Exactly one option must be right."),
    ("single", [2, 0, 0], "Only a graded judgement has options worth 2."),
    ("multiple", [0, 0, 0], "Some options must be right, some not."),
    ("true-false", [1, 0, 0], "True or false has two options."),
]


def with_values(question, kind: str, values: list[int]) -> Question:
    question.kind = kind
    for place, value in enumerate(values):
        set_option(question, place, value=str(value))
    return question


@pytest.mark.parametrize(("kind", "values", "reason"), MISFITS)
def test_question_whose_values_do_not_fit_is_a_draft_only(desk, question, kind, values, reason):
    unfit = with_values(question, kind, values)
    assert save(desk, unfit).status_code == 302
    assert latest_draft(question).kind == kind
    assert refusals(publish(desk, unfit)) == {"messages": [reason]}
    assert question.versions.count() == 1


def test_answer_that_repeats_another_is_refused_beside_it(desk, question):
    set_option(question, 2, text=question.options[0].value["text"].upper() + " ")
    assert save(desk, question).status_code == 302
    beside_it = {"text": {"messages": ["Another option says the same."]}}
    expected = {"blockErrors": {2: {"blockErrors": beside_it}}}
    assert refusals(publish(desk, question)) == expected


def test_option_names_a_misconception_of_the_bank(desk, question):
    locale = question.locale
    Misconception.objects.create(key="mc-once-always", belief="a yes is for ever", locale=locale)
    set_option(question, 2, tag="mc-once-always")
    assert publish(desk, question).status_code == 302
    assert question.versions.first().content["options"][2]["tag"] == "mc-once-always"
    set_option(question, 2, tag="mc-unknown")
    response = save(desk, question)
    assert list(refusals(response)["blockErrors"][2]["blockErrors"]) == ["tag"]


@pytest.mark.parametrize("href", ["http://example.org/", "mailto:a@example.org", "tel:112"])
def test_explanation_links_to_pages_and_https_only(desk, question, href):
    set_option(question, 0, explanation=RichText(f'<p><a href="{href}">words</a></p>'))
    (message,) = refusals(save(desk, question))["blockErrors"][0]["blockErrors"].values()
    assert message["messages"] == [
        "A link goes to a page of this site or to an address that starts with https://."
    ]


def test_explanation_keeps_links_to_addresses_here_and_https(desk, question):
    html = '<p><a href="https://example.org/">elsewhere</a> <a href="/help/">help</a></p>'
    set_option(question, 0, explanation=RichText(html))
    assert publish(desk, question).status_code == 302
    stored = question.versions.first().content["options"][0]["explanation"]
    assert [part in stored for part in ("https://example.org/", "/help/")] == [True, True]


def test_link_to_a_page_by_its_number_stays_a_draft_with_the_reason(desk, question, lesson):
    """No file could hold it, and the next site has other numbers."""
    html = f'<p><a id="{lesson.pk}" linktype="page">a page</a></p>'
    set_option(question, 0, explanation=RichText(html))
    response = publish(desk, question)
    assert response.status_code == 200
    assert "give it an address (/…)" in response.content.decode()
    assert save(desk, question).status_code == 302
    assert "give it an address (/…)" in desk.get(edit_url(question)).content.decode()


# --- Versions -------------------------------------------------------------------------------------


def test_publishing_pins_a_version_and_the_same_content_pins_none(desk, question):
    old_stem, question.stem = question.stem, "Another situation. What helps?"
    publish(desk, question)
    publish(desk, question)
    stems = list(question.versions.values_list("content__stem", flat=True))
    assert stems == ["Another situation. What helps?", old_stem]


def test_draft_changes_nothing_for_learners(desk, student):
    quiz = factories.make_quiz(questions=1)
    question = quiz.quiz_questions.get().question
    before = live_versions(quiz)
    question.stem = "Only a draft"
    save(desk, question)
    assert live_versions(quiz) == before
    assert Question.objects.get(pk=question.pk).stem == before[0].content["stem"]


def test_running_attempt_keeps_its_version_and_the_next_gets_the_new_one(
    desk, student, other_student
):
    quiz = factories.make_quiz(questions=1)
    question = quiz.quiz_questions.get().question
    old_stem = question.stem
    running = start_attempt(by=student, quiz=quiz, policy=AttemptPolicy())
    question.stem = "Corrected"
    publish(desk, question)
    fresh = start_attempt(by=other_student, quiz=quiz, policy=AttemptPolicy())
    stems = [a.slots.get().version.content["stem"] for a in (running, fresh)]
    assert stems == [old_stem, "Corrected"]


def test_publishing_that_fails_half_way_publishes_nothing(desk, question):
    def fail(sender, **kwargs):
        raise ArithmeticError

    published.connect(fail, sender=Question)
    try:
        question.stem = "Half way"
        with pytest.raises(ArithmeticError):
            publish(desk, question)
    finally:
        published.disconnect(fail, sender=Question)
    assert Question.objects.get(pk=question.pk).stem != "Half way"
    assert question.versions.count() == 1


# --- Keys -----------------------------------------------------------------------------------------


def test_key_of_a_published_question_is_fixed(desk, question):
    key = question.key
    assert publish(desk, question, key="renamed").status_code == 302
    assert Question.objects.get(pk=question.pk).key == key


def test_two_questions_do_not_share_a_key(desk, question):
    response = desk.post(add_url(Question), question_data(question))
    assert response.context["form"].errors == {
        "key": ["Something else has this key. Choose another one."]
    }


# --- Lists ----------------------------------------------------------------------------------------

FILTERS = [
    {"kind": "judgement"},
    {"sensitivity": "open"},
    {"is_critical": "true"},
    {"state": "live"},
    {"age_band": "14-17"},
    {"country": "GB"},
    {"due": "90"},
    {"quiz": "none"},
    {"ordering": "-kind"},
    {"ordering": "title"},
]


def listed(desk, **query) -> list[Question]:
    path = reverse(Question.snippet_viewset.get_url_name("list"))
    return list(desk.get(path, query).context["object_list"])


@pytest.fixture
def canoe(question):
    return factories.make_question(
        stem="Ada lends the canoe. What helps?",
        is_critical=True,
        age_band="14-17",
        country="GB",
        review_by=timezone.localdate(),
    )


@pytest.mark.parametrize("query", FILTERS)
@pytest.mark.parametrize("words", ["", "canoe"])
def test_list_of_questions_is_filtered_while_searching(searchable, desk, canoe, query, words):
    assert canoe in listed(desk, q=words, **query)


def test_list_of_questions_is_found_by_skill_and_words(searchable, desk, canoe, question):
    other = factories.make_question(skill="sk-easy-no")
    assert listed(desk, skill=other.skill_id) == [other]
    assert listed(desk, q="canoe") == [canoe]
    assert listed(desk, q="canoe", skill=other.skill_id) == []


def test_list_of_questions_says_what_matters_in_words(desk, canoe):
    path = reverse(Question.snippet_viewset.get_url_name("list"))
    html = desk.get(path).text
    words = [canoe.title, "Graded judgement", f"{canoe.skill.name}, critical", "Open", "ready"]
    assert [word in html for word in words] == [True] * 5


def test_question_can_be_looked_at_without_editing(desk, question):
    path = reverse(Question.snippet_viewset.get_url_name("inspect"), args=[question.pk])
    html = desk.get(path).text
    assert [option.value["text"] in html for option in question.options] == [True] * 3


# --- Quizzes --------------------------------------------------------------------------------------


def test_quiz_is_published_with_its_questions_in_order(desk, question, canoe):
    data = quiz_data(Quiz(title="Q", key="q", heading="H"), [canoe, question])
    desk.post(add_url(Quiz), data | PUBLISH)
    versions = live_versions(Quiz.objects.get(key="q"))
    assert [version.question_id for version in versions] == [canoe.pk, question.pk]


def test_quiz_without_questions_is_a_draft_only(desk, db):
    data = quiz_data(Quiz(title="Q", key="q", heading="H"), [])
    assert desk.post(add_url(Quiz), data | PUBLISH).status_code == 200
    assert not Quiz.objects.filter(key="q").exists()
    assert desk.post(add_url(Quiz), data).status_code == 302
    assert not Quiz.objects.get(key="q").live


def test_quiz_asks_a_question_once(desk, question):
    data = quiz_data(Quiz(title="Q", key="q", heading="H"), [question, question])
    response = desk.post(add_url(Quiz), data | PUBLISH)
    assert response.status_code == 200
    assert not Quiz.objects.filter(key="q").exists()


def test_quiz_draws_no_more_questions_than_it_has(desk, question):
    refused = desk.post(
        add_url(Quiz), quiz_data(Quiz(title="Q", key="q", heading="H"), [question], draw="2")
    )
    assert refused.context["form"].errors == {"draw": ["The quiz has only 1 question."]}
    desk.post(add_url(Quiz), quiz_data(Quiz(title="Q", key="q", heading="H"), [question], draw="1"))
    assert Quiz.objects.get(key="q").draw == 1
