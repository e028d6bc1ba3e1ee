"""The helplines of the curriculum folder: refused with file, line and reason, or loaded."""

from collections import Counter
from datetime import date

import pytest

from core.curriculum_files import Errors
from core.loaded import Outcome
from support import curriculum
from support.enums import FactKind
from support.models import Helpline
from tests.support.samples import ENGLISH, starter_files

GOOD = """\
- key: gb-line
  country: GB
  purpose: child-helpline
  name: A line
  audience: For anyone under 19.
  hours: Day and night, every day.
  is_free: true
  notes: You can also send an email.
  means:
    - kind: phone
      label: Call
      number: 0800 1111
    - kind: web
      label: Go to their website
      address: https://line.example/
  source:
    - https://line.example/about
  mark: seen-official
  risk: A
  copy_date: "2024"
  seen_on: 2026-11-22
"""
LINES = GOOD.splitlines()


def folder_with(tmp_path, text: str):
    folder = tmp_path / "en"
    folder.mkdir(exist_ok=True)
    (folder / "helplines.yaml").write_text(text, "utf-8")
    return folder


def problems(tmp_path, monkeypatch, text: str) -> list[str]:
    monkeypatch.chdir(tmp_path)
    errors = Errors()
    curriculum.read(folder_with(tmp_path, text), errors)
    return [str(error) for error in errors.found]


def parsed(tmp_path, text: str) -> curriculum.FactFiles:
    errors = Errors()
    found = curriculum.read(folder_with(tmp_path, text), errors)
    errors.raise_if_any()
    return found


def load(tmp_path, text: str, *, force: bool = False) -> list[Outcome]:
    return [outcome for *_, outcome in curriculum.write(parsed(tmp_path, text), force=force)]


def line() -> Helpline:
    return Helpline.objects.get(key="gb-line")


# Refusing


@pytest.mark.parametrize(
    ("number", "wrong", "said"),
    [
        (1, "- key: GB Line", "1: the key must look like gb-childline"),
        (2, "  country: UK", "2: country: must be one of AU, BR, CA, FR, DE, IN, IE, JP, MX, NZ, "
            "ZA, KR, ES, GB, US, INT, not “UK”"),
        (3, "  purpose: chat", "3: purpose: must be one of emergency, child-helpline, crisis, "
            "image-abuse, hash-matching, law-enforcement-report, regulator, legal-aid, not “chat”"),
        (4, "  name:", "4: name has no value"),
        (5, "  audience: Under 19, call 0800 1111.",
            "5: audience: a number stands under means, never in a text"),
        (7, "  is_free: maybe", "7: is_free: must be true or false, not “maybe”"),
        (8, "  notes: Or dial 999.", "8: notes: a number stands under means, never in a text"),
        (10, "    - kind: fax", "10: “fax” is no kind of means."),
        (11, "      label: Call 0800",
             "10: A number stands in its own field, never in the words before it."),
        (12, "      number: 0800-1111", "10: A number may hold digits, spaces, +, * and # only."),
        (12, "      number: 999 or 112", "10: A number may hold digits, spaces, +, * and # only."),
        (12, "      number: 112",
             "12: number: must be text (in quotes where it looks like something else), not 112"),
        (15, "      address: line.example",
             "13: A website or chat needs an address that starts with https://."),
        (18, "  mark: checked", "18: mark: must be one of seen-official, seen-secondary, "
             "partly-seen, remembered, not “checked”"),
        (19, "  risk: E", "19: risk: must be one of A, B, C, D, not “E”"),
        (20, "  copy_date: last year", "20: copy_date must look like 2024, 2024-01 or 2024-01-31"),
        (21, "  seen_on:", "18: a source that was seen needs the day it was read: seen_on"),
        (21, "  checked_on: 2026-11-22", "21: unknown key “checked_on”"),
    ],
)  # fmt: skip
def test_a_bad_value_is_refused_with_file_line_and_reason(
    tmp_path, monkeypatch, number, wrong, said
):
    text = "\n".join([*LINES[: number - 1], wrong, *LINES[number:]]) + "\n"
    assert f"en/helplines.yaml:{said}" in problems(tmp_path, monkeypatch, text)


def test_every_problem_of_a_file_is_told_at_once(tmp_path, monkeypatch):
    text = GOOD.replace("risk: A", "risk: E") + GOOD.replace("0800 1111", "call us")
    assert problems(tmp_path, monkeypatch, text) == [
        "en/helplines.yaml:19: risk: must be one of A, B, C, D, not “E”",
        "en/helplines.yaml:31: A number may hold digits, spaces, +, * and # only.",
        "en/helplines.yaml:22: “gb-line” was already used in this file",
    ]


def test_a_line_without_means_or_source_is_refused(tmp_path, monkeypatch):
    text = "\n".join([*LINES[:8], *LINES[17:]]) + "\n"
    assert problems(tmp_path, monkeypatch, text) == [
        "en/helplines.yaml:1: means is missing",
        "en/helplines.yaml:1: source is missing",
    ]


def test_a_line_for_professionals_is_for_nobody_else(tmp_path, monkeypatch):
    both = "is_for_everyone: true\n  is_for_professionals: true\n  hours"
    assert problems(tmp_path, monkeypatch, GOOD.replace("hours", both)) == [
        "en/helplines.yaml:7: a line for everyone, or for emergencies, is not for professionals "
        "alone"
    ]


# Loading


def test_loading_publishes_what_was_seen_and_drafts_the_rest(tmp_path, db):
    draft = GOOD.replace("gb-line", "gb-draft").replace("seen-official", "remembered")
    assert load(tmp_path, GOOD + draft) == [Outcome.CREATED] * 2
    assert dict(Helpline.objects.values_list("key", "live")) == {"gb-line": True, "gb-draft": False}
    assert line().live_revision is not None
    assert list(Helpline.objects.values_list("checked_on", "checked_by")) == [(None, "")] * 2


def test_loading_twice_changes_nothing(db):
    def write() -> Counter:
        done = curriculum.write(starter_files())
        return Counter(outcome for kind, _key, outcome in done if kind == FactKind.HELPLINE)

    first = write()
    rows = list(Helpline.objects.order_by("key").values())
    counts = [first, write()]
    assert counts == [{Outcome.CREATED: len(rows)}, {Outcome.UNCHANGED: len(rows)}]
    assert list(Helpline.objects.order_by("key").values()) == rows


def test_dumping_what_was_loaded_gives_the_same_file(tmp_path, db):
    curriculum.write(starter_files())
    curriculum.dump(tmp_path / "en", "en")
    written = (tmp_path / "en" / "helplines.yaml").read_bytes()
    assert written == (ENGLISH / "helplines.yaml").read_bytes()


def test_a_line_for_professionals_is_loaded_and_dumped_as_one(tmp_path, db):
    load(tmp_path, GOOD.replace("hours", "is_for_professionals: true\n  hours"))
    assert line().is_for_professionals
    curriculum.dump(tmp_path / "dumped" / "en", "en")
    written = (tmp_path / "dumped" / "en" / "helplines.yaml").read_text("utf-8")
    assert "  audience: For anyone under 19.\n  is_for_professionals: true\n" in written
    assert load(tmp_path, written) == [Outcome.UNCHANGED]


def test_a_changed_file_updates_and_ends_what_a_person_had_checked(tmp_path, db):
    load(tmp_path, GOOD)
    Helpline.objects.update(checked_on=date(2026, 12, 1), checked_by="An editor")
    assert load(tmp_path, GOOD) == [Outcome.UNCHANGED]
    assert line().checked_on == date(2026, 12, 1)
    assert load(tmp_path, GOOD.replace("0800 1111", "0800 2222")) == [Outcome.UPDATED]
    assert line().first_phone().number == "0800 2222"
    assert (line().checked_on, line().checked_by) == (None, "")


def test_a_source_no_longer_held_for_seen_takes_the_line_down(tmp_path, db):
    load(tmp_path, GOOD)
    assert load(tmp_path, GOOD.replace("seen-official", "partly-seen")) == [Outcome.UPDATED]
    assert line().live is False


def edit(helpline: Helpline):
    helpline.name = "An editor’s name"
    helpline.save_revision().publish()


def draft(helpline: Helpline):
    helpline.name = "An editor’s name"
    helpline.save_revision()


def take_down(helpline: Helpline):
    helpline.unpublish()


@pytest.mark.parametrize("change", [edit, draft, take_down])
def test_what_an_editor_did_is_kept_until_forced(tmp_path, db, change):
    load(tmp_path, GOOD)
    change(line())
    newer = GOOD.replace("0800 1111", "0800 2222")
    for text in (GOOD, newer):
        assert load(tmp_path, text) == [Outcome.KEPT]
        assert line().first_phone().number == "0800 1111"
    assert load(tmp_path, newer, force=True) == [Outcome.UPDATED]
    forced = line()
    assert (forced.name, forced.first_phone().number, forced.live) == ("A line", "0800 2222", True)
    assert load(tmp_path, newer) == [Outcome.UNCHANGED]


def test_a_published_edit_is_dumped_and_a_waiting_draft_is_not(tmp_path, db):
    load(tmp_path, GOOD)
    edit(line())
    edited = line()
    edited.name = "A draft"
    edited.save_revision()
    curriculum.dump(tmp_path / "en", "en")
    written = (tmp_path / "en" / "helplines.yaml").read_text("utf-8")
    assert [entry["name"] for entry in parsed(tmp_path, written).entries] == ["An editor’s name"]
