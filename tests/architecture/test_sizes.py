"""Sizes (architecture.md section 4). The allow-list only ever shrinks."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

REPOSITORY = Path(settings.BASE_DIR)
ROOMS = [*settings.ROOMS, "config"]

FUNCTION, VIEW, MODULE, BLOCK_FILE = 40, 25, 400, 150
TEMPLATE, COMPONENT, SETTINGS_FILE, ROOM, ARGUMENTS, NESTING = 120, 150, 300, 3000, 7, 3
# Six kinds of record that share one base and one rule of what is live are one noun (ADR 0015); the
# ten kinds of question are pure modules, and no room (ADR 0020); so is most of what answers tell of
# questions (ADR 0021), and the formats change with the kinds (ADR 0022).
ROOMS_OVER = {"quizzes": 10300, "support": 4800}


def modules():
    for room in [*ROOMS, "tests"]:
        for path in sorted((REPOSITORY / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def name(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


def functions(path: Path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            yield node


def too_long(found: dict[str, int], limit: int) -> dict[str, int]:
    return {what: size for what, size in found.items() if size > limit}


def test_modules_are_short():
    assert too_long({name(p): lines(p) for p in modules()}, MODULE) == {}


def test_block_files_are_short():
    paths = [*REPOSITORY.glob("*/blocks.py"), *REPOSITORY.glob("*/blocks/*.py")]
    assert too_long({name(p): lines(p) for p in paths}, BLOCK_FILE) == {}


def test_functions_are_short():
    found = {
        f"{name(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in modules()
        for node in functions(path)
    }
    assert too_long(found, FUNCTION) == {}


def test_views_are_short():
    paths = [p for p in modules() if p.stem == "views" or p.parent.name == "views"]
    found = {
        f"{name(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in paths
        for node in functions(path)
        if node.args.args and node.args.args[0].arg == "request"
    }
    assert too_long(found, VIEW) == {}


def test_actions_take_few_arguments():
    found = {
        f"{name(path)}:{node.name}": len(node.args.kwonlyargs)
        for path in modules()
        if path.stem == "actions"
        for node in functions(path)
    }
    assert too_long(found, ARGUMENTS) == {}


def test_code_is_not_deeply_nested():
    found = {
        f"{name(path)}:{node.name}": nesting(node)
        for path in modules()
        if "tests" not in path.parts
        for node in functions(path)
    }
    assert too_long(found, NESTING) == {}


def nesting(node: ast.AST) -> int:
    """Return how many blocks stand inside one another below `node`; `elif` is no deeper."""
    inner = ast.If | ast.For | ast.While | ast.With | ast.Try
    depths = [
        nesting(child) + (isinstance(child, inner) and not is_elif(node, child))
        for child in ast.iter_child_nodes(node)
        if not isinstance(child, ast.FunctionDef | ast.ClassDef)
    ]
    return max(depths, default=0)


def is_elif(node: ast.AST, child: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]


def test_templates_are_short():
    paths = (REPOSITORY / "templates").rglob("*.html")
    assert too_long({name(p): lines(p) for p in paths}, TEMPLATE) == {}


def test_style_sheets_and_scripts_are_short():
    """The tokens are a table, not a component; they may be as long as there are colors."""
    paths = [
        path
        for path in (REPOSITORY / "static").rglob("*")
        if path.suffix in {".css", ".js"} and path.name != "tokens.css"
    ]
    assert too_long({name(p): lines(p) for p in paths}, COMPONENT) == {}


def test_settings_are_short():
    paths = (REPOSITORY / "config" / "settings").glob("*.py")
    assert too_long({name(p): lines(p) for p in paths}, SETTINGS_FILE) == {}


@pytest.mark.parametrize("room", settings.ROOMS)
def test_room_is_small_enough_to_know(room):
    total = sum(lines(path) for path in modules() if path.parts[len(REPOSITORY.parts)] == room)
    assert total <= ROOMS_OVER.get(room, ROOM)
    # An entry goes once its room is small again.
    assert (total > ROOM) == (room in ROOMS_OVER)
