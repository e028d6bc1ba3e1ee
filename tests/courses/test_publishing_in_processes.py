"""What is published is read with the next request, whichever process answers it.

Each process has caches of its own on SQLite, and shares one on Redis; neither may show an old text.
"""

from tests.races import WAIT_SECONDS, in_processes

ROUNDS = 5
READERS = 3


def test_every_process_shows_what_was_published_with_the_next_request(database_copy):
    [address] = in_processes(database_copy, make_lesson, [()])
    said = in_processes(database_copy, take_part, [(n, address) for n in range(READERS + 1)])
    wanted = [heading(number) for number in range(ROUNDS)]
    assert [one for one in said if one is not None] == [wanted] * READERS


def heading(number: int) -> str:
    return f"The heading number {number}"


def make_lesson(barrier) -> str:
    """Make a lesson and return the address of its first step."""
    from tests import factories  # noqa: PLC0415 -- needs the apps

    module = factories.make_module(lessons=1)
    return module.get_children().specific().first().step_url(1)


def take_part(barrier, number: int, address: str) -> list[str] | None:
    """Publish in the first process, read in the others; return what was read after each round."""
    if number == 0:
        for one in range(ROUNDS):
            publish(heading(one))
            barrier.wait(WAIT_SECONDS)  # published
            barrier.wait(WAIT_SECONDS)  # read by all
        return None
    found = []
    for _round in range(ROUNDS):
        barrier.wait(WAIT_SECONDS)
        found.append(title_at(address))
        barrier.wait(WAIT_SECONDS)
    return found


def publish(words: str) -> None:
    from courses.models import LessonPage  # noqa: PLC0415 -- needs the apps

    lesson = LessonPage.objects.get()
    lesson.heading = words
    lesson.save_revision().publish()


def title_at(address: str) -> str:
    from bs4 import BeautifulSoup  # noqa: PLC0415 -- beside the others
    from django.test import Client  # noqa: PLC0415 -- needs the apps

    page = BeautifulSoup(Client().get(address).content, "html.parser")
    return " ".join(page.h1.text.split())
