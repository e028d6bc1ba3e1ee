"""What the starter content promises its readers: short, plain, fair to answer, and in order.

The content checks themselves are tested in `tests/upkeep/`; here the files meet them.
"""

import uuid
from collections import Counter
from xml.etree import ElementTree

import pytest

from core.enums import Sensitivity
from tests.curriculum.starter import (
    ENGLISH,
    PICTURES,
    courses,
    everything,
    flat,
    lessons,
    lessons_of,
    load,
    modules,
    precheck_of,
    quiz_of,
    scenario_of,
)
from upkeep.content_checks import check_lesson, check_quiz, check_scenario, repeated_sentences
from upkeep.content_checks.quizzes import GUESSED, best, guessing
from upkeep.content_checks.texts import blocks_of

TOKEN_COLOURS = {
    f"var(--{name})" for name in ["ink", "mist", "sand", "paper", "grass", "sun", "sea"]
}
DRAWN_WITH = {"svg", "g", "rect", "path", "circle", "ellipse", "text"}
FIXED_COLOURS = {"#0f3a46", "#8cc7b0", "#ffcb47"}
each_module = pytest.mark.parametrize("module", modules(), ids=lambda path: path.parent.name)


def steps() -> list[dict]:
    return [step for path, _band in lessons() for step in load(path)["steps"]]


def checks(module) -> list[dict]:
    return flat(blocks_of(load(path), "check") for path in lessons_of(module))


def ids_in(value) -> list[str]:
    if isinstance(value, list):
        return [found for item in value for found in ids_in(item)]
    if not isinstance(value, dict):
        return []
    own = [value["id"]] if "id" in value else []
    return own + [found for inner in value.values() for found in ids_in(inner)]


# The frame


@each_module
def test_a_module_lists_the_lessons_beside_it(module):
    assert {path.name for path in module.parent.glob("*.yaml")} == {
        "module.yaml",
        *(path.name for path in lessons_of(module)),
    }
    assert [load(path)["slug"] for path in lessons_of(module)] == load(module)["lessons"]


@pytest.mark.parametrize("course", courses(), ids=lambda path: path.parent.name)
def test_a_course_has_four_lessons_or_more(course):
    assert sum(len(lessons_of(path)) for path in course.parent.glob("*/module.yaml")) >= 4


def test_every_quiz_belongs_to_one_module():
    keys = flat([load(module)["precheck"], load(module)["quiz"]] for module in modules())
    assert sorted(keys) == sorted(path.stem for path in (ENGLISH / "quizzes").glob("*.yaml"))


def test_every_id_is_a_version_four_uuid_and_used_once():
    ids = ids_in(everything())
    assert [i for i in ids if uuid.UUID(i).version != 4 or str(uuid.UUID(i)) != i] == []
    assert [i for i, times in Counter(ids).items() if times > 1] == []


def test_every_skill_is_taught_by_one_step_and_asked_by_the_quiz_of_that_module():
    listed = [skill["key"] for skill in load(ENGLISH / "skills.yaml")]
    for module in modules():
        taught = [s["skill"] for p in lessons_of(module) for s in load(p)["steps"] if "skill" in s]
        assert {question["skill"] for question in quiz_of(module)["questions"]} == set(taught)
    assert sorted(step["skill"] for step in steps() if "skill" in step) == sorted(listed)


def test_every_misconception_listed_is_behind_an_option_and_the_other_way_round():
    listed = {misconception["key"] for misconception in load(ENGLISH / "misconceptions.yaml")}
    items = flat([*checks(module), *quiz_of(module)["questions"]] for module in modules())
    assert {o["tag"] for item in items for o in item["options"] if "tag" in o} == listed


def test_every_glossary_term_of_a_lesson_is_one_that_learners_see():
    shown = {
        term["key"]
        for term in load(ENGLISH / "glossary.yaml")
        if term["mark"] in ("seen-official", "seen-secondary")
    }
    named = {block["term"] for block in blocks_of_lessons("glossary")}
    assert named
    assert named <= shown


def test_every_law_of_a_lesson_is_one_that_learners_see_one_a_country():
    places = {
        law["key"]: law["jurisdiction"]
        for law in load(ENGLISH / "laws.yaml")
        if law["mark"] in ("seen-official", "seen-secondary")
    }
    named = [block["laws"] for block in blocks_of_lessons("country_fact")]
    assert named
    for laws in named:
        countries = [places[key] for key in laws]
        assert len(set(countries)) == len(countries)


def blocks_of_lessons(kind: str) -> list[dict]:
    return [block for path, _band in lessons() for block in blocks_of(load(path), kind)]


# Lessons and quizzes


@pytest.mark.parametrize(("path", "band"), lessons(), ids=lambda value: getattr(value, "stem", ""))
@pytest.mark.parametrize("audience", ["its own", "11-13"])
def test_content_checks_find_nothing_in_a_lesson(path, band, audience):
    """Nobody knows who reads along: every text is plain enough for readers of eleven."""
    assert list(check_lesson(load(path), band if audience == "its own" else audience)) == []


@each_module
def test_content_checks_find_nothing_in_a_quiz(module):
    assert list(check_quiz(quiz_of(module), "11-13")) == []


@each_module
def test_content_checks_find_nothing_in_a_precheck(module):
    assert list(check_quiz(precheck_of(module), "11-13")) == []


@each_module
def test_content_checks_find_nothing_in_a_scenario(module):
    scenario = scenario_of(module)
    assert list(check_scenario(scenario, load(module)["age_band"])) == []
    assert len(scenario["nodes"]) in range(6, 13)


def test_every_scenario_belongs_to_one_module():
    keys = [load(module)["scenario"] for module in modules()]
    assert sorted(keys) == sorted(path.stem for path in (ENGLISH / "scenes").glob("*.yaml"))


@each_module
def test_a_scenario_is_as_careful_as_its_module_or_more(module):
    levels = [load(module)["sensitivity"], scenario_of(module)["sensitivity"]]
    assert Sensitivity.strictest(*levels) == levels[1]


@each_module
def test_a_precheck_has_six_questions_each_parallel_to_one_of_the_quiz(module):
    questions = precheck_of(module)["questions"]
    assert len(questions) == 6
    in_quiz = Counter(map(form_of, quiz_of(module)["questions"]))
    assert Counter(map(form_of, questions)) <= in_quiz


def form_of(question: dict) -> tuple:
    """Return what two parallel questions share."""
    options = sorted((option["value"], option.get("tag", "")) for option in question["options"])
    names = ("skill", "kind", "critical", "sensitivity")
    return (*(question[name] for name in names), *options)


@pytest.mark.parametrize("path", [path for path, _band in lessons()], ids=lambda path: path.stem)
def test_a_lesson_has_a_drawing(path):
    assert blocks_of(load(path), "picture") != []


@each_module
def test_an_item_has_a_sentence_to_say_and_values_that_are_told_apart(module):
    for item in [*checks(module), *quiz_of(module)["questions"]]:
        values = sorted(option["value"] for option in item["options"])
        assert values == {"single": [0, 0, 0, 1]}.get(item.get("kind"), [0, 0, 1, 2])
        assert item["say_this"]


def test_the_first_quiz_is_as_its_plan_says():
    questions = load(ENGLISH / "quizzes" / "asking-and-answering.yaml")["questions"]
    assert [q["key"] for q in questions if q["critical"]] == [
        "the-photo-and-the-quiet-one",
        "help-on-saturday",
        "stop-the-recording",
    ]
    assert [q["key"] for q in questions if q["kind"] == "single"] == ["the-third-ask"]


def test_no_sentence_appears_twice():
    assert repeated_sentences(everything()) == []


@each_module
def test_a_quiz_has_eight_questions_and_two_critical_ones_or_more(module):
    questions = quiz_of(module)["questions"]
    assert len(questions) == 8
    assert sum(question["critical"] for question in questions) >= 2


@each_module
def test_guessing_by_the_look_of_options_is_near_chance(module):
    shares = guessing([*checks(module), *quiz_of(module)["questions"]])
    assert {name: share for name, share in shares.items() if share > GUESSED} == {}


@each_module
def test_the_best_option_has_no_favourite_place(module):
    assert Counter(map(best, quiz_of(module)["questions"])) == {0: 2, 1: 2, 2: 2, 3: 2}
    places = set(map(best, checks(module)))
    assert len(places) == min(4, len(checks(module)))


# Pictures


def used_pictures() -> set[str]:
    return {
        block["picture"] for path, _band in lessons() for block in blocks_of(load(path), "picture")
    }


def test_there_are_enough_scenes():
    assert len(used_pictures()) >= 16


@pytest.mark.parametrize("name", sorted(used_pictures()))
def test_a_picture_is_a_small_scene_in_the_house_colours(name):
    source = (PICTURES / f"{name}.svg").read_text(encoding="utf-8")
    elements = list(ElementTree.fromstring(f"<svg>{source}</svg>").iter())  # noqa: S314
    attributes = [(key, value) for element in elements for key, value in element.items()]
    colours = {value for key, value in attributes if key in ("fill", "stroke")} - {"none"}
    assert colours <= TOKEN_COLOURS | FIXED_COLOURS
    assert len(colours) <= 6
    assert {key for key, _ in attributes} & {"id", "class", "style", "href"} == set()
    assert {element.tag for element in elements} <= DRAWN_WITH
    assert min([float(value) for key, value in attributes if key == "font-size"], default=32) >= 32
    assert ("stroke-width", "4") in attributes
    assert len(source) < 5000
