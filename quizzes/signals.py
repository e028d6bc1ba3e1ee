"""What happened in this room, sent inside the transaction in which it happened."""

from django.dispatch import Signal

# Arguments: attempt (finished, with its points).
attempt_submitted = Signal()

# Arguments: attempt (a finished test, whose answers its person may read from now on).
answers_opened = Signal()

# Arguments: attempt (finished, with its points as corrected), skill (the number of the skill of the
# question that was marked anew).
attempt_regraded = Signal()
