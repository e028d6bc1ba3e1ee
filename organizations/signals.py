"""What happened in this room, sent inside the transaction in which it happened."""

from django.dispatch import Signal

# Arguments: classroom (over from now on), by (who said so).
class_archived = Signal()

# Arguments: membership (in its new class by now), left (the class it was in).
student_moved = Signal()
