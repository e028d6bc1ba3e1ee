"""A class that is over opens its tests: nobody would open them later. Who has left it is in none of
its groups and work for some.
"""

from django.dispatch import receiver

from assignments.actions import open_test, take_out_of_work
from assignments.models import Assignment
from organizations.signals import class_archived, student_moved


@receiver(class_archived)
def open_tests(sender, classroom, by, **kwargs):
    for assignment in Assignment.objects.filter(classroom=classroom):
        open_test(by=by, assignment=assignment)


@receiver(student_moved)
def take_out(sender, membership, left, **kwargs):
    take_out_of_work(membership=membership, classroom=left)
