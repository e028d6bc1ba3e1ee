"""Content checks find what they are there for, and leave good text alone."""

import copy

import pytest

from tests.curriculum.starter import lessons, load, modules, quiz_of
from upkeep.content_checks import (
    LEVELS,
    Problem,
    Weight,
    check_item,
    check_lesson,
    check_question,
    check_quiz,
    repeated_sentences,
)
from upkeep.content_checks.levels import check_level

BAND = "11-13"


@pytest.fixture
def lesson() -> dict:
    return copy.deepcopy(load(lessons()[0][0]))


@pytest.fixture
def quiz() -> dict:
    return copy.deepcopy(quiz_of(modules()[0]))


def found(problems) -> set[str]:
    return {problem.rule for problem in problems}


def first(lesson: dict, kind: str) -> dict:
    return next(b for step in lesson["steps"] for b in step["blocks"] if b["type"] == kind)


def drop(lesson: dict, kind: str) -> None:
    for step in lesson["steps"]:
        step["blocks"] = [block for block in step["blocks"] if block["type"] != kind]


def test_good_content_has_no_problem(lesson, quiz):
    assert [*check_lesson(lesson, BAND), *check_quiz(quiz, BAND)] == []


LONG = "This sentence goes on and on " * 4 + "until nobody knows how it began."


@pytest.mark.parametrize(
    ("mend", "rule"),
    [
        (lambda one: one["steps"].__delitem__(slice(4)), "steps"),
        (lambda one: drop(one, "check"), "check"),
        (lambda one: drop(one, "if_then_plan"), "if-then-plan"),
        (lambda one: drop(one, "teacher_note"), "teacher-notes"),
        (
            lambda one: one["steps"][1].update(blocks=[{"type": "text", "text": "Short."}]),
            "step-length",
        ),
        (lambda one: first(one, "text").update(text=LONG), "long-sentence"),
        (lambda one: first(one, "picture").update(description=" "), "long-description"),
        (lambda one: first(one, "if_then_plan")["cues"].append("When it rains."), "plan-words"),
        (lambda one: first(one, "if_then_plan")["cues"].append(f"If {LONG}"[:-1]), "plan-length"),
        (lambda one: first(one, "text").update(text="Hurry up, or she is lost."), "wording"),
        (lambda one: first(one, "text").update(text="It stays private with them."), "promise"),
        (lambda one: first(one, "text").update(text="Call 0800 111 222 today."), "phone-number"),
        (lambda one: first(one, "text").update(text="See www.example.org for it."), "address"),
        (lambda one: first(one, "text").update(text="Some 40 % of us do."), "sourced-claim"),
        (lambda one: first(one, "text").update(text="So do 2 in 10 people."), "sourced-claim"),
    ],
)
def test_what_is_amiss_in_a_lesson_is_found(lesson, mend, rule):
    mend(lesson)
    assert rule in found(check_lesson(lesson, BAND))


def test_lesson_without_any_example_is_found(lesson):
    for kind in ("message_thread", "comparison", "picture"):
        drop(lesson, kind)
    assert "example" in found(check_lesson(lesson, BAND))


def test_a_code_of_six_digits_is_no_phone_number(lesson):
    first(lesson, "text")["text"] = "The code is 482 913, and it is yours."
    assert "phone-number" not in found(check_lesson(lesson, BAND))


@pytest.mark.parametrize(
    ("change", "rule", "weight"),
    [
        ({"stem": "What next? " * 20 + "?"}, "stem-length", Weight.WARNS),
        ({"stem": "Which of these is not a yes?"}, "negative-stem", Weight.WARNS),
        ({"stem": "Tell us what fits."}, "stem-asks", Weight.WARNS),
        ({"say_this": "Say it kindly."}, "say-this", Weight.WARNS),
    ],
)
def test_what_is_amiss_in_a_question_is_found(quiz, change, rule, weight):
    [problem] = check_item(quiz["questions"][0] | change)
    assert (problem.rule, problem.weight) == (rule, weight)


@pytest.mark.parametrize(
    ("change", "rule", "weight"),
    [
        ({"value": 2}, "one-best", Weight.BLOCKS),
        ({"explanation": ""}, "explained", Weight.BLOCKS),
        ({"explanation": "Too short to help."}, "explanation-length", Weight.WARNS),
        (
            {"text": "An option that is far longer than the other three of them " * 2},
            *("option-lengths", Weight.WARNS),
        ),
    ],
)
def test_what_is_amiss_in_an_option_is_found(quiz, change, rule, weight):
    question = quiz["questions"][0]
    option = next(option for option in question["options"] if option["value"] == 0)
    option.update(change)
    option.pop("tag", None)
    problems = {problem.rule: problem.weight for problem in check_item(question)}
    assert problems == {rule: weight}


def test_a_belief_behind_the_best_option_is_found(quiz):
    question = quiz["questions"][0]
    next(option for option in question["options"] if option["value"] == 2)["tag"] = "mc-joke"
    assert found(check_item(question)) == {"tagged-best"}


def test_a_risky_option_may_say_what_people_say_but_nothing_else_may(quiz):
    option = next(o for o in quiz["questions"][0]["options"] if o["value"] == 0)
    option["text"] = "Why did you send it to him, and what for, at this hour?"
    assert "wording" not in found(check_quiz(quiz, BAND))
    option["explanation"] = option["text"]
    assert "wording" in found(check_quiz(quiz, BAND))


def test_a_quiz_that_its_options_give_away_is_found(quiz):
    for question in quiz["questions"]:
        best = next(option for option in question["options"] if option["value"] == 2)
        best["text"] = max((o["text"] for o in question["options"]), key=len) + " yes"
    assert "guessed" in found(check_quiz(quiz, BAND))


def test_a_hard_text_is_named_with_how_hard_it_is():
    hard = ["Institutional responsibilities necessitate comprehensive considerations."]
    problems = list(check_level(hard, LEVELS[BAND], "A lesson"))
    assert [problem.why.split(" is ")[0] for problem in problems] == ["LIX", "ARI"]
    assert {problem.where for problem in problems} == {"A lesson"}


def test_the_same_sentence_in_two_parts_is_found_once_in_a_thread_and_promises_are_not(quiz):
    thread = {"messages": [{"text": "Are you coming to the lake?"}] * 2}
    promise = {"text": "You will not be in trouble for asking for help."}
    one_lesson = {"steps": [{"title": "One", "blocks": [thread, promise]}]}
    assert repeated_sentences([one_lesson]) == []
    two = {"steps": [{"title": "Two", "blocks": [thread, promise]}]}
    assert repeated_sentences([one_lesson, two]) == ["are you coming to the lake"]


def test_a_problem_knows_the_page_it_is_on():
    problem = Problem("rule", "", "why").inside("Question").inside("Quiz")
    assert problem.where == "Quiz: Question"


# --- Kinds of question ----------------------------------------------------------------------------

WHY = " ".join(["She chose who sees it, and nobody can take back a file that was sent."] * 2)
STEM = "Mina wants to send a file of Jo. "


def question(kind: str, stem: str, *options: dict) -> dict:
    told = [{"text": "A text", "explanation": WHY, **option} for option in options]
    return {"kind": kind, "stem": STEM + stem} | ({"options": told} if told else {})


@pytest.mark.parametrize(
    "item",
    [
        question("ordering", "Put this in order.", {"text": "Ask"}, {"text": "Send it to Jo too"}),
        question(
            "matching", "Match these.", {"right": "Go"}, {"text": "A longer text", "right": "No"}
        ),
        question("gaps", "Choose the words.", {"text": "Ask ___", "right": "Jo", "others": ["me"]}),
        question("short-answer", "What comes first?", {"value": 2}, {"value": 2, "text": "So"}),
        question("number", "How many see it?", {"value": 2, "text": "3", "within": "0"}),
        question("reflect", "What would you like?"),
    ],
)
def test_good_question_of_a_new_kind_has_no_problem(item):
    assert list(check_item(item)) == []


def test_part_without_an_explanation_is_found():
    item = question("ordering", "Put this in order.", {}, {"explanation": ""})
    [problem] = check_item(item)
    assert (problem.rule, problem.weight) == ("explained", Weight.BLOCKS)


def test_question_to_type_or_think_about_asks_something():
    assert found(check_item(question("reflect", "Think."))) == {"stem-asks"}


@pytest.mark.parametrize(
    "part",
    [
        {"text": "Nobody likes a snitch."},
        {"right": "Nobody likes a snitch."},
        {"right": "Jo", "others": ["Nobody likes a snitch."]},
    ],
)
def test_refused_words_are_found_in_every_part_of_a_question(part):
    """Nothing here is a risky answer that may say what people say."""
    assert "wording" in found(check_question(question("gaps", "Choose.", part), BAND))


def test_promise_is_a_warning_and_blocks_nothing(lesson):
    first(lesson, "text")["text"] += " An adult can get it taken down."
    problems = [one for one in check_lesson(lesson, BAND) if one.rule == "promise"]
    assert [one.weight for one in problems] == [Weight.WARNS]


def test_draft_in_the_blocks_of_another_kind_is_no_error():
    assert "one-best" in found(check_item(question("single", "What helps?", {}, {"right": "Go"})))
