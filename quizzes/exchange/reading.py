"""Reading a file of a stranger in a child process with little memory and time, and no settings."""

import json
import subprocess
import sys
from pathlib import Path

from quizzes.exchange.items import MAX_FILE, Item, Refused, Why

# By the clock on the wall; the child gives itself one second of the processor. The rest is for a
# machine that has much else to do.
SECONDS = 5
ROOT = Path(__file__).resolve().parents[2]
# Isolated, without site packages; the code of this site comes last on the path.
START = (
    "import sys; sys.path.append(sys.argv.pop()); from quizzes.exchange import child; child.main()"
)
ENDED_BY_THE_SYSTEM = {-24: Why.TIME, -9: Why.TIME}  # SIGXCPU, SIGKILL


def read_items(data: bytes, format_: str = "") -> list[Item]:
    """Return what a file holds; raise Refused where nothing of it can be taken.

    `format_` is one of `formats.Format`, or empty for what the file looks like.
    """
    if len(data) > MAX_FILE:
        raise Refused(Why.FILE_SIZE, MAX_FILE)
    command = [sys.executable, "-I", "-S", "-B", "-c", START, format_, str(ROOT)]
    try:
        child = subprocess.run(  # noqa: S603 -- our own program, without a shell
            command, input=data, capture_output=True, timeout=SECONDS, env={}, cwd="/", check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(Why.TIME) from error
    if child.returncode:
        why = ENDED_BY_THE_SYSTEM.get(child.returncode, Why.BROKEN_OFF)
        raise Refused(why)
    answer = json.loads(child.stdout)
    if "refused" in answer:
        raise Refused(**answer["refused"])
    return [Item.of_json(item) for item in answer["items"]]
