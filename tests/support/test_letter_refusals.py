"""What the letter writer refuses, keeps for the next try, and shows without running it."""

import json

import pytest
from bs4 import BeautifulSoup

from tests.shared_inputs import shared_path
from tests.support.samples import main_of, make_letter_clause, words_of
from tests.support.sent_letters import CHOSEN, OURS, PAGE, letter_in, lines, send


@pytest.fixture
def one_clause(db):
    """Store one clause that says everything that was typed."""
    return make_letter_clause(text="Here: {links} Numbers: {cases}")


# --- Refusing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "null"},
        {"Origin": "https://attacker.invalid"},
        {},
    ],
)
def test_another_site_cannot_send_the_form(client, one_clause, headers):
    response = send(client, headers=headers)
    assert response.status_code == 403
    assert b"CANARY" not in response.content


def test_our_own_origin_is_enough_for_an_old_browser(client, one_clause):
    assert send(client, headers={"Origin": "http://testserver"}).status_code == 200


def test_pages_open_for_get_and_head_and_the_form_for_post(client, db):
    assert client.head(PAGE).status_code == 200
    assert client.post("/help/letter/", headers=OURS).status_code == 405
    assert [getattr(client, verb)(PAGE).status_code for verb in ("put", "delete", "patch")] == [
        405
    ] * 3


@pytest.mark.parametrize("as_file", [{}, {"as": "txt"}])
def test_a_question_without_an_answer_is_asked_again_and_nothing_is_lost(
    client, one_clause, as_file
):
    sent = {"links": "https://site.example/a", "cases": "A-1", "age": "adult"} | as_file
    response = client.post(PAGE, sent, headers=OURS)
    main = main_of(response)
    assert response.status_code == 422
    assert response.content.decode().count("<title>Error: A letter - Marram</title>") == 1
    asked = {link["href"]: words_of(link) for link in main.select(".error-summary a")}
    assert asked == {
        "#id_recipient": "Choose who the letter is for.",
        "#id_sender": "Choose who you are.",
    }
    assert [main.select_one(place).name for place in asked] == ["fieldset", "fieldset"]
    assert [one["value"] for one in main.select("[checked]")] == ["adult"]
    assert main.select_one("textarea").get_text().strip() == "https://site.example/a"
    assert main.select_one("[name=cases]")["value"] == "A-1"
    assert letter_in(response) == []


@pytest.mark.parametrize(
    "sent",
    [
        {"recipient": "friend"},
        {"sender": "platform"},
        {"age": "12"},
        {"age": ""},
        {"recipient": ["platform", "<b>"]},
        {"cases": "A" * 201},
        {"links": "a" * 20_001},
        {"links": "site.example/\x00"},
    ],
)
def test_what_the_form_does_not_offer_is_refused(client, one_clause, sent):
    response = send(client, **sent)
    assert response.status_code == 422
    assert len(main_of(response).select(".error-summary li")) == 1
    assert letter_in(response) == []


def test_too_many_lines_are_kept_for_the_next_try(client, one_clause):
    typed = "site.example/a\n" * 2_000
    main = main_of(send(client, links=typed))
    assert words_of(main.select_one(".error-summary a")) == (
        "This is too long for one letter. Take some lines out."
    )
    assert main.select_one("textarea").get_text().split() == typed.split()


def test_a_body_that_is_too_large_is_refused(client, one_clause):
    assert send(client, links="a" * 3_000_000).status_code in (400, 413)


def test_a_picture_that_is_sent_along_goes_nowhere(client, one_clause, tmp_path, settings):
    settings.MEDIA_ROOT = settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"CANARYPIXELS" * 400_000)
    with picture.open("rb") as opened:
        response = client.post(PAGE, CHOSEN | {"picture": opened}, headers=OURS)
    assert response.status_code == 200
    assert b"PIXELS" not in response.content
    response.close()
    assert [path.name for path in tmp_path.iterdir()] == ["picture.png"]


# --- Hostile input --------------------------------------------------------------------------------


def payloads(folder: str) -> list[str]:
    files = sorted(shared_path(f"corpora/{folder}").glob("*.jsonl"))
    found = [json.loads(one) for file in files for one in file.read_text("utf-8").splitlines()]
    return [one["payload" if "payload" in one else "url"] for one in found]


@pytest.mark.parametrize("folder", ["xss", "strings", "injection", "redirect", "ssrf", "csv"])
def test_hostile_input_is_escaped_and_kept(client, one_clause, folder):
    """Each payload is a line; the page around them has the same elements as one without."""
    plain = shape(send(client, links="site.example"))
    typed = [one for one in payloads(folder) if "\x00" not in one and one.strip()]
    assert len(typed) > 20
    for start in range(0, len(typed), 60):
        batch = "\n".join(line[:300] for line in typed[start : start + 60])
        response = send(client, links=batch[:20_000], cases=typed[start][:200])
        assert response.status_code == 200
        assert shape(response) == plain
        kept = main_of(response).select_one("textarea").get_text()
        assert lines(kept) == lines(batch[:20_000])


def shape(response) -> list[tuple]:
    """Return every element of a page with the names of its attributes."""
    soup = BeautifulSoup(response.content, "html.parser")
    for note in soup.select(".letter__line"):
        note.attrs.pop("hidden", None)
    return [(tag.name, *sorted(tag.attrs)) for tag in soup.find_all(True)]


def test_hostile_input_in_a_file_stays_text(client, one_clause):
    typed = "<script>alert(1)</script>\r\nContent-Type: text/html"
    response = client.post(PAGE, CHOSEN | {"links": typed, "as": "txt"}, headers=OURS)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.content.decode().count("<script>alert(1)</script>\n") == 1
