"""A real server process on a copy of the prepared database."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60


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
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=20)

    def start(self) -> None:
        port = self.url.rsplit(":", 1)[1]
        self.process = subprocess.Popen(
            [
                *[sys.executable, "-m", "gunicorn", "--no-control-socket", "config.wsgi"],
                *["--bind", f"127.0.0.1:{port}", "--threads", "8", "--log-level", "warning"],
            ],
            cwd=REPOSITORY,
            env=self.environment,
        )
        wait_until_up(f"{self.url}/robots.txt", self.process)


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
        env=site_environment(folder, folder / "template.sqlite3", "http://127.0.0.1:9/"),
        check=False,
    )
    if done.returncode:
        (folder / "failed").touch()
        raise RuntimeError("the database of the journeys could not be made; see above")
    (folder / "ways.part").rename(ready)
    return folder


def wait_for(path: Path, failed: Path) -> None:
    until = time.monotonic() + 180
    while not path.exists():
        if failed.exists() or time.monotonic() > until:
            raise RuntimeError("the database of the journeys was not made")
        time.sleep(0.2)


def make_site(template: Path, folder: Path, exit_url: str) -> LiveSite:
    """Return a site, not yet started, on a fresh copy of the template database."""
    database = folder / "site.sqlite3"
    shutil.copy(template / "template.sqlite3", database)
    ways = json.loads((template / "ways.json").read_text())
    return LiveSite(
        url=f"http://127.0.0.1:{free_port()}",
        exit_url=exit_url,
        environment=site_environment(template, database, exit_url),
        **ways,
    )
