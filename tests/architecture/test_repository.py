"""What the repository must never hold, and what must always stand at its top."""

import re
import subprocess
import tomllib
from pathlib import Path

from django.conf import settings

REPOSITORY = Path(settings.BASE_DIR)
TOP_LEVEL = [
    "manage.py", "pyproject.toml", "README.md", "courses", "quizzes", "home", "templates", "static",
    "tests",
]  # fmt: skip
TEXT = {".py", ".html", ".md", ".txt", ".yaml", ".yml", ".toml", ".css", ".js", ".svg", ".cfg", ""}


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=REPOSITORY, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [REPOSITORY / line for line in listed.stdout.splitlines()]


def test_top_level_keeps_its_rooms():
    assert [name for name in TOP_LEVEL if not (REPOSITORY / name).exists()] == []


def test_lock_files_hold_hashes_and_no_address():
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (REPOSITORY / name).read_text()
        assert re.findall(r"\w+://", text) == []
        pins = re.findall(r"^\S+==\S+", text, flags=re.M)
        assert text.count("--hash=sha256:") >= len(pins) > 0


def test_lock_files_hold_every_dependency():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    runtime = (REPOSITORY / "requirements.txt").read_text()
    tests = (REPOSITORY / "requirements-dev.txt").read_text()
    assert missing(project["dependencies"], runtime) == []
    assert missing(project["optional-dependencies"]["test"], tests) == []


def missing(wanted: list[str], lock: str) -> list[str]:
    names = [re.match(r"[a-z0-9-]+", line)[0] for line in wanted]
    return [name for name in names if not re.search(rf"^{name}==", lock, flags=re.M)]


def test_every_dependency_is_listed_with_its_reason():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    listed = (REPOSITORY / "docs" / "reference" / "dependencies.md").read_text()
    names = [
        re.match(r"[a-z0-9-]+", line)[0]
        for line in project["dependencies"] + project["optional-dependencies"]["test"]
    ]
    assert [name for name in names if f"| {name} |" not in listed] == []


def test_nothing_names_a_machine():
    pattern = re.compile(r"(?<![\w.-])/(?:root|home/\w+|Users/\w+|work/(?:main|shared))/")
    found = [
        f"{path.relative_to(REPOSITORY)}:{number}"
        for path in tracked_files()
        if path.suffix in TEXT and path.is_file() and path != Path(__file__)
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert found == []


def test_no_font_and_no_third_party_script_is_committed():
    banned = {".woff", ".woff2", ".ttf", ".otf", ".map"}
    assert [path.name for path in tracked_files() if path.suffix in banned] == []


def test_templates_outside_the_cms_take_no_file():
    """No picture can be uploaded by a learner, anywhere; a teacher may bring a class list."""
    templates = set((REPOSITORY / "templates").rglob("*.html"))
    templates -= {REPOSITORY / "templates" / "teaching" / "import_list.html"}
    found = [
        path.name
        for path in templates
        if re.search(r'type=["\']?file|multipart/form-data', path.read_text())
    ]
    assert found == []


def test_templates_have_no_inline_style_or_script():
    """The content security policy would refuse them; better a test than a broken page."""
    pattern = re.compile(r"<style|\sstyle=|\son[a-z]+=[\"']|javascript:|<script(?![^>]*\bsrc=)")
    found = [
        f"{path.relative_to(REPOSITORY)}: {match[0]}"
        for path in (REPOSITORY / "templates").rglob("*.html")
        for match in pattern.finditer(path.read_text())
    ]
    assert found == []
