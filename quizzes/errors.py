"""What can go wrong while a learner works on a quiz."""


class QuizNotAvailable(Exception):
    """The quiz cannot be taken by this person now: not published, closed, or without questions."""


class QuestionLeftOut(Exception):
    """The question rests on a fact that learners are not shown now, so no answer is taken (409)."""


class AnswerConflict(Exception):
    """The same key came with another answer, or the question already has its answer (409)."""


class NothingToRegrade(Exception):
    """No answer was marked by an older version that the newest can mark."""
