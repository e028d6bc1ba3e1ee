"""Taking a class along as a table; that it was done is written down."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from core import audit
from insight.exports import export_rows, table_file
from organizations.models import Classroom
from teaching.queries import class_people
from users.models import User


@transaction.atomic
def export_class(
    *, by: User, classroom: Classroom, kind: str, module_uuid: UUID | None, with_names: bool
) -> bytes:
    """Return what a class, or one module of it, has done as a file of a kind.

    The audit log says the kind, and whether names were in it.
    """
    rows = export_rows(
        classroom,
        class_people(classroom, by).students,
        module_uuid=module_uuid,
        with_names=with_names,
        now=timezone.now(),
    )
    names = "with-names" if with_names else "without-names"
    audit.record(by=by, verb="class_exported", target=classroom, detail=f"{kind}-{names}")
    return table_file(rows, kind)
