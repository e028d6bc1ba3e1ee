"""Journeys: a real browser on a real server with the real starter content."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import ARGUMENTS, find_chromium
from tests.journeys.inspection import Inspection
from tests.journeys.live_site import LiveSite, make_site, prepare_template

# Patience of every expectation: the machine may be busy with other workers of the same run.
expect.set_options(timeout=15_000)


class Elsewhere(BaseHTTPRequestHandler):
    """The neutral site that Quick exit leads to, on another origin of this machine."""

    def do_GET(self):
        body = b"<!doctype html><title>Elsewhere</title><h1>Elsewhere</h1>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="session")
def elsewhere():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def site_template(tmp_path_factory):
    """The prepared database, shared by all parallel workers of one run."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    return prepare_template(shared / "journeys")


@pytest.fixture(scope="session")
def read_site(site_template, tmp_path_factory, elsewhere) -> Iterator[LiveSite]:
    """The running site of all modules whose visitors leave nothing in it."""
    yield from running_site(site_template, tmp_path_factory.mktemp("read"), elsewhere)


@pytest.fixture(scope="session")
def written_site(site_template, tmp_path_factory, elsewhere) -> Iterator[LiveSite]:
    """The running site of all modules whose visitors write; each of them finds it as new."""
    yield from running_site(site_template, tmp_path_factory.mktemp("site"), elsewhere)


@pytest.fixture(scope="module")
def live_site(request, site_template) -> LiveSite:
    """A running site, with nothing in it that another module wrote."""
    if request.node.get_closest_marker("reads_alone"):
        return request.getfixturevalue("read_site")
    site = request.getfixturevalue("written_site")
    site.begin_anew(site_template)
    return site


def running_site(template, folder, elsewhere: str) -> Iterator[LiveSite]:
    site = make_site(template, folder, elsewhere)
    site.start()
    yield site
    site.stop()


@pytest.fixture(scope="session")
def browser(playwright) -> Iterator[Browser]:
    path = find_chromium()
    if not path:
        pytest.skip("no Chromium was found: the journeys did not run")
    # With the back-forward cache on, as people have it: Back after exit depends on it.
    launched = playwright.chromium.launch(
        executable_path=path,
        args=ARGUMENTS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield launched
    launched.close()


@pytest.fixture
def new_page(browser, live_site) -> Callable[..., Page]:
    """Return a maker of pages, each in a context of its own.

    Every request to a third party, every refused script or style and every error in a script fails
    the test.
    """
    problems, contexts = [], []

    def make(
        *,
        js: bool = True,
        width: int = 360,
        height: int = 740,
        dark: bool = False,
        language: str = "en-GB",
    ) -> Page:
        context = browser.new_context(
            base_url=live_site.url,
            java_script_enabled=js,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale=language,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: note_outside(request.url, live_site, problems))
        page.on("console", lambda message: note_refused(message.text, problems))
        page.on("pageerror", lambda error: problems.append(f"error in a script: {error}"))
        return page

    yield make
    for context in contexts:
        context.close()
    assert problems == []


def note_outside(url: str, site: LiveSite, problems: list[str]) -> None:
    if not url.startswith((site.url, site.exit_url, "data:", "blob:", "about:")):
        problems.append(f"request to a third party: {url}")


def note_refused(text: str, problems: list[str]) -> None:
    if "Content Security Policy" in text or "Refused to" in text:
        problems.append(text)


@pytest.fixture(scope="module")
def states(live_site) -> dict[str, str]:
    """Addresses, codes and pass phrases of the states beside the demo's, see `states.py`."""
    code = "import json; from tests.journeys.states import make_states\n"
    return json.loads(live_site.manage(f"{code}print(json.dumps(make_states()))"))


@pytest.fixture
def inspection(new_page) -> Inspection:
    return Inspection(new_page(width=1366))
