"""Laws, app routes, plan steps, letter clauses and terms as files: refused with line, or loaded."""

from datetime import date
from pathlib import Path

import pytest

from core.curriculum_files import Errors
from core.loaded import Outcome
from support import curriculum
from support.models import AppRoute, GlossaryTerm, Helpline, LawFact, LetterClause, PlanStep

ABOUT = """\
  source:
    - https://www.source.example/page
  mark: seen-official
  risk: B
  seen_on: 2026-11-22
"""
GOOD = {
    "helplines.yaml": f"""\
- key: gb-line
  country: GB
  purpose: hash-matching
  name: A line
  audience: For anyone under 18.
  for_adults: false
  languages:
    - en
    - cy
  opening: mo-fr 10:00-16:00
  time_zone: Europe/London
  means:
    - kind: phone
      label: Call
      number: 0800 1111
{ABOUT}""",
    "laws.yaml": f"""\
- key: gb-law
  jurisdiction: GB
  law: Pictures Act, section 1
  year: 2003
  status: in-force
  in_force_on: "2024-01-31"
  covers_threats: true
  summary: Nobody may share a private picture of you. You must agree first.
  platform_duty: Apps must take it down.
  letter_sentence: Sharing it is an offence.
{ABOUT}""",
    "app_routes.yaml": f"""\
- key: app-instagram
  app: instagram
  name: Report a private picture
  how:
    - Press the dots.
    - Choose Report.
  address: https://app.example/help
  notes: You need no account.
{ABOUT}""",
    "plan_steps.yaml": f"""\
- key: step-tell
  group: now
  weight: 20
  title: Tell someone you trust
  why: You need not do this alone.
  how:
    - Pick one person.
    - Tell them what you need.
  time_needed: 10 minutes
  who_will_know: The person you tell.
  when:
    - danger:
        - "no"
        - unknown
      track:
        - me
        - threat
    - apps:
        - instagram
        - x
  services:
    - crisis
    - child-helpline
  facts:
    - helpline:gb-line
    - law:gb-law
    - app:app-instagram
{ABOUT}""",
    "letter_clauses.yaml": f"""\
- key: clause-law
  weight: 30
  text: "{{law}} I ask you to act."
  when:
    - recipient:
        - platform
      has_cases:
        - "yes"
  facts:
    - law:gb-law
{ABOUT}""",
    "glossary.yaml": f"""\
- key: term-consent
  term: Consent
  meaning: You say yes freely.
  instead_of: permission slip
  reason: It is shorter.
{ABOUT}""",
}
MODELS = {
    "laws.yaml": LawFact,
    "app_routes.yaml": AppRoute,
    "plan_steps.yaml": PlanStep,
    "letter_clauses.yaml": LetterClause,
    "glossary.yaml": GlossaryTerm,
}
EDITS = {
    "laws.yaml": ("summary", "You must agree first.", "You must say yes first."),
    "app_routes.yaml": ("how", "Choose Report.", "Choose Help."),
    "plan_steps.yaml": ("how", "Pick one person.", "Choose one person."),
    "letter_clauses.yaml": ("text", "I ask you to act.", "Please act."),
    "glossary.yaml": ("meaning", "You say yes freely.", "You say yes because you want to."),
}
each_file = pytest.mark.parametrize("file", MODELS)


def folder_with(tmp_path: Path, changed: dict[str, str]) -> Path:
    folder = tmp_path / "en"
    folder.mkdir(exist_ok=True)
    for file, text in (GOOD | changed).items():
        (folder / file).write_text(text, "utf-8")
    return folder


def problems(folder: Path) -> list[str]:
    errors = Errors()
    curriculum.read(folder, errors)
    return [str(error) for error in errors.found]


def load(folder: Path, *, force: bool = False) -> dict[str, Outcome]:
    errors = Errors()
    parsed = curriculum.read(folder, errors)
    errors.raise_if_any()
    return {key: outcome for _kind, key, outcome in curriculum.write(parsed, force=force)}


def outcomes(**others: Outcome) -> dict[str, Outcome]:
    """Return what a second load does to all records but the one of a file that is named."""
    names = ("gb-line", "gb-law", "app-instagram", "step-tell", "clause-law", "term-consent")
    return dict.fromkeys(names, Outcome.UNCHANGED) | others


def key_in(file: str) -> str:
    return GOOD[file].split("\n", 1)[0].removeprefix("- key: ")


# Refusing


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("helplines.yaml", "- cy", "- Welsh", "7: languages: “Welsh” is no code such as en or "
            "pt-BR"),
        ("helplines.yaml", "- cy\n", "- cy\n" + "    - ab\n" * 40,
            "7: languages: these are too many; name the main ones"),
        ("helplines.yaml", "mo-fr 10", "weekdays 10",
            "10: opening must look like mo-fr 10:00-16:00; sa 12:00-14:00"),
        ("helplines.yaml", "  time_zone: Europe/London\n", "",
            "10: opening times need their time_zone"),
        ("helplines.yaml", "Europe/London", "Europe/Londn",
            "11: time_zone: there is no “Europe/Londn”; it must be like Asia/Tokyo"),
        ("helplines.yaml", "for_adults: false",
            "for_under_13: false\n  for_13_to_17: false\n  for_adults: false",
            "8: a service is for somebody: all three ages are refused"),
        ("laws.yaml", "jurisdiction: GB", "jurisdiction: UK", "2: jurisdiction: must be one of AU"),
        ("laws.yaml", "year: 2003", "year: MMIII", "4: year: must be a whole number"),
        ("laws.yaml", "  year: 2003\n", "", "1: year is missing"),
        ("laws.yaml", "status: in-force", "status: law", "5: status: must be one of in-force"),
        ("laws.yaml", '"2024-01-31"', "spring",
            "6: in_force_on must look like 2024, 2024-01 or 2024-01-31"),
        ("laws.yaml", "  seen_on: 2026-11-22\n", "",
            "13: a source that was seen needs the day it was read: seen_on"),
        ("app_routes.yaml", "app: instagram", "app: myspace", "2: app: must be one of instagram"),
        ("app_routes.yaml", "https://app", "http://app", "7: address: Enter a valid URL."),
        ("app_routes.yaml", "    - Choose", "    - Go on.\n" * 3 + "    - Choose",
            "4: how must have 1 to 4 items, not 5"),
        ("app_routes.yaml", "Press the dots", "Press " * 40, "5: how: must have at most 200"),
        ("plan_steps.yaml", "group: now", "group: later", "2: group: must be one of now, today"),
        ("plan_steps.yaml", "        - threat", "        - stranger",
            "15: track: must be one of me, threat, fake, friend, passed-on, parent, teacher, "
            "not “stranger”"),
        ("plan_steps.yaml", "      track:", "      trakc:",
            "15: unknown key “trakc”; did you mean “track”?"),
        ("plan_steps.yaml", "    - crisis", "    - chat", "21: services: must be one of emergency"),
        ("plan_steps.yaml", "law:gb-law", "law:gb-lwa",
            "26: facts: there is no “law:gb-lwa”; it must be like law:<key of a law>"),
        ("plan_steps.yaml", "app:app-instagram", "term:term-consent",
            "27: facts: there is no “term:term-consent”"),
        ("plan_steps.yaml", "helpline:gb-line", "gb-line", "25: facts: there is no “gb-line”"),
        ("letter_clauses.yaml", "{law} I", "{laws} I",
            "3: text: may hold {cases}, {law}, {links}, not {laws}"),
        ("letter_clauses.yaml", "I ask", "I ask " * 150, "3: text: must have at most 800"),
        ("letter_clauses.yaml", "        - platform", "        - friend",
            "5: recipient: must be one of platform"),
        ("letter_clauses.yaml", "- law:gb-law", "- law:none", "10: facts: there is no “law:none”"),
        ("glossary.yaml", "key: term-consent", "key: Consent",
            "1: the key must look like gb-childline"),
        ("glossary.yaml", "meaning: You", "meanings: You", "1: meaning is missing"),
        ("glossary.yaml", "  risk: B", "  risk: B\n  checked_on: 2026-11-22",
            "10: unknown key “checked_on”"),
    ],
)  # fmt: skip
def test_a_bad_value_is_refused_with_file_line_and_reason(
    tmp_path, monkeypatch, file, old, new, said
):
    monkeypatch.chdir(tmp_path)
    assert old in GOOD[file]
    found = problems(folder_with(tmp_path, {file: GOOD[file].replace(old, new)}))
    assert [one for one in found if one.startswith(f"en/{file}:{said}")] != []


def test_a_condition_without_an_answer_is_refused(tmp_path):
    text = GOOD["letter_clauses.yaml"]
    without = text[: text.index("    - recipient")] + "    - {}\n" + text[text.index("  facts") :]
    (found,) = problems(folder_with(tmp_path, {"letter_clauses.yaml": without}))
    assert found.endswith(":5: a condition needs an answer; leave it out for always")


@each_file
def test_a_key_used_twice_is_refused(tmp_path, file):
    (found,) = problems(folder_with(tmp_path, {file: GOOD[file] * 2}))
    assert found.endswith(f"“{key_in(file)}” was already used in this file")


def test_a_language_may_lack_a_kind(tmp_path, db):
    folder = folder_with(tmp_path, {})
    for file in GOOD:
        if file != "glossary.yaml":
            (folder / file).unlink()
    assert load(folder) == {"term-consent": Outcome.CREATED}
    curriculum.dump(tmp_path / "out" / "en", "en")
    assert [path.name for path in (tmp_path / "out" / "en").iterdir()] == ["glossary.yaml"]


def test_a_reference_needs_its_record_in_the_same_load(tmp_path, db):
    folder = folder_with(tmp_path, {})
    load(folder)
    (folder / "laws.yaml").unlink()
    assert [found.split(": ", 1)[1] for found in problems(folder)] == [
        "facts: there is no “law:gb-law”; it must be like law:<key of a law>"
    ] * 2


# Loading and writing back


def test_every_field_reaches_its_record(tmp_path, db):
    assert set(load(folder_with(tmp_path, {})).values()) == {Outcome.CREATED}
    line, law, route = Helpline.objects.get(), LawFact.objects.get(), AppRoute.objects.get()
    assert (line.for_under_13, line.for_13_to_17, line.for_adults) == (True, True, False)
    assert (line.languages, line.opening) == ("en cy", "mo-fr 10:00-16:00")
    assert (law.year, law.covers_threats, law.covers_synthetic) == (2003, True, None)
    assert route.lines() == ["Press the dots.", "Choose Report."]
    step = PlanStep.objects.get()
    assert [block.value for block in step.facts] == [line, law, route]
    assert [block.value for block in step.services] == ["crisis", "child-helpline"]
    first, second = (block.value for block in step.when)
    assert (first["danger"], first["track"]) == (["no", "unknown"], ["me", "threat"])
    assert second["apps"] == ["instagram", "x"]
    clause = LetterClause.objects.get()
    assert (clause.weight, clause.when[0].value["has_cases"]) == (30, ["yes"])
    assert [block.value for block in clause.facts] == [law]
    assert GlossaryTerm.objects.get().instead_of == "permission slip"


def test_dumping_what_was_loaded_gives_the_same_files_and_loading_those_changes_nothing(
    tmp_path, db
):
    load(folder_with(tmp_path, {}))
    written = tmp_path / "out" / "en"
    curriculum.dump(written, "en")
    assert {path.name: path.read_text("utf-8") for path in written.iterdir()} == GOOD
    assert load(written) == outcomes()


def test_answers_in_any_order_are_written_in_the_order_of_the_questions(tmp_path, db):
    text = GOOD["plan_steps.yaml"]
    swapped = text.replace("- me\n        - threat", "- threat\n        - me\n        - me")
    assert swapped != text
    load(folder_with(tmp_path, {"plan_steps.yaml": swapped}))
    curriculum.dump(tmp_path / "out" / "en", "en")
    assert (tmp_path / "out" / "en" / "plan_steps.yaml").read_text("utf-8") == text


@each_file
def test_a_source_that_was_not_seen_makes_a_draft(tmp_path, db, file):
    for mark in ("partly-seen", "remembered"):
        load(folder_with(tmp_path, {file: GOOD[file].replace("seen-official", mark)}))
        assert list(MODELS[file].objects.values_list("live", flat=True)) == [False]
    load(folder_with(tmp_path, {}))
    assert list(MODELS[file].objects.values_list("live", flat=True)) == [True]


@each_file
def test_changed_words_end_what_a_person_had_checked_and_nothing_else_does(tmp_path, db, file):
    model, (field, old, new) = MODELS[file], EDITS[file]
    load(folder_with(tmp_path, {}))
    assert list(model.objects.values_list("checked_on", "checked_by")) == [(None, "")]
    model.objects.update(checked_on=date(2026, 12, 1), checked_by="An editor")
    assert load(folder_with(tmp_path, {})) == outcomes()
    assert model.objects.get().checked_on == date(2026, 12, 1)
    changed = folder_with(tmp_path, {file: GOOD[file].replace(old, new)})
    assert load(changed) == outcomes(**{key_in(file): Outcome.UPDATED})
    assert new in getattr(model.objects.get(), field)
    assert (model.objects.get().checked_on, model.objects.get().checked_by) == (None, "")


@each_file
def test_an_editors_edit_is_kept_until_forced(tmp_path, db, file):
    model, (field, old, new) = MODELS[file], EDITS[file]
    load(folder_with(tmp_path, {}))
    edited = model.objects.get()
    setattr(edited, field, getattr(edited, field).replace(old, "An editor’s words."))
    edited.save_revision().publish()
    newer = folder_with(tmp_path, {file: GOOD[file].replace(old, new)})
    assert load(newer) == outcomes(**{key_in(file): Outcome.KEPT})
    assert "An editor’s words." in getattr(model.objects.get(), field)
    assert load(newer, force=True) == outcomes(**{key_in(file): Outcome.UPDATED})
    assert new in getattr(model.objects.get(), field)
    assert load(newer) == outcomes()


@each_file
def test_an_editors_draft_is_kept(tmp_path, db, file):
    model, (field, old, _new) = MODELS[file], EDITS[file]
    load(folder_with(tmp_path, {}))
    draft = model.objects.get()
    setattr(draft, field, getattr(draft, field).replace(old, "A draft."))
    draft.save_revision()
    assert load(folder_with(tmp_path, {})) == outcomes(**{key_in(file): Outcome.KEPT})


def test_a_step_whose_fact_an_editor_took_out_is_kept(tmp_path, db):
    load(folder_with(tmp_path, {}))
    step = PlanStep.objects.get()
    del step.facts[1]
    step.save_revision().publish()
    assert load(folder_with(tmp_path, {})) == outcomes(**{"step-tell": Outcome.KEPT})
    assert [block.block_type for block in PlanStep.objects.get().facts] == ["helpline", "app"]
