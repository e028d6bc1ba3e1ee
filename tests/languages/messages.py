"""Every message that code and templates offer to translators, read without gettext's own tools."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

REPOSITORY = Path(settings.BASE_DIR)
# Names under which code calls gettext, with the places of the messages among what each takes.
MARKERS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), slice(1)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), slice(2)),
    # The first says what kind of word the second is.
    **dict.fromkeys(("pgettext", "pgettext_lazy"), slice(1, 2)),
}
# What Django's templatize makes of a template: calls amid letters that stand for everything else.
CALL = re.compile(
    r"(?<![\w.])(?:_|[np]?gettext)\((?:[^()'\"]|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")*\)"
)


def messages() -> set[str]:
    """Return them all, singular and plural each."""
    found = set()
    for room in [*settings.ROOMS, "config"]:
        for path in (REPOSITORY / room).rglob("*.py"):
            found.update(in_python(path.read_text(encoding="utf-8")))
    for path in (REPOSITORY / "templates").rglob("*.*"):
        found.update(in_template(path.read_text(encoding="utf-8")))
    return found


def in_python(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            arguments = node.args[MARKERS.get(node.func.id, slice(0))]
            yield from (one.value for one in arguments if isinstance(one, ast.Constant))


def in_template(source: str) -> Iterator[str]:
    for call in CALL.findall(templatize(source)):
        yield from in_python(call)
