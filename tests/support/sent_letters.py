"""Sending the letter writer's form, and reading what comes back."""

import re

from tests.support.samples import main_of, words_of

PAGE = "/help/gb/letter/"
OURS = {"Sec-Fetch-Site": "same-origin"}
CHOSEN = {
    "recipient": "platform",
    "sender": "person",
    "age": "13-17",
    "links": "https://site.example/canary-link",
    "cases": "CANARY-7",
}


def send(client, address: str = PAGE, headers: dict = OURS, **changes):
    return client.post(address, CHOSEN | changes, headers=headers)


def letter_in(response) -> list[str]:
    return [one.get_text() for one in main_of(response).select(".letter__sheet p")]


def shown(response, selector: str) -> list[str]:
    """Return the words of parts that are not hidden, nor stand in something hidden."""
    main = main_of(response)
    for hidden in main.select("[hidden]"):
        hidden.decompose()
    return [words_of(part) for part in main.select(selector)]


def lines(text: str) -> list[str]:
    """Return the lines that hold anything, without the spaces around them."""
    return [line.strip() for line in re.split(r"\r\n|\r|\n", text) if line.strip()]
