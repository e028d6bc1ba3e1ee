"""Scenarios as files: read, write, dump (decision 28)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wagtail.models import Locale

from core.curriculum_files import Errors, Record, Unique, plain, read_record, write_yaml
from core.enums import Sensitivity
from core.loaded import Outcome, decide, loaded_key, note_loaded
from core.rich_text import html_to_markdown, markdown_to_html
from labs.enums import ChoiceKind, NodeKind
from labs.models import Scenario
from upkeep.content_checks import YOUNGEST, Problem, check_scenario, draft_problems

SCENARIO = "scenario"
FOLDER = "scenes"
ENDS_WITH = ("helped", "harder")
PLAN = ("cue", "response")
# What no node of a file is without; in a draft it may be empty.
IN_EVERY_NODE = ("key", "kind", "title")


@dataclass(frozen=True)
class ScenarioFiles:
    """What the files of one language say, checked, as the plain data of the files."""

    language: str
    scenarios: list[dict]

    @property
    def keys(self) -> set[str]:
        return {scenario.get("key", "") for scenario in self.scenarios}


def read(folder: Path, errors: Errors) -> ScenarioFiles:
    """Read one language's folder (`curriculum/en`); problems go to `errors`."""
    scenarios, ids = [], Unique("id")
    for path in sorted((folder / FOLDER).glob("*.yaml")):
        with errors.collecting(), read_record(path, errors) as record:
            scenarios.append(read_scenario(record, ids))
    return ScenarioFiles(folder.name, scenarios)


def read_scenario(record: Record, ids: Unique) -> dict:
    record.uuid("id")
    ids.note(record)
    record.text("key", max_length=80)
    record.text("neutral_title", max_length=120)
    record.text("heading", max_length=120)
    record.choice("sensitivity", Sensitivity.values)
    record.integer("minutes", at_least=1, at_most=30)
    record.text("setting")
    nodes = record.records("nodes", at_least=1, at_most=20)
    keys = {str(node.get("key", "")) for node in nodes}
    for node in nodes:
        read_node(node, keys, ids)
    for perspective in record.records("perspectives"):
        with perspective:
            perspective.uuid("id")
            ids.note(perspective)
            perspective.text("who", max_length=60)
            perspective.text("text")
    return plain(record)


def read_node(record: Record, keys: set[str], ids: Unique) -> None:
    with record:
        record.uuid("id")
        ids.note(record)
        record.text("key", max_length=60)
        record.choice("kind", NodeKind.values)
        record.text("title", max_length=60)
        for message in record.records("messages"):
            with message:
                message.text("sender", max_length=30)
                message.choice("side", ("start", "end"))
                message.text("text", max_length=200)
        record.markdown("text")
        for choice in record.records("choices", at_most=4):
            read_choice(choice, keys, ids)
        for name in ENDS_WITH:
            record.texts(name, max_length=200)
        for name in PLAN:
            record.optional_text(name, max_length=120)


def read_choice(record: Record, keys: set[str], ids: Unique) -> None:
    with record:
        record.uuid("id")
        ids.note(record)
        record.text("text", max_length=160)
        record.choice("kind", ChoiceKind.values)
        record.boolean("repairs", default=False)
        record.choice("to", keys)
        record.text("outcome")
        record.text("coach")


def write(files: ScenarioFiles, *, force: bool) -> list[tuple[str, str, Outcome]]:
    """Write the scenarios in the caller's transaction; return (kind, key, outcome) of each."""
    locale = Locale.objects.get(language_code=files.language)
    return [write_scenario(data, locale, force=force) for data in files.scenarios]


def write_scenario(data: dict, locale: Locale, *, force: bool) -> tuple[str, str, Outcome]:
    standing = Scenario.objects.filter(translation_key=data["id"], locale=locale).first()
    name = {"kind": SCENARIO, "key": loaded_key(locale.language_code, data["id"])}
    outcome = decide(
        **name,
        standing=standing and scenario_data(standing),
        wanted=data,
        force=force,
        has_draft=bool(standing and standing.has_unpublished_changes),
    )
    if outcome in {Outcome.CREATED, Outcome.UPDATED}:
        scenario = standing or Scenario(locale=locale, translation_key=data["id"], live=False)
        fill(scenario, data)
        scenario.full_clean()
        scenario.save()
        scenario.save_revision().publish()
        note_loaded(**name, data=data)
    return SCENARIO, data["key"], outcome


def fill(scenario: Scenario, data: dict) -> None:
    scenario.title = data["neutral_title"]
    for name in ("key", "heading", "sensitivity", "minutes", "setting"):
        setattr(scenario, name, data[name])
    scenario.nodes = [
        {"type": "node", "id": node["id"], "value": node_to_stream(node)} for node in data["nodes"]
    ]
    scenario.perspectives = [
        {
            "type": "perspective",
            "id": perspective["id"],
            "value": {name: perspective[name] for name in ("who", "text")},
        }
        for perspective in data.get("perspectives", [])
    ]


def node_to_stream(node: dict) -> dict:
    choices = [
        {
            "type": "item",
            "id": choice["id"],
            "value": {name: value for name, value in choice.items() if name != "id"},
        }
        for choice in node.get("choices", [])
    ]
    return {
        **{name: node[name] for name in ("key", "kind", "title")},
        "text": markdown_to_html(node["text"]),
        "choices": choices,
        **{name: node.get(name, []) for name in ("messages", *ENDS_WITH)},
        **{name: node.get(name, "") for name in PLAN},
    }


def scenario_data(scenario: Scenario) -> dict:
    """Return a scenario as its file would say it; what is empty is left out."""
    data = {
        "id": str(scenario.translation_key),
        "key": scenario.key,
        "neutral_title": scenario.title,
        "heading": scenario.heading,
        "sensitivity": scenario.sensitivity,
        "minutes": scenario.minutes,
        "setting": scenario.setting,
        "nodes": [
            {"id": str(block.id), **node_data(node)}
            for block, node in zip(scenario.nodes, scenario.content(), strict=True)
        ],
    }
    people = [{"id": str(one.id), **one.value} for one in scenario.perspectives]
    return data | ({"perspectives": people} if people else {})


def node_data(node: dict) -> dict:
    """Return a node of `Scenario.content()` as its file would say it."""
    names = ("key", "kind", "title", "messages", "text", "choices", *ENDS_WITH, *PLAN)
    said = node | {
        "text": html_to_markdown(node["text"]),
        "choices": [
            {name: value for name, value in choice.items() if value is not False}
            for choice in node["choices"]
        ],
    }
    return {name: said[name] for name in names if said[name] or name in IN_EVERY_NODE}


def scenario_problems(scenario: Scenario) -> Iterator[Problem]:
    """Yield what the content checks find; nobody knows who is reading, so for the youngest."""
    return draft_problems(lambda: scenario_data(scenario), check_scenario, YOUNGEST)


def dump(folder: Path, language: str) -> None:
    """Write the scenarios of one language to files; load(dump) changes nothing."""
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    for scenario in Scenario.objects.filter(locale__language_code=language):
        path = folder / FOLDER / f"{scenario.key}.yaml"
        path.write_text(write_yaml(scenario_data(scenario)), encoding="utf-8")
