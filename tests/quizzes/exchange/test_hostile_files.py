"""Files made to do harm: the process that reads them gives up in time, and has nothing to take."""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quizzes.exchange import child, reading
from quizzes.exchange.formats import Format
from quizzes.exchange.items import MAX_FILE, Refused
from quizzes.exchange.reading import read_items
from tests.shared_inputs import shared_path

DEEP_HTML = b"::a::[html]" + b"<div>" * 3_000 + b"{T}"
FILES = {
    "nested tags in a text": (DEEP_HTML, "depth"),
    "very long text": (b"[html]" + b"<!--" * 200_000 + b"{T}", "text"),
    "a million answers": (b"a {" + b"~a" * 1_000_000 + b"}", "answers"),
    "a huge number": (b"a {#" + b"9" * 100_000 + b"}", "number"),
    "a huge power": (b"a {#1e99999..5}", "number"),
    "deep elements": (b"<quiz>" + b"<a>" * 1_000_000, "depth"),
    "many elements": (b"<quiz>" + b"<a/>" * 1_000_000 + b"</quiz>", "elements"),
    "many questions": (b"a{T}\n\n" * 10_000, "items"),
    "an endless cell": (b'type,question,answer\nsingle,"' + b"a" * 4_000_000 + b'"', "columns"),
    "larger than allowed": (b"a" * (MAX_FILE + 1), "file-size"),
}


def why_refused(data: bytes, format_: str = "") -> set[str]:
    """Return why the file is refused, whole or item by item; nothing for each item taken."""
    try:
        items = read_items(data, format_)
    except Refused as refusal:
        return {refusal.note.why}
    return {item.refusal.why if item.refusal else "" for item in items}


@pytest.mark.parametrize("name", FILES)
def test_harmful_file_is_refused(name):
    data, why = FILES[name]
    assert why_refused(data) == {why}


@pytest.mark.parametrize("folder", ["xml", "zip", "csv", "json", "svg", "img"])
def test_public_corpus_leaves_nothing_but_refusals_and_harmless_items(folder):
    """A file for another purpose may hold a question; then it is one, and nothing more."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    for path in sorted(shared_path(f"corpora/files/{folder}").iterdir()):
        why = why_refused(path.read_bytes())
        assert "broken-off" not in why
        if "benign" not in path.name and "embedded" not in path.name:
            assert (path.name, "" in why) == (path.name, False)
    # Each child has a second of the processor; all together need little of that.
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 30


@pytest.mark.parametrize("name", ["bomb_200MB.zip", "xml_bomb_manifest.zip", "slip_unix.zip"])
@pytest.mark.parametrize("format_", [Format.QTI21, Format.QTI30])
def test_bomb_and_slip_are_refused_whatever_they_are_called(name, format_):
    data = shared_path(f"corpora/files/zip/{name}").read_bytes()
    assert why_refused(data, format_) <= {"zip-size", "zip-path", "doctype"}


# --- The process ----------------------------------------------------------------------------------


def run(code: str, data: bytes = b"") -> subprocess.CompletedProcess:
    """Run code in a process that gave up its rights as the child does."""
    start = (
        f"import sys; sys.path.append({str(reading.ROOT)!r})\n"
        f"from quizzes.exchange import child; child.give_up_rights()\n{code}"
    )
    command = [sys.executable, "-I", "-S", "-B", "-c", start]
    return subprocess.run(command, input=data, capture_output=True, timeout=30, check=False)


def test_child_holds_no_framework_and_no_setting():
    done = run("import json; print(json.dumps(sorted(sys.modules)))")
    rooms = {name for name in json.loads(done.stdout) if name.startswith("quizzes.")}
    assert rooms == {"quizzes.exchange"} | {
        f"quizzes.exchange.{path.stem}"
        for path in Path(child.__file__).parent.glob("*.py")
        if path.stem
        in {"aiken", "child", "formats", "gift", "items", "moodle", "packages", "qti"}
        | {"qti_writing", "tables", "texts", "trees"}
    }
    assert "django" not in json.loads(done.stdout)


def test_child_inherits_no_secret(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "canary")
    monkeypatch.setattr(
        reading,
        "START",
        'import os; print(\'{"items": [], "refused": {"why": "%s"}}\' % sorted(os.environ))',
    )
    with pytest.raises(Refused) as refusal:
        read_items(b"a{T}")
    assert "SECRET_KEY" not in str(refusal.value)


def test_child_that_wants_too_much_memory_gets_none():
    done = run("x = b'a' * 200_000_000")
    assert done.stderr.strip().endswith(b"MemoryError")


def test_child_that_writes_a_file_is_stopped(tmp_path):
    path = tmp_path / "written"
    done = run(f"file = open({str(path)!r}, 'w'); file.write('canary'); file.flush()")
    assert done.returncode != 0
    assert path.read_bytes() == b""


def test_child_that_never_ends_is_stopped():
    began = time.process_time()
    done = run("while True: pass")
    assert done.returncode in reading.ENDED_BY_THE_SYSTEM
    assert time.process_time() - began < 1


def test_time_out_is_a_refusal(monkeypatch):
    monkeypatch.setattr(reading, "START", "while True: pass")
    monkeypatch.setattr(reading, "SECONDS", 0.2)
    assert why_refused(b"a{T}") == {"time"}
