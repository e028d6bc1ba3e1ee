"""The one way to write a curriculum file, so that the same content is always the same bytes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import yaml

MAX_KEY_LENGTH = 100
MAX_INTEGER = 10**15 - 1
# What YAML cannot hold as it is, and what it or an editor takes for the end of a line.
_SPECIAL = "\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
_HAS_SPECIAL = re.compile(f"[{_SPECIAL}]")
_TO_ESCAPE = re.compile(f'["\\\\{_SPECIAL}]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_HAS_MEANING = re.compile(r"^[-?:,\[\]{}#&*!|>'\"%@`\s]|:(?:\s|$)|\s#|\s$")
# What other readers take for a number or a truth value.
_NUMBER = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+"
)
_TRUTH_VALUES = frozenset({"y", "Y", "n", "N"})
_RESOLVER = yaml.resolver.Resolver()


def write_yaml(data: Mapping | Sequence) -> str:
    """Return the canonical YAML of records, lists, text, whole numbers, truth values and days.

    Keys keep their order, lists stand two spaces inside their key, no line is wrapped. Text stands
    plain where every reader of YAML takes it for that text, else in double quotes; text of several
    lines stands below its key as it is. Raises TypeError for any other value.
    """
    if not isinstance(data, Mapping | list | tuple):
        raise TypeError(f"a file holds records or a list, not {type(data).__name__}")
    return "".join(f"{line}\n" for line in _lines(data))


def _lines(data: Mapping | Sequence) -> Iterator[str]:
    if not data:
        yield "{}" if isinstance(data, Mapping) else "[]"
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from _entry(f"{_key(key)}:", value)
    else:
        for item in data:
            yield from _item(item)


def _entry(lead: str, value: object) -> Iterator[str]:
    if _is_filled(value):
        yield lead
        yield from _indented(_lines(value))
    else:
        yield from _scalar(lead, value)


def _item(value: object) -> Iterator[str]:
    if _is_filled(value):
        first, *others = _lines(value)
        yield f"- {first}"
        yield from _indented(others)
    else:
        yield from _scalar("-", value)


def _is_filled(value: object) -> bool:
    return isinstance(value, Mapping | list | tuple) and bool(value)


def _indented(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield f"  {line}" if line else ""


def _scalar(lead: str, value: object) -> Iterator[str]:
    if isinstance(value, str) and _is_block(value):
        yield f"{lead} |" if value.endswith("\n") else f"{lead} |-"
        yield from _indented(value.removesuffix("\n").split("\n"))
    else:
        yield f"{lead} {_inline(value)}"


def _inline(value: object) -> str:
    if isinstance(value, str):
        return value if _is_plain(value) else _quoted(value)
    if isinstance(value, Mapping | list | tuple):
        return next(_lines(value))
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if type(value) is date or (type(value) is int and abs(value) <= MAX_INTEGER):
        return str(value)
    raise TypeError(f"a curriculum file cannot hold {value!r}")


def _key(key: object) -> str:
    if not isinstance(key, str) or not 0 < len(key) <= MAX_KEY_LENGTH:
        raise TypeError(f"a key is a text of 1 to {MAX_KEY_LENGTH} characters, not {key!r}")
    return _inline(key)


def _is_block(text: str) -> bool:
    """Whether text of several lines reads back the same when it stands as it is."""
    lines = text.removesuffix("\n").split("\n")
    return (
        "\n" in text
        and bool(lines[0] and lines[-1])
        and not lines[0].startswith(" ")
        and not any(line.endswith(" ") or _HAS_SPECIAL.search(line) for line in lines)
    )


def _is_plain(text: str) -> bool:
    """Whether every reader of YAML takes the bare text for that text."""
    if not text or _HAS_MEANING.search(text) or _HAS_SPECIAL.search(text):
        return False
    if text in _TRUTH_VALUES or _NUMBER.fullmatch(text):
        return False
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))
    return tag == _RESOLVER.DEFAULT_SCALAR_TAG


def _quoted(text: str) -> str:
    return f'"{_TO_ESCAPE.sub(_escape, text)}"'


def _escape(match: re.Match) -> str:
    sign = match[0]
    return _ESCAPES.get(sign) or (f"\\x{ord(sign):02x}" if sign < "\x80" else f"\\u{ord(sign):04x}")
