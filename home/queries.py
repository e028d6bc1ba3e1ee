"""What the front page shows."""

from courses.queries import catalog_cards
from progress.queries import carry_on


def front_page(user) -> dict:
    """Return `courses` and `carry_on` (None unless a student is in the middle). Five queries."""
    is_student = user.is_authenticated and user.is_student
    return {"courses": catalog_cards(), "carry_on": carry_on(user) if is_student else None}
