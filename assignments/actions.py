"""Giving work to a class and taking it back."""

from datetime import date

from django.db import transaction

from assignments.models import Assignment
from core import audit


@transaction.atomic
def assign_module(*, by, classroom, module, due_on: date | None) -> Assignment:
    """Give `module` to the whole class, open now; assigned twice, the new due date counts."""
    assignment, _created = Assignment.objects.update_or_create(
        classroom=classroom,
        module=module,
        defaults={"due_on": due_on},
        create_defaults={"due_on": due_on, "assigned_by": by},
    )
    audit.record(by=by, verb="module-assigned", target=assignment)
    return assignment


@transaction.atomic
def withdraw_assignment(*, by, assignment: Assignment) -> None:
    """Take work back. What students did stays theirs."""
    audit.record(by=by, verb="assignment-withdrawn", target=assignment)
    assignment.delete()
