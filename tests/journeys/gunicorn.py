"""What gunicorn is told by the journeys: to note which process answers."""

import os
from pathlib import Path


def post_fork(server, worker) -> None:
    Path(os.environ["JOURNEYS_WORKER"]).write_text(str(worker.pid))
