"""Skills, misconceptions, questions and quizzes as files: read, write, dump (decision 28)."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from wagtail.models import Locale

from core.curriculum_files import (
    Errors,
    Record,
    Unique,
    plain,
    read_record,
    read_records,
    write_yaml,
)
from core.enums import AgeBand, Sensitivity
from core.loaded import Outcome, decide, loaded_key, note_loaded, of_the_same_key
from core.rich_text import html_to_markdown, markdown_to_html
from quizzes.blocks import (
    LONGEST_CHOICE,
    LONGEST_NUMBER,
    LONGEST_OPTION,
    why_options_do_not_fit,
)
from quizzes.enums import PLACES, QuestionKind
from quizzes.marking import KINDS
from quizzes.models import Misconception, Question, Quiz, QuizQuestion, Skill
from quizzes.models.skills import RETEACHING
from support.curriculum.reading import refuse_unknown_facts
from support.curriculum.shapes import references
from upkeep.content_checks import YOUNGEST, Problem, check_question, draft_problems

SKILL, MISCONCEPTION, QUESTION, QUIZ = "skill", "misconception", "question", "quiz"
FACTS = references("facts")
# What files say of those that are no more than their fields, in this order.
PLAIN = {Skill: ("key", "name", "can"), Misconception: ("key", "belief", *RETEACHING)}
# What files say of an option beside its id, by the block it is written in, in this order.
OPTION_KEYS = {
    "option": ("value", "tag", "text", "explanation"),
    "item": ("text", "explanation"),
    "pair": ("text", "right", "explanation"),
    "number": ("value", "tag", "text", "within", "explanation"),
    "gap": ("text", "right", "others", "explanation"),
}


@dataclass(frozen=True)
class BankFiles:
    """What the files of one language say, checked, as the plain data of the files."""

    language: str
    skills: list[dict]
    misconceptions: list[dict]
    quizzes: list[dict]

    @property
    def skill_keys(self) -> set[str]:
        return {skill["key"] for skill in self.skills}

    @property
    def quiz_keys(self) -> set[str]:
        return {quiz.get("key", "") for quiz in self.quizzes}


@dataclass(frozen=True)
class Known:
    """What questions may name, and what no two of them may share."""

    skills: set[str]
    tags: set[str]
    facts: Set[str]
    ids: Unique
    keys: Unique


def read(folder: Path, errors: Errors, *, facts: Set[str]) -> BankFiles:
    """Read one language's folder (`curriculum/en`); problems go to `errors`.

    `facts` are the records of the same load on which questions may rest, as `law:<key>`.
    """
    skills, misconceptions, quizzes = [], [], []
    with errors.collecting():
        skills = [read_skill(r) for r in read_records(folder / "skills.yaml", errors)]
    with errors.collecting():
        misconceptions = [
            read_misconception(r) for r in read_records(folder / "misconceptions.yaml", errors)
        ]
    known = Known(
        {skill["key"] for skill in skills},
        {misconception["key"] for misconception in misconceptions},
        facts,
        Unique("id"),
        Unique("key"),
    )
    for path in sorted((folder / "quizzes").glob("*.yaml")):
        with errors.collecting(), read_record(path, errors) as record:
            quizzes.append(read_quiz(record, known, errors))
    return BankFiles(folder.name, skills, misconceptions, quizzes)


def read_skill(record: Record) -> dict:
    with record:
        record.text("key", max_length=60)
        record.text("name", max_length=80)
        record.text("can", max_length=200)
    return dict(record)


def read_misconception(record: Record) -> dict:
    with record:
        record.text("key", max_length=60)
        record.text("belief", max_length=200)
        for name, longest in RETEACHING.items():
            record.optional_text(name, max_length=longest)
    return dict(record)


def read_quiz(record: Record, known: Known, errors: Errors) -> dict:
    record.uuid("id")
    known.ids.note(record)
    record.text("key", max_length=80)
    record.text("neutral_title", max_length=120)
    record.text("heading", max_length=120)
    record.optional_text("intro")
    record.choice("sensitivity", Sensitivity.values)
    for question in record.records("questions", at_least=1):
        read_question(question, known)
        refuse_unknown_facts(question, known.facts, errors)
    return plain(record)


def read_question(record: Record, known: Known) -> None:
    with record:
        record.uuid("id")
        record.text("key", max_length=80)
        known.ids.note(record)
        known.keys.note(record)
        kind = record.choice("kind", QuestionKind.values)
        record.choice("skill", known.skills)
        record.boolean("critical")
        record.choice("sensitivity", Sensitivity.values)
        record.choice("age_band", AgeBand.values, default="")
        record.choice("country", dict(PLACES), default="")
        record.date("review_by", default=None)
        FACTS.read(record)
        record.text("title", max_length=120)
        record.text("stem")
        block = KINDS[kind].block
        options = record.records("options", at_most=KINDS[kind].most)
        read = [read_option(option, block, known.tags) for option in options]
        record.optional_text("say_this", max_length=200)
        if refusal := why_options_do_not_fit(kind, read, {block} if read else set()):
            record.refuse("options", refusal)
        if not options and "options" in record:
            record.refuse("options", "a question without options leaves this key out")


def read_option(record: Record, block: str, tags: set[str]) -> dict:
    """Return an option written in such a block as it would be pinned, as far as it can be read."""
    read = {
        "value": lambda: record.integer("value", at_most=2),
        "tag": lambda: record.choice("tag", tags, default=""),
        "text": lambda: record.text("text", max_length=LONGEST_OPTION),
        "right": lambda: record.text("right", max_length=LONGEST_CHOICE),
        "others": lambda: record.texts("others", at_least=1, at_most=5, max_length=LONGEST_CHOICE),
        "within": lambda: record.text("within", max_length=LONGEST_NUMBER),
        "explanation": lambda: record.markdown("explanation"),
    }
    with record:
        record.uuid("id")
        return {name: read[name]() for name in OPTION_KEYS[block]}


def write(files: BankFiles, *, force: bool) -> list[tuple[str, str, Outcome]]:
    """Write the bank in the caller's transaction; return (kind, key, outcome) of each object."""
    locale = Locale.objects.get(language_code=files.language)
    done = [write_plain(SKILL, Skill, data, locale, force=force) for data in files.skills]
    done += [
        write_plain(MISCONCEPTION, Misconception, data, locale, force=force)
        for data in files.misconceptions
    ]
    for data in files.quizzes:
        done += [write_question(question, locale, force=force) for question in data["questions"]]
        done.append(write_quiz(data, locale, force=force))
    return done


def write_plain(kind: str, model, data: dict, locale, *, force: bool) -> tuple[str, str, Outcome]:
    """Write a skill or a misconception, whose fields are the keys of its data."""
    standing = model.objects.filter(key=data["key"], locale=locale).first()
    dumped = standing and plain_data(standing)
    remembered = {"kind": kind, "key": loaded_key(locale.language_code, data["key"])}
    outcome = decide(**remembered, standing=dumped, wanted=data, force=force)
    if outcome in {Outcome.CREATED, Outcome.UPDATED}:
        instance = standing or model(locale=locale, **of_the_same_key(model, data["key"]))
        for name in PLAIN[model]:
            setattr(instance, name, data.get(name, ""))
        instance.full_clean()
        instance.save()
        note_loaded(**remembered, data=data)
    return kind, data["key"], outcome


def plain_data(instance: Skill | Misconception) -> dict:
    """Return a skill or a misconception as its file would say it, without what is empty."""
    said = {name: getattr(instance, name) for name in PLAIN[type(instance)]}
    return {name: value for name, value in said.items() if value}


def write_question(data: dict, locale, *, force: bool) -> tuple[str, str, Outcome]:
    standing = Question.objects.filter(translation_key=data["id"], locale=locale).first()
    dumped = standing and question_data(standing)
    name = {"kind": QUESTION, "key": loaded_key(locale.language_code, data["id"])}
    outcome = decide(
        **name,
        standing=dumped,
        wanted=data,
        force=force,
        has_draft=bool(standing and standing.has_unpublished_changes),
    )
    if outcome in {Outcome.CREATED, Outcome.UPDATED}:
        question = standing or Question(locale=locale, translation_key=data["id"])
        fill_question(question, data, locale)
        question.full_clean()
        if question.pk is None:
            question.live = False
            question.save()
        question.save_revision().publish()
        note_loaded(**name, data=data)
    return QUESTION, data["key"], outcome


def fill_question(question: Question, data: dict, locale) -> None:
    question.key = data["key"]
    question.kind = data["kind"]
    question.skill = Skill.objects.get(key=data["skill"], locale=locale)
    question.is_critical = data["critical"]
    question.sensitivity = data["sensitivity"]
    question.age_band = data.get("age_band", "")
    question.country = data.get("country", "")
    question.review_by = data.get("review_by")
    question.title = data["title"]
    question.stem = data["stem"]
    question.say_this = data.get("say_this", "")
    question.facts = FACTS.stored(data.get("facts", []), locale)
    block = KINDS[question.kind].block
    question.options = [
        {"type": block, "id": option["id"], "value": stored_option(option)}
        for option in data.get("options", [])
    ]


def stored_option(option: dict) -> dict:
    """Return an option of a file as the database holds its block."""
    values = {name: value for name, value in option.items() if name != "id"}
    if "value" in values:
        values |= {"value": str(option["value"]), "tag": option.get("tag", "")}
    return values | {"explanation": markdown_to_html(option["explanation"])}


def question_data(question: Question) -> dict:
    """Return a question as its file would say it."""
    about = {name: getattr(question, name) for name in ("age_band", "country", "review_by")}
    about["facts"] = FACTS.written(question.facts)
    data = {
        "id": str(question.translation_key),
        "key": question.key,
        "kind": question.kind,
        "skill": question.skill.key,
        "critical": question.is_critical,
        "sensitivity": question.sensitivity,
        **{name: said for name, said in about.items() if said},
        "title": question.title,
        "stem": question.stem,
    }
    options = [option_data(block) for block in question.options]
    data |= {"options": options} if options else {}
    return data | ({"say_this": question.say_this} if question.say_this else {})


def question_problems(question: Question) -> Iterator[Problem]:
    """Yield what the content checks find, for the youngest it may be asked."""
    audience = question.age_band or YOUNGEST
    return draft_problems(lambda: question_data(question), check_question, audience)


def option_data(block) -> dict:
    """Return one option as its file would say it, without a tag where it has none."""
    said = {name: written(name, block.value[name]) for name in OPTION_KEYS[block.block_type]}
    return {"id": str(block.id)} | {k: v for k, v in said.items() if v or k != "tag"}


def written(name: str, value):
    """Return one field of an option as its file says it."""
    if name == "explanation":
        return html_to_markdown(value.source)
    if name == "others":
        return list(value)
    return int(value) if name == "value" else value


def write_quiz(data: dict, locale, *, force: bool) -> tuple[str, str, Outcome]:
    wanted = {**data, "questions": [question["key"] for question in data["questions"]]}
    standing = Quiz.objects.filter(translation_key=data["id"], locale=locale).first()
    dumped = standing and quiz_data(standing)
    name = {"kind": QUIZ, "key": loaded_key(locale.language_code, data["id"])}
    outcome = decide(
        **name,
        standing=dumped,
        wanted=wanted,
        force=force,
        has_draft=bool(standing and standing.has_unpublished_changes),
    )
    if outcome in {Outcome.CREATED, Outcome.UPDATED}:
        quiz = standing or Quiz(locale=locale, translation_key=data["id"], live=False)
        fill_quiz(quiz, data, locale)
        quiz.full_clean()
        quiz.save()
        quiz.save_revision().publish()
        note_loaded(**name, data=wanted)
    return QUIZ, data["key"], outcome


def fill_quiz(quiz: Quiz, data: dict, locale) -> None:
    quiz.key = data["key"]
    quiz.title = data["neutral_title"]
    quiz.heading = data["heading"]
    quiz.intro = data.get("intro", "")
    quiz.sensitivity = data["sensitivity"]
    questions = {
        str(question.translation_key): question
        for question in Question.objects.filter(
            locale=locale, translation_key__in=[q["id"] for q in data["questions"]]
        )
    }
    places = {place.question_id: place for place in quiz.quiz_questions.all()}
    quiz.quiz_questions = [
        place_question(places, questions[question["id"]], number)
        for number, question in enumerate(data["questions"])
    ]


def place_question(places: dict, question: Question, number: int) -> QuizQuestion:
    """Return the place a question has in the quiz already, or a new one, with its new number."""
    place = places.get(question.pk) or QuizQuestion(question=question)
    place.sort_order = number
    return place


def quiz_data(quiz: Quiz) -> dict:
    """Return a quiz as its file would say it, with the keys of its questions for their text."""
    data = {
        "id": str(quiz.translation_key),
        "key": quiz.key,
        "neutral_title": quiz.title,
        "heading": quiz.heading,
    }
    return (
        data
        | ({"intro": quiz.intro} if quiz.intro else {})
        | {
            "sensitivity": quiz.sensitivity,
            "questions": [
                place.question.key for place in quiz.quiz_questions.select_related("question")
            ],
        }
    )


def dump(folder: Path, language: str) -> None:
    """Write the bank of one language to files; load(dump) changes nothing."""
    locale = Locale.objects.get(language_code=language)
    (folder / "quizzes").mkdir(parents=True, exist_ok=True)
    skills = Skill.objects.filter(locale=locale).order_by("pk")
    beliefs = Misconception.objects.filter(locale=locale).order_by("pk")
    (folder / "skills.yaml").write_text(write_yaml([plain_data(skill) for skill in skills]))
    (folder / "misconceptions.yaml").write_text(
        write_yaml([plain_data(belief) for belief in beliefs])
    )
    for quiz in Quiz.objects.filter(locale=locale):
        path = folder / "quizzes" / f"{quiz.key}.yaml"
        path.write_text(write_yaml(quiz_with_questions(quiz)))


def quiz_with_questions(quiz: Quiz) -> dict:
    """Return a quiz as its file says it, questions and all. Two queries."""
    places = quiz.quiz_questions.select_related("question__skill").order_by("sort_order")
    return quiz_data(quiz) | {"questions": [question_data(place.question) for place in places]}
