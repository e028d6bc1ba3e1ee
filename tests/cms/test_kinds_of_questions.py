"""Every kind of question in the CMS: what is whole is published, what is not says beside the field
why.
"""

import pytest
from wagtail.rich_text import RichText

from quizzes.actions import make_parallel
from quizzes.marking import KINDS
from quizzes.models import Question
from tests import factories
from tests.cms.editing import PUBLISH, edit_url, question_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.moderator)
    return client


def publish(desk, question):
    return desk.post(edit_url(question), question_data(question) | PUBLISH)


def refusal(response) -> str:
    """Return what a form that came back says of the options as a whole."""
    (error,) = response.context["form"].errors["options"].as_data()
    return str(error.message)


@pytest.mark.parametrize("kind", list(KINDS))
def test_question_of_every_kind_is_changed_and_published(desk, kind):
    question = factories.make_question(kind=kind)
    question.stem = "Another story. What helps?"
    if question.options:
        question.options[0].value["explanation"] = RichText("<p>Other words</p>")
    assert publish(desk, question).status_code == 302
    newest, first = question.versions.all()
    assert newest.content["stem"] == question.stem
    told = [option["explanation"] for option in newest.content["options"]]
    assert told[:1] == ["<p>Other words</p>"] * len(told[:1])
    assert [o["id"] for o in newest.content["options"]] == [
        o["id"] for o in first.content["options"]
    ]


@pytest.mark.parametrize("kind", list(KINDS))
def test_form_of_every_kind_opens_again_with_what_it_holds(desk, kind):
    question = factories.make_question(kind=kind)
    html = desk.get(edit_url(question)).content.decode()
    assert f'<option value="{kind}" selected>' in html
    for option in question.content()["options"]:
        assert option["text"] in html


MISFITS = [
    ("ordering", [0, 0], {}, "There must be at least three things to put in order."),
    ("matching", [0], {}, "This kind of question needs at least two options."),
    ("matching", [0, 0], {"right": "Same"}, "There must be at least two different right sides."),
    ("gaps", [0], {"text": "No gap here."}, "Each sentence has one gap"),
    ("gaps", [0], {"text": "___ and ___"}, "Each sentence has one gap"),
    ("short-answer", [1, 0], {}, "At least one answer must be worth 2."),
    ("short-answer", [2], {"text": "a" * 81}, "An answer to type has 80 letters at most."),
    ("number", [2], {"text": "3,5"}, "Write digits, with a point before decimals: 3.5"),
    ("number", [2], {"text": "1e9"}, "Write digits, with a point before decimals: 3.5"),
    ("number", [2], {"within": "-1"}, "How far off an answer may be is 0 or more."),
]


@pytest.mark.parametrize(("kind", "values", "changes", "reason"), MISFITS)
def test_question_that_is_not_whole_is_a_draft_only(desk, kind, values, changes, reason):
    question = factories.make_question(kind=kind)
    unfit = Question.objects.get(pk=question.pk)
    unfit.options = factories.make_question(kind=kind, values=values).options
    for block in unfit.options:
        block.value.update(changes)
        if len(changes) and "text" in changes and len(values) > 1:
            block.value["text"] += block.id
    assert desk.post(edit_url(unfit), question_data(unfit)).status_code == 302
    assert reason in refusal(publish(desk, unfit))
    assert question.versions.count() == 1


@pytest.mark.parametrize(
    ("kind", "of_another", "label"),
    [
        ("ordering", "single", "Thing in its place"),
        ("single", "ordering", "Option"),
        ("matching", "gaps", "Pair"),
        ("gaps", "matching", "Sentence with a gap"),
        ("number", "short-answer", "Number"),
    ],
)
def test_question_in_blocks_of_another_kind_is_told_which_to_use(desk, kind, of_another, label):
    question = factories.make_question(kind=of_another)
    question.kind = kind
    assert desk.post(edit_url(question), question_data(question)).status_code == 302
    assert f"“{label}”" in refusal(publish(desk, question))


def test_question_to_think_about_has_no_options(desk):
    question = factories.make_question()
    question.kind = "reflect"
    assert "A question to think about has no options" in refusal(publish(desk, question))


def test_gap_whose_only_other_word_is_the_right_one_is_refused(desk):
    question = factories.make_question(kind="gaps", values=[0])
    gap = question.options[0].value
    gap["others"].pop()
    gap["others"][0] = gap["right"]
    assert refusal(publish(desk, question)) == "Each gap needs at least one other word to choose."


def test_two_left_sides_that_say_the_same_are_refused_beside_the_second(desk):
    question = factories.make_question(kind="matching")
    question.options[1].value["text"] = question.options[0].value["text"]
    (error,) = publish(desk, question).context["form"].errors["options"].as_data()
    beside_it = {"text": {"messages": ["Another option says the same."]}}
    assert error.as_json_data() == {"blockErrors": {1: {"blockErrors": beside_it}}}


@pytest.mark.parametrize("kind", list(KINDS))
def test_parallel_of_every_kind_has_the_same_parts(desk, cast, kind):
    question = factories.make_question(kind=kind)
    parallel = make_parallel(by=cast.moderator, question=question)
    without_ids = [
        [{**option, "id": ""} for option in one.content()["options"]]
        for one in (question, parallel)
    ]
    assert without_ids[0] == without_ids[1]
