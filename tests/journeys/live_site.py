"""A real server process on a copy of the prepared database."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60
DATABASE = "template.sqlite3"
# Loading all content takes its time where other workers keep the machine busy.
TEMPLATE_SECONDS = 900


@dataclass
class LiveSite:
    """A running Marram: its address, its people, and where Quick exit leads."""

    url: str
    exit_url: str
    code: str
    staff: dict[str, str]
    student: dict[str, str]
    environment: dict[str, str] = field(repr=False)
    process: subprocess.Popen | None = field(default=None, repr=False)

    def manage(self, code: str) -> str:
        """Run Python with the site's models in a process of its own; return what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
            cwd=REPOSITORY,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def stop(self) -> None:
        """End the server at once, without waiting for what browsers still hold (SIGQUIT)."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(timeout=20)

    def start(self) -> None:
        port = self.url.rsplit(":", 1)[1]
        self.process = subprocess.Popen(
            [
                *[sys.executable, "-m", "gunicorn", "--no-control-socket", "config.wsgi"],
                *["--preload", "--bind", f"127.0.0.1:{port}", "--threads", "8"],
                *["--config", "python:tests.journeys.gunicorn", "--log-level", "warning"],
            ],
            cwd=REPOSITORY,
            env=self.environment,
        )
        wait_until_up(f"{self.url}/robots.txt", self.process)

    def begin_anew(self, template: Path) -> None:
        """Bring back what `template` holds, and forget everything the server has in memory.

        The server forks another worker in a moment; a server of its own would take seconds.
        """
        self.stop_worker()
        with (
            closing(sqlite3.connect(template / DATABASE)) as source,
            closing(sqlite3.connect(self.database)) as own,
        ):
            source.backup(own)
        if self.process is None or self.process.poll() is not None:
            self.start()
        wait_until_up(f"{self.url}/robots.txt", self.process)

    def stop_worker(self) -> None:
        """End the process that answers, and all it has in memory; its parent forks the next one.

        At once: asked to stop it would wait for every connection a browser still holds, and nothing
        it has left to write is wanted.
        """
        if self.process is None or self.process.poll() is not None:
            return
        worker, until = int(self.worker_file.read_text()), time.monotonic() + START_SECONDS
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
        while is_running(worker):
            if time.monotonic() > until:
                raise RuntimeError(f"the server's process {worker} did not end")
            time.sleep(0.05)

    @property
    def worker_file(self) -> Path:
        return Path(self.environment["JOURNEYS_WORKER"])

    @property
    def database(self) -> str:
        return self.environment["DATABASE_URL"].removeprefix("sqlite:///")


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_up(url: str, process: subprocess.Popen) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server stopped with {process.returncode}")
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 -- our own address
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"the server did not answer within {START_SECONDS} seconds")


def site_environment(template: Path, database: Path, exit_url: str) -> dict[str, str]:
    """Return the environment of a demo site on `database`, apart from the tests' own settings."""
    kept = {k: v for k, v in os.environ.items() if k not in {"REDIS_URL", "DATABASE_URL"}}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "tests.journeys.settings",
        "JOURNEYS_STATIC_ROOT": str(template / "static"),
        "JOURNEYS_WORKER": str(database.with_name("worker.pid")),
        "DATABASE_URL": f"sqlite:///{database}",
        "DEMO_PASSWORD": "a journey password",
        "EXIT_URL": exit_url,
    }


def prepare_template(folder: Path) -> Path:
    """Make the template database in `folder` once, whoever of the parallel workers comes first."""
    folder.mkdir(parents=True, exist_ok=True)
    ready, lock = folder / "ways.json", folder / "lock"
    try:
        lock.touch(exist_ok=False)
    except FileExistsError:
        wait_for(ready, folder / "failed")
        return folder
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.prepare", str(folder / "ways.part")],
        cwd=REPOSITORY,
        env=site_environment(folder, folder / DATABASE, "http://127.0.0.1:9/"),
        check=False,
    )
    if done.returncode:
        (folder / "failed").touch()
        raise RuntimeError("the database of the journeys could not be made; see above")
    (folder / "ways.part").rename(ready)
    return folder


def wait_for(path: Path, failed: Path) -> None:
    until = time.monotonic() + TEMPLATE_SECONDS
    while not path.exists():
        if failed.exists() or time.monotonic() > until:
            raise RuntimeError("the database of the journeys was not made")
        time.sleep(0.2)


def make_site(template: Path, folder: Path, exit_url: str) -> LiveSite:
    """Return a site, not yet started, on a fresh copy of the template database."""
    database = folder / "site.sqlite3"
    shutil.copy(template / DATABASE, database)
    ways = json.loads((template / "ways.json").read_text())
    return LiveSite(
        url=f"http://127.0.0.1:{free_port()}",
        exit_url=exit_url,
        environment=site_environment(template, database, exit_url),
        **ways,
    )
