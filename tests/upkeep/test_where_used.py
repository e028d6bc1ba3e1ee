"""Where a fact is used: in its form before publishing, and in the message after."""

import pytest
from bs4 import BeautifulSoup

from tests import factories
from tests.cms.editing import edit_url
from tests.support.drafts import phone, published
from tests.support.samples import (
    make_helpline,
    make_law,
    make_letter_clause,
    make_plan_step,
    words_of,
)
from tests.upkeep.hands import approve, approve_in_the_list, numbers_in_form, send, signed_in
from upkeep.queries import uses_of

pytestmark = pytest.mark.usefixtures("references")


def panel(user, fact) -> str:
    """Return the words of the panel "Used in" of a fact's form."""
    html = signed_in(user).get(edit_url(fact)).content
    return words_of(BeautifulSoup(html, "html.parser").select_one("#panel-used_in-content"))


def messages(response) -> str:
    html = BeautifulSoup(response.content, "html.parser")
    return " ".join(words_of(one) for one in html.select(".messages li"))


def use_in_one_of_each(line):
    make_plan_step(title="Call Sandline", facts=[("helpline", line)])
    make_letter_clause(key="clause-sand", facts=[("helpline", line)])
    question = factories.make_question(facts=[("helpline", line)])
    make_plan_step(title="Not yet public", live=False, facts=[("helpline", line)])
    return question


def test_form_names_what_refers_to_it_before_anything_is_published(line, moderator):
    question = use_in_one_of_each(line)
    assert panel(moderator, line) == (
        "Letter clause: clause-sand Plan step: Call Sandline Plan step: Not yet public draft "
        f"Question: {question} They show what is published here with the next request. "
        "Nobody has to change them."
    )


def test_form_says_where_nothing_refers_to_it(line, moderator):
    make_plan_step(facts=[("helpline", make_helpline())])
    assert panel(moderator, line).startswith("No lesson, question, plan step or letter clause")


def test_record_of_another_kind_with_the_same_number_is_another(line, moderator):
    law = make_law(pk=line.pk)
    make_plan_step(title="Read the law", facts=[("law", law)])
    assert [use.name for use in uses_of(law, moderator)] == ["Read the law"]
    assert uses_of(line, moderator) == []


def test_use_leads_to_where_it_is_edited_only_for_who_may(line, moderator, teacher):
    question = use_in_one_of_each(line)
    found = {use.name: use.url for use in uses_of(line, moderator)}
    assert found[str(question)] == edit_url(question)
    assert {use.url for use in uses_of(line, teacher)} == {None}


AFTER = "3 places that refer to it show it now: clause-sand, Call Sandline, {question}."


def test_message_after_publishing_counts_and_names_the_places(line, moderator):
    question = use_in_one_of_each(line)
    said = messages(send(moderator, line, "publish", notes="Ask for a quiet room."))
    assert said.endswith(f"updated and published. {AFTER.format(question=question)} Edit")


@pytest.mark.parametrize("press", [approve, approve_in_the_list])
def test_message_after_approving_does_too(line, editor, moderator, press):
    question = use_in_one_of_each(line)
    send(editor, line, "submit", means=numbers_in_form("0800 2222"))
    assert AFTER.format(question=question) in messages(press(moderator, line))


def test_message_after_anything_else_names_none(line, editor, moderator):
    use_in_one_of_each(line)
    answers = [send(editor, line, notes="Quiet."), send(editor, line, "submit", notes="Quieter.")]
    answers.append(send(moderator, line, notes="Quieter still."))
    assert [answer for answer in answers if "show it now" in messages(answer)] == []


def test_message_names_eight_of_many_and_no_place_where_there_is_none(line, moderator):
    said = messages(send(moderator, line, "publish", notes="Quiet."))
    assert "Nothing else refers to it." in said
    for number in range(10):
        make_plan_step(title=f"Step {number}", facts=[("helpline", line)])
    said = messages(send(moderator, line, "publish", notes="Quieter."))
    steps = ", ".join(f"Step {number}" for number in range(8))
    assert f"10 places that refer to it show it now: {steps}, and more." in said


def test_hostile_title_stays_text(line, moderator):
    make_plan_step(title="<img src=x>", facts=[("helpline", line)])
    answered = send(moderator, line, "publish", notes="Quiet.").content.decode()
    assert ("&lt;img src=x&gt;" in answered, "<img src=x>" in answered) == (True, False)


@pytest.mark.parametrize("many", [1, 3, 30])
def test_uses_of_two_kinds_cost_three_queries(many, moderator, django_assert_num_queries):
    line = published(make_helpline(means=phone("0800 1111")))
    for _number in range(many):
        make_plan_step(facts=[("helpline", line)])
        make_letter_clause(facts=[("helpline", line)])
    uses_of(line, moderator)  # content types and permissions are kept
    with django_assert_num_queries(3):
        assert len(uses_of(line, moderator)) == 2 * many
