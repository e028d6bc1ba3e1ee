"""What can go wrong while a learner works on a quiz."""


class QuizNotAvailable(Exception):
    """The quiz cannot be taken by this person now: not published, closed, or without questions."""


class AnswerConflict(Exception):
    """The same key came with another answer, or the question already has its answer (409)."""
