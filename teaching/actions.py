"""What takes a class and its work at once."""

from uuid import UUID

from django.db import transaction

from assignments.actions import copy_assignments
from assignments.queries import class_assignments
from assignments.rules import module_sensitivity
from core.enums import Sensitivity
from organizations.class_life import copy_classroom, locked
from organizations.models import Classroom
from users.models import User


@transaction.atomic
def duplicate_class(
    *,
    by: User,
    classroom: Classroom,
    name: str,
    with_careful: bool = False,
    key: UUID | None = None,
) -> Classroom:
    """Make a class with the same settings and modules, without students and due days.

    Careful and private modules come along only after the tick that assigning them takes. `key`
    comes from the page: sent twice, the copy is made once; under another name it is another copy.
    """
    classroom = locked(classroom)
    earlier = Classroom.objects.visible_to(by).filter(uuid=key, name=name).first()
    if earlier:
        return earlier
    is_taken = Classroom.objects.filter(uuid=key).exists()
    copy = copy_classroom(
        by=by,
        classroom=classroom,
        name=name,
        age_band=classroom.age_band,
        key=None if is_taken else key,
    )
    given = class_assignments(classroom)
    if not with_careful:
        given = [one for one in given if module_sensitivity(one.module) == Sensitivity.OPEN]
    copy_assignments(by=by, assignments=given, classroom=copy)
    return copy
