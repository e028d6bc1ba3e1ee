"""What this room refuses."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _


class SecondPersonNeeded(PermissionDenied):
    """Somebody tried to publish a number, an address or a law they changed themselves.

    A PermissionDenied, so that a way to publish which nobody thought of answers no, not with a
    failure.
    """

    def __init__(self):
        super().__init__(
            _(
                "Nothing was published. You changed a number, an address or the words of a law, "
                "and somebody else has to read that first. Your draft is saved: submit it for a "
                "second person."
            )
        )


class AppendOnly(TypeError):
    """Somebody tried to change or delete a line that is written once."""
