"""What happened in this room, sent inside the transaction in which it happened."""

from django.dispatch import Signal

# Arguments: attempt (finished, with its points).
attempt_submitted = Signal()
