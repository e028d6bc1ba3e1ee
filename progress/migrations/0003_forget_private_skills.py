"""What private quizzes said about skills until now could be read on My learning: it is removed.

A skill that an open or careful quiz measured too keeps its state.
"""

from django.db import migrations


def forget(apps, schema_editor):
    AttemptSlot = apps.get_model("quizzes", "AttemptSlot")
    SkillProgress = apps.get_model("progress", "SkillProgress")
    measured = AttemptSlot.objects.exclude(attempt__finished_at=None).order_by()
    pairs = ("attempt__user", "version__question__skill")
    private = measured.filter(attempt__sensitivity="private").values_list(*pairs)
    others = set(measured.exclude(attempt__sensitivity="private").values_list(*pairs))
    for user, skill in set(private) - others:
        SkillProgress.objects.filter(user=user, skill=skill).delete()


class Migration(migrations.Migration):
    dependencies = [("progress", "0002_initial"), ("quizzes", "0007_precheck")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
