"""A question as its page shows it before the answer. Nothing here may depend on the key."""

from django.http import QueryDict

from quizzes.enums import Confidence
from quizzes.forms import AnswerForm
from quizzes.marking import kind_of


def question_context(content: dict, options: list[dict], form: AnswerForm | None) -> dict:
    """Return what the page of a question shows, `options` in shown order.

    `form` holds what was filled in so far. As long as a button only changed that (it is called
    "move"), nothing is missing yet and the page has no `form` to complain of.
    """
    kind = kind_of(content)
    given = form.data.getlist("choice") if form else []
    pressed = form.data.get("move") if form else None
    return {
        "ask": f"quizzes/kinds/{kind.form}.html",
        "asked": kind.asked(content, options, given, pressed or ""),
        "confidences": [{"value": str(c.value), "label": c.label} for c in Confidence],
        "confidence": form.data.get("confidence", "") if form else "",
        "form": form if pressed is None else None,
    }


def given_before(content: dict, response) -> AnswerForm | None:
    """Return the answer that stands and may be changed, as if it had just been filled in."""
    if response is None:
        return None
    data = QueryDict(mutable=True)
    data.setlist("choice", response.chosen)
    data["confidence"] = str(response.confidence or "")
    # Nothing is sent yet, so nothing is missing either (see `question_context`).
    data["move"] = ""
    return AnswerForm(data, content=content)
