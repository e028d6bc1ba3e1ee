"""The process that parses a file of a stranger. Pure: it knows no framework and no settings.

Started by `reading` with an empty environment; the file comes by its standard input, JSON leaves by
its standard output: {"items": [...]} or {"refused": {why, what}}. Before it reads a byte it takes
from itself all memory and time that parsing does not need, and the right to write a file.
"""

import json
import resource
import sys
from dataclasses import asdict

from quizzes.exchange import formats
from quizzes.exchange.items import MAX_FILE, Note, Refused, Why

MEMORY = 96 * 1024 * 1024  # bytes of address space, the interpreter's own included
SECONDS = 1  # of the processor


def main() -> None:
    give_up_rights()
    data = sys.stdin.buffer.read(MAX_FILE + 1)
    sys.stdout.write(json.dumps(answer(data, sys.argv[1])))


def give_up_rights() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def answer(data: bytes, format_: str) -> dict:
    try:
        if len(data) > MAX_FILE:
            raise Refused(Why.FILE_SIZE, MAX_FILE)
        return {"items": [item.as_json() for item in formats.read(data, format_)]}
    except Refused as refusal:
        return {"refused": asdict(refusal.note)}
    except MemoryError:
        return {"refused": asdict(Note(Why.MEMORY))}
    except RecursionError:
        return {"refused": asdict(Note(Why.DEPTH))}
