"""Rich text that a person typed keeps plain tags and safe links, and nothing that runs or loads."""

import json
import time

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from core.sanitizing import (
    ALLOWED_TAGS,
    MAX_LENGTH,
    TooLongError,
    clean_rich_text,
    is_allowed_href,
    plain_text,
)
from tests.shared_inputs import shared_path

SAFE_HREFS = [
    "/",
    "/help/",
    "/learn/asking/what-a-yes-is/?step=2#top",
    "/fr/sécurité/",
    "https://example.org",
    "https://example.org:8443/a_(b)?c=d&e=%20#f",
    "https://xn--bcher-kva.example/",
]
UNSAFE_HREFS = [
    "",
    "#top",
    "help/",
    "//attacker.invalid/",
    "/\\attacker.invalid/",
    "/\t/attacker.invalid/",
    "/\n/attacker.invalid/",
    " /help/",
    "http://example.org/",
    "HTTPS://example.org/",
    "https:example.org",
    "https:///example.org",
    "https://",
    "https://good.example@attacker.invalid/",
    "https://attacker.invalid\\@good.example/",
    "https://пример.example/",
    "https://example.org/ x",
    "https://example.org/\u202egnp.exe",
    "https://example.org:port/",
    "javascript:alert(1)",
    "javascript:1",
    "data:1",
    "vbscript:2",
    "mailto:someone@example.org",
    "tel:112",
]
PIECES = [
    *(f"<{tag}>" for tag in sorted(ALLOWED_TAGS)),
    *(f"</{tag}>" for tag in sorted(ALLOWED_TAGS)),
    *("<table>", "<tr>", "<td>", "</table>", "<svg>", "<math>", "<mi>", "<style>", "</style>"),
    *("<!--", "-->", "<script>", "</script>", "<template>", "<textarea>", "<select>", "<h2>"),
    *("&", "&amp;", "&lt;", "amp;", "lt;", "#60;", "<", ">", '"', "'", "\x00", "\n", " ", "a"),
    *('<a href="/x?a&amp;b">', '<a href="/&#47;attacker.invalid">', "<img src=x onerror=alert(1)>"),
]


def payloads(folder: str) -> list[str]:
    files = sorted(shared_path(folder).glob("*.jsonl"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line)["payload"] for line in lines]


def forbidden_parts(html: str) -> list[str]:
    """Return the tags, attributes and addresses of html that may not be there."""
    found = []
    for tag in BeautifulSoup(f"<p>{html}</p>", "html.parser").find_all(True):
        found += [] if tag.name in ALLOWED_TAGS else [tag.name]
        for name, value in tag.attrs.items():
            if (tag.name, name) != ("a", "href") or not is_allowed_href(value):
                found.append(f"{tag.name} {name}={value}")
    return found


@pytest.mark.parametrize("href", SAFE_HREFS)
def test_safe_link_is_kept(href):
    escaped = href.replace("&", "&amp;")

    assert clean_rich_text(f'<a href="{escaped}">x</a>') == f'<a href="{escaped}">x</a>'


@pytest.mark.parametrize("href", UNSAFE_HREFS)
def test_unsafe_link_leads_nowhere(href):
    assert clean_rich_text(f'<a href="{href}">x</a>') == "<a>x</a>"


@pytest.mark.parametrize(
    "href",
    [
        "/&#47;attacker.invalid/",
        "/&#x2fattacker.invalid",
        "&#x6a;avascript:alert(1)",
        "javascript&colon;1",
        "/&Tab;/attacker.invalid/",
    ],
)
def test_unsafe_link_behind_references_leads_nowhere(href):
    assert clean_rich_text(f'<a href="{href}">x</a>') == "<a>x</a>"


def test_allowed_tags_are_kept_without_attributes():
    html = (
        '<p data-block-key="a1" onclick="x()">a <b class="c">b</b> <strong>s</strong> <i>i</i> '
        '<em style="x">e</em><br></p><ul id="u"><li>u</li></ul><ol start="3"><li>o</li></ol>'
    )

    assert clean_rich_text(html) == (
        "<p>a <b>b</b> <strong>s</strong> <i>i</i> <em>e</em><br></p>"
        "<ul><li>u</li></ul><ol><li>o</li></ol>"
    )


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("<p>a<!-- c --> b</p>", "<p>a b</p>"),
        ('<img src="https://attacker.invalid/x.png">', ""),
        ("<p>a<script>alert(1)</script></p>", "<p>aalert(1)</p>"),
        (
            '<a href="/x" target="_blank" ping="https://attacker.invalid">x</a>',
            '<a href="/x">x</a>',
        ),
        ('<svg><a xlink:href="/x">x</a></svg>', "<a>x</a>"),
        ('<a linktype="page" id="3">x</a>', "<a>x</a>"),
        ("", ""),
    ],
)
def test_everything_else_is_stripped(html, cleaned):
    assert clean_rich_text(html) == cleaned


@pytest.mark.parametrize("folder", ["corpora/xss", "corpora/html_quirks"])
def test_corpus_leaves_only_what_is_allowed(folder):
    found = {payload: forbidden_parts(clean_rich_text(payload)) for payload in payloads(folder)}

    assert len(found) > 1000
    assert {payload: parts for payload, parts in found.items() if parts} == {}


@pytest.mark.parametrize("folder", ["corpora/xss", "corpora/html_quirks"])
def test_corpus_is_the_same_after_a_second_cleaning(folder):
    cleaned = [clean_rich_text(payload) for payload in payloads(folder)]

    assert [html for html in cleaned if clean_rich_text(html) != html] == []


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_mixture_leaves_only_what_is_allowed(html):
    cleaned = clean_rich_text(html)

    assert forbidden_parts(cleaned) == []
    assert clean_rich_text(cleaned) == cleaned


@pytest.mark.parametrize("piece", ["<b>", "<ul><li>", "<b><i></b>", "<a>", "<p>", "&", "<"])
def test_longest_text_is_cleaned_in_time(piece):
    started = time.process_time()

    clean_rich_text(piece * (MAX_LENGTH // len(piece)))

    assert time.process_time() - started < 10


def test_longer_text_is_refused():
    with pytest.raises(TooLongError, match="has 20001 characters; at most 20000"):
        clean_rich_text("a" * (MAX_LENGTH + 1))


def test_plain_text_has_a_line_for_each_block():
    html = "<p>Ask <b>first</b>,<br/>then\n wait.</p><ul><li>1 &lt; 2</li><li></li></ul><p>x</p>"

    assert plain_text(html) == "Ask first,\nthen wait.\n1 < 2\nx"


def test_plain_text_parts_words_at_tags_that_are_stripped():
    assert plain_text("<h2>Title</h2><div>Text</div>") == "Title Text"
