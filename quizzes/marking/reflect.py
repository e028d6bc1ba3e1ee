"""A question to think about. Nobody is right, so nothing is sent, stored or scored."""

from quizzes.marking.kind import InvalidAnswer, Kind, gettext_noop


class Reflect(Kind):
    name = "reflect"
    label = gettext_noop("To think about: nothing is sent or scored")
    form = "reflect"
    least = most = 0
    is_scored = False

    def asked(self, content, options, given, pressed):
        return {}

    def check(self, content, chosen):
        raise InvalidAnswer(gettext_noop("This question takes no answer: what you think is yours."))
