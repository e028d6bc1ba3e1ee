"""Answers sent to the planner as a browser without a script sends them."""

from tests.support.samples import main_of, words_of

PAGE = "/help/gb/plan/"
GIVEN = {"danger": "no", "track": "me", "age": "13-17", "spread": "public", "demand": "no"}
OURS = {"Sec-Fetch-Site": "same-origin"}


def send(client, address: str = PAGE, headers: dict | None = None, **answers):
    return client.post(address, answers, headers=OURS if headers is None else headers)


def titles(response) -> list[str]:
    return [words_of(title) for title in main_of(response).select(".plan-step h3")]
