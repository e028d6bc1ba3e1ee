"""What the front page shows."""

from courses.queries import catalog_cards
from progress.components import reminders
from progress.queries import carry_on, front_page_reminders


def front_page(user) -> dict:
    """Return `courses`, `carry_on` (None unless a student is in the middle) and `reminders` of what
    a student's class has for these days. Six queries, four more where a day is near.
    """
    if not (user.is_authenticated and user.is_student):
        return {"courses": catalog_cards(), "carry_on": None, "reminders": []}
    return {
        "courses": catalog_cards(),
        "carry_on": carry_on(user),
        "reminders": reminders(front_page_reminders(user)),
    }
