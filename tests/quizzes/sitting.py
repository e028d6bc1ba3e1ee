"""A student at a quiz, for tests that walk through one."""

import uuid

from quizzes.models import Attempt
from tests.factories.work import answer_worth


class Sitting:
    """A student at a quiz, by HTTP."""

    def __init__(self, client, quiz):
        self.client, self.start_url = client, f"/quizzes/{quiz.uuid}/start/"
        self.first_page = client.post(self.start_url).get("Location")
        self.attempt = Attempt.objects.filter(quiz=quiz).first()

    def url(self, number: int) -> str:
        return f"/quizzes/{self.attempt.uuid}/{number}/"

    @property
    def end_url(self) -> str:
        return f"/quizzes/{self.attempt.uuid}/end/"

    def body(self, number: int, points: int = 2) -> dict:
        content = self.attempt.slots.get(number=number).version.content
        return {"choice": answer_worth(content, points), "key": uuid.uuid4()}

    def answer(self, number: int, points: int = 2):
        return self.client.post(self.url(number), self.body(number, points))

    def see(self, number: int):
        return self.client.get(self.url(number))

    def see_end(self):
        return self.client.get(self.end_url)

    def stored(self) -> Attempt:
        return Attempt.objects.get(pk=self.attempt.pk)
