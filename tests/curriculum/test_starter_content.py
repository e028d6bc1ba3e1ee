"""What the starter content promises its readers: short, plain, fair to answer, and in order.

Reading levels are those for learners of 11 to 13. They are a smoke alarm: text that passes may
still be hard, text that fails is.
"""

import re
import uuid
from collections import Counter
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from core.reading import measure, sentences, words

REPOSITORY = Path(__file__).resolve().parents[2]
ENGLISH = REPOSITORY / "curriculum" / "en"
PICTURES = REPOSITORY / "templates" / "pictures"
COURSE = ENGLISH / "courses" / "asking-and-agreeing"
MODULE = COURSE / "asking-and-answering"
LESSON_SLUGS = [
    "what-a-yes-is",
    "asking-so-that-no-is-easy",
    "not-sure-and-changed-minds",
    "hearing-a-no",
]
TOKEN_COLOURS = {
    f"var(--{name})" for name in ["ink", "mist", "sand", "paper", "grass", "sun", "sea"]
}
DRAWN_WITH = {"svg", "g", "rect", "path", "circle", "ellipse", "text"}
FIXED_COLOURS = {"#0f3a46", "#8cc7b0", "#ffcb47"}
each_lesson = pytest.mark.parametrize("slug", LESSON_SLUGS)


@cache
def load(path: Path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def lesson(slug: str) -> dict:
    return load(MODULE / f"{slug}.yaml")


def quiz() -> dict:
    return load(ENGLISH / "quizzes" / "asking-and-answering.yaml")


def blocks_of(slug: str, kind: str) -> list[dict]:
    steps = lesson(slug)["steps"]
    return [block for step in steps for block in step["blocks"] if block["type"] == kind]


def checks() -> list[dict]:
    return [check for slug in LESSON_SLUGS for check in blocks_of(slug, "check")]


def plain(markdown: str) -> str:
    """Remove the few marks that the Markdown subset has."""
    without_links = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", markdown)
    return re.sub(r"^(?:- |\d+\. )", "", without_links.replace("*", ""), flags=re.MULTILINE)


# Keys that hold whole sentences, without headings and short options that lower every average.
PROSE = ["text", "meaning", "feedback", "explanation", "stem", "question"]
# Every key whose value a learner reads; some read a picture's long description, so it counts.
READ_ALOUD = [
    *PROSE,
    *["heading", "title", "description", "caption", "setting", "sender", "term", "say_this"],
    *["prompt", "help_text", "intro", "summary", "what_is_in_this"],
    *["outcomes", "cues", "responses", "items"],
]
BEFORE_ANSWERING = [key for key in READ_ALOUD if key not in ("feedback", "say_this")]


def learner_texts(value, keys: list[str]) -> list[str]:
    """Collect the texts under `keys`, in order, leaving out notes for teachers."""
    if isinstance(value, list):
        return [text for item in value for text in learner_texts(item, keys)]
    if not isinstance(value, dict) or value.get("type") == "teacher_note":
        return []
    found = []
    for key, inner in value.items():
        if isinstance(inner, list):
            found += [plain(item) for item in inner if isinstance(item, str) and key in keys]
        elif key in keys and isinstance(inner, str):
            found.append(plain(inner))
        found += learner_texts(inner, keys)
    return found


def without_option_texts(value):
    """Drop what options say, keeping what they explain."""
    if isinstance(value, list):
        return [without_option_texts(item) for item in value]
    if not isinstance(value, dict):
        return value
    is_option = "feedback" in value or "explanation" in value
    return {
        key: without_option_texts(inner)
        for key, inner in value.items()
        if not (is_option and key == "text")
    }


def everything() -> list[dict]:
    frame = [load(COURSE / "course.yaml"), load(MODULE / "module.yaml")]
    return [*frame, *map(lesson, LESSON_SLUGS), quiz()]


def flat(lists) -> list:
    return [item for inner in lists for item in inner]


def ids_in(value) -> list[str]:
    if isinstance(value, list):
        return [found for item in value for found in ids_in(item)]
    if not isinstance(value, dict):
        return []
    own = [value["id"]] if "id" in value else []
    return own + [found for inner in value.values() for found in ids_in(inner)]


# The frame


def test_the_module_lists_its_lessons_in_order():
    module = load(MODULE / "module.yaml")
    assert module["lessons"] == LESSON_SLUGS
    assert {path.stem for path in MODULE.glob("*.yaml")} == {*LESSON_SLUGS, "module"}
    assert [lesson(slug)["slug"] for slug in LESSON_SLUGS] == LESSON_SLUGS
    assert module["quiz"] == quiz()["key"]


def test_every_id_is_a_version_four_uuid_and_used_once():
    ids = ids_in(everything())
    assert [i for i in ids if uuid.UUID(i).version != 4 or str(uuid.UUID(i)) != i] == []
    assert [i for i, times in Counter(ids).items() if times > 1] == []


def test_every_skill_is_taught_by_one_step_and_asked_by_the_quiz():
    listed = [skill["key"] for skill in load(ENGLISH / "skills.yaml")]
    taught = {
        slug: [step["skill"] for step in lesson(slug)["steps"] if "skill" in step]
        for slug in LESSON_SLUGS
    }
    assert flat(taught.values()) == listed
    assert {question["skill"] for question in quiz()["questions"]} == set(listed)


def test_every_misconception_listed_is_behind_an_option_and_the_other_way_round():
    listed = {misconception["key"] for misconception in load(ENGLISH / "misconceptions.yaml")}
    options = [o for item in [*checks(), *quiz()["questions"]] for o in item["options"]]
    assert {option["tag"] for option in options if "tag" in option} == listed
    assert [o["text"] for o in options if "tag" in o and o["value"] == 2] == []


# Lessons


@each_lesson
def test_a_lesson_has_its_parts(slug):
    assert 5 <= len(lesson(slug)["steps"]) <= 9
    assert len(blocks_of(slug, "check")) in (1, 2)
    assert len(blocks_of(slug, "if_then_plan")) == 1
    assert len(blocks_of(slug, "picture")) >= 1


@each_lesson
def test_notes_for_teachers_stand_in_the_last_step_only(slug):
    kinds = [
        [block["kind"] for block in step["blocks"] if block["type"] == "teacher_note"]
        for step in lesson(slug)["steps"]
    ]
    assert kinds[-1] == ["talk", "watch_out"]
    assert flat(kinds[:-1]) == []


@each_lesson
def test_a_lesson_is_neither_thin_nor_long(slug):
    assert 300 <= measure("\n".join(learner_texts(lesson(slug), READ_ALOUD))).words <= 700


@each_lesson
def test_a_step_is_read_within_a_minute(slug):
    counts = {
        step["title"]: measure("\n".join(learner_texts(step, BEFORE_ANSWERING))).words
        for step in lesson(slug)["steps"]
    }
    assert {title: count for title, count in counts.items() if not 20 <= count <= 150} == {}


@pytest.mark.parametrize("name", [*LESSON_SLUGS, "quiz"])
@pytest.mark.parametrize("only_prose", [False, True], ids=["all text", "prose"])
def test_text_is_plain_enough_for_eleven_year_olds(name, only_prose):
    source = quiz() if name == "quiz" else lesson(name)
    texts = (
        learner_texts(without_option_texts(source), PROSE)
        if only_prose
        else learner_texts(source, READ_ALOUD)
    )
    reading = measure("\n".join(texts))
    assert reading.lix <= 25
    assert reading.ari <= 6
    assert reading.mean_sentence <= 11
    too_long = [s for text in texts for s in sentences(text) if len(words(s)) > 20]
    assert too_long == []


def test_notes_for_teachers_keep_to_their_own_level():
    notes = [note["text"] for slug in LESSON_SLUGS for note in blocks_of(slug, "teacher_note")]
    reading = measure("\n".join(notes))
    assert reading.lix <= 40
    assert reading.ari <= 11
    assert reading.longest_sentence <= 30


@each_lesson
def test_every_cue_of_a_plan_goes_with_every_response(slug):
    (plan,) = blocks_of(slug, "if_then_plan")
    assert 3 <= len(plan["cues"]) <= 5
    assert 3 <= len(plan["responses"]) <= 5
    assert [cue for cue in plan["cues"] if not re.fullmatch(r"If .+[^.,]", cue)] == []
    assert [r for r in plan["responses"] if not re.fullmatch(r"then I .+[^.,]", r)] == []
    combined = [f"{cue}, {reply}" for cue in plan["cues"] for reply in plan["responses"]]
    assert [sentence for sentence in combined if len(words(sentence)) > 20] == []


def test_no_sentence_appears_twice():
    texts = [text for source in everything() for text in learner_texts(source, READ_ALOUD)]
    seen = Counter(
        " ".join(words(sentence.lower()))
        for text in texts
        for sentence in sentences(text)
        if len(words(sentence)) > 3
    )
    assert [sentence for sentence, times in seen.items() if times > 1] == []


@pytest.mark.parametrize(
    "unkind",
    [r"!", r"\b(just|simply|obviously|of course|oops)\b", r"\b(wrong|stupid|should have)\b"],
)
def test_words_that_hurry_or_blame_do_not_appear(unkind):
    texts = [text for source in everything() for text in learner_texts(source, READ_ALOUD)]
    assert [text for text in texts if re.search(unkind, text, re.IGNORECASE)] == []


# Questions and checks: fair to answer


def items() -> list[dict]:
    asked = [{**check, "name": check["question"]} for check in checks()]
    return asked + [{**question, "name": question["key"]} for question in quiz()["questions"]]


each_item = pytest.mark.parametrize("item", items(), ids=lambda item: item["name"][:40])


def best(item: dict) -> int:
    values = [option["value"] for option in item["options"]]
    return values.index(max(values))


def test_the_quiz_is_as_its_plan_says():
    questions = quiz()["questions"]
    assert [q["key"] for q in questions if q["critical"]] == [
        "the-photo-and-the-quiet-one",
        "help-on-saturday",
        "stop-the-recording",
    ]
    assert [q["key"] for q in questions if q["kind"] == "single"] == ["the-third-ask"]
    assert len(questions) == 8


@each_item
def test_an_item_has_one_best_option_and_every_option_is_explained(item):
    values = sorted(option["value"] for option in item["options"])
    expected = {"single": [0, 0, 0, 1]}.get(item.get("kind"), [0, 0, 1, 2])
    assert values == expected
    lengths = [len(words(o.get("feedback", o.get("explanation")))) for o in item["options"]]
    assert [length for length in lengths if not 25 <= length <= 60] == []


@each_item
def test_an_item_asks_in_few_words_and_without_a_negative(item):
    stem = item.get("stem", item.get("question"))
    assert len(words(stem)) <= 35
    assert re.findall(r"\b(?:not|never|except|without|neither|none)\b|n[’']t\b", stem) == []
    assert stem.endswith("?")


@each_item
def test_options_are_about_equally_long(item):
    lengths = [len(option["text"]) for option in item["options"]]
    assert max(lengths) <= 1.3 * min(lengths)


@each_item
def test_say_this_is_one_sentence_in_quotation_marks(item):
    assert re.fullmatch(r"“[^“”]+[.?]”", item["say_this"])
    assert len(sentences(item["say_this"])) == 1


def longest(texts: list[str]) -> list[int]:
    return [i for i, text in enumerate(texts) if len(text) == max(map(len, texts))]


def shortest(texts: list[str]) -> list[int]:
    return [i for i, text in enumerate(texts) if len(text) == min(map(len, texts))]


def politest(texts: list[str]) -> list[int]:
    """Most of the words that good answers are made of."""
    nice = {"ask", "asks", "ok", "fine", "please", "thanks", "kindly", "quietly", "wait", "no"}
    scores = [sum(word.lower() in nice for word in words(text)) for text in texts]
    return [i for i, score in enumerate(scores) if score == max(scores)]


@pytest.mark.parametrize("guess", [longest, shortest, politest])
def test_guessing_by_the_look_of_options_is_near_chance(guess):
    hits = 0.0
    for item in items():
        picked = guess([option["text"] for option in item["options"]])
        hits += (best(item) in picked) / len(picked)
    assert hits <= 0.4 * len(items())


def test_the_best_option_has_no_favourite_place():
    assert Counter(map(best, quiz()["questions"])) == {0: 2, 1: 2, 2: 2, 3: 2}
    assert sorted(map(best, checks())) == [0, 1, 2, 3]


# Pictures


def used_pictures() -> set[str]:
    return {block["picture"] for slug in LESSON_SLUGS for block in blocks_of(slug, "picture")}


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
